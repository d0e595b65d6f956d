/** The hosts the server plays, each on a loopback address of its own, and their sites. */
import { makeIdentity } from './http/certificates.ts';
import { Listener } from './http/listener.ts';
import { Site } from './http/site.ts';
import type { UcwaServerOptions } from './options.ts';

/**
 * `discovery` and `internal`: lyncdiscover and lyncdiscoverinternal. `otherPool`: where users can be moved to. `foreign`: of another
 * parent domain, as hybrid installations have it. `login`: AD FS and the authorization server.
 */
export const hostNames = {
  discovery: 'lyncdiscover.northwind.example',
  internal: 'lyncdiscoverinternal.northwind.example',
  pool: 'pool.northwind.example',
  otherPool: 'pool2.northwind.example',
  foreign: 'lyncdiscover.fabrikam.example',
  login: 'login.northwind.example',
} as const;

export type HostName = keyof typeof hostNames;

const all = Object.keys(hostNames) as HostName[];

/** The last byte of a host's address. */
const numbers: Readonly<Record<HostName, number>> = {
  discovery: 1,
  pool: 2,
  otherPool: 3,
  foreign: 4,
  login: 5,
  internal: 6,
};

export interface Hosts {
  /** PEM text. */
  readonly authority: string;
  /** In the form of /etc/hosts. */
  readonly hostsFile: string;
  readonly listeners: Readonly<Record<HostName, Listener>>;
  readonly sites: Readonly<Record<HostName, Site>>;
  /** Plain HTTP on the discovery host; null where there is none. */
  readonly plain: { readonly listener: Listener; readonly site: Site } | null;
}

/** Takes every port. */
export async function openHosts(options: UcwaServerOptions): Promise<Hosts> {
  const addresses = byName((name) => `${options.network}.${numbers[name]}`);
  const identity = await makeIdentity([...Object.values(hostNames), 'localhost'], Object.values(addresses));
  const wrong = { ...identity, ...identity.stranger };
  const listeners = byName((name) => {
    const certificate = name === 'discovery' && options.discoveryCertificate === 'other-name' ? wrong : identity;
    return new Listener(addresses[name], options.port, certificate);
  });
  const plain = options.httpHop === 'none' ? null : new Listener(addresses.discovery, options.httpPort, null);
  const open = all.filter((name) => name !== 'internal' || options.internalDiscovery).map((name) => listeners[name]);
  await Promise.all([...open, ...(plain === null ? [] : [plain])].map((listener) => listener.up()));
  const host = (name: HostName): string => (options.hosts === 'names' ? hostNames : addresses)[name];
  const front = async (listener: Listener): Promise<number> =>
    options.front === null ? listener.port : options.front({ host: listener.address, port: listener.port });
  const ports = new Map<HostName, number>();
  for (const name of all) ports.set(name, listeners[name].opened ? await front(listeners[name]) : listeners[name].port);
  const plainPort = plain === null ? 0 : await front(plain);
  return {
    authority: identity.authority,
    hostsFile: all.map((name) => `${addresses[name]} ${hostNames[name]}\n`).join(''),
    listeners,
    sites: byName((name) => new Site(originOf('https', host(name), ports.get(name) ?? 0))),
    plain: plain && { listener: plain, site: new Site(originOf('http', host('discovery'), plainPort)) },
  };
}

function byName<Value>(make: (name: HostName) => Value): Record<HostName, Value> {
  return Object.fromEntries(all.map((name) => [name, make(name)])) as Record<HostName, Value>;
}

/** As clients write it: without the port that the scheme has anyway. */
function originOf(scheme: 'http' | 'https', host: string, port: number): string {
  return new URL(`${scheme}://${host}:${port}`).origin;
}
