import type { MediaRelay, MediaRelays } from '../../media-means.ts';
import { dateOf, type Property, type Resource, textOf } from '../resource.ts';

/** User name and password for the relays, and how long they count (UCWA reference: mediaRelayAccessToken). */
export interface MediaRelayAccessToken extends MediaRelays {
  /** In milliseconds from now. */
  readonly lastsMs: number;
}

/** An organization has a few; calls ask the first ones. */
const mostRelays = 8;
/** What servers give. */
const usualMinutes = 480;
const longestMinutes = 1440;
const nameOrAddress = /^(?=.{1,253}$)[\w.:-]+$/;

/** Null where it names no user or no relay. `wallMs`: now, since 1970. */
export function decodeMediaRelayAccessToken(resource: Resource, wallMs: number): MediaRelayAccessToken | null {
  const [userName, password] = [textOf(resource, 'userName'), textOf(resource, 'password')];
  const relays = (resource.embedded.get('mediaRelay') ?? []).slice(0, mostRelays);
  const servers = [...relays].sort((one, other) => rank(one) - rank(other)).flatMap((each) => decodeRelay(each) ?? []);
  if (userName === null || password === null || servers.length === 0) return null;
  return { userName, password, servers, lastsMs: lastsMs(resource, wallMs) };
}

/** Inside and outside, outside, inside: whoever is inside may need none. */
function rank(relay: Resource): number {
  const place = ['all', 'internet', 'intranet'].indexOf(textOf(relay, 'location')?.toLowerCase() ?? '');
  return place < 0 ? 3 : place;
}

function decodeRelay(relay: Resource): MediaRelay | null {
  const addresses = (['ipv4', 'ipv6'] as const).flatMap((name) => textOf(relay, name) ?? []);
  const host = textOf(relay, 'host') ?? addresses[0];
  const [udpPort, tcpPort] = [portOf(relay, 'udpPort'), portOf(relay, 'tcpPort')];
  if (host === undefined || !nameOrAddress.test(host) || (udpPort === null && tcpPort === null)) return null;
  return { host, addresses, udpPort, tcpPort };
}

/** -1 where there is none. */
function portOf(relay: Resource, name: string): number | null {
  const port = wholeNumber(relay.properties.get(name));
  return port !== null && port >= 1 && port <= 65_535 ? port : null;
}

/** By the server's own count of minutes, which no clock that is set wrong changes. */
function lastsMs(resource: Resource, wallMs: number): number {
  const minutes = wholeNumber(resource.properties.get('duration'));
  const until = dateOf(resource, 'validUntil');
  const said = minutes ?? (until === null ? usualMinutes : (until - wallMs) / 60_000);
  return Math.min(Math.max(said, 1), longestMinutes) * 60_000;
}

/** From XML a number is text. */
export function wholeNumber(value: Property | undefined): number | null {
  const number = typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}
