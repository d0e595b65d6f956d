import { isIP } from 'node:net';
import type { MediaRelay } from '../../../core/media-means.ts';
import type { HostSocket } from '../sockets/ice-socket.ts';
import type { TransportAddress } from '../transport-address.ts';
import type { OpenRelay, RelayRequest } from './relay.ts';

/** One way to ask one relay, for all components of a call at once. */
export interface RelayWay {
  readonly open: OpenRelay;
  readonly server: TransportAddress;
  readonly transport: RelayRequest['transport'];
  /** One of each component, on one address of this computer. */
  readonly bases: readonly HostSocket[];
}

/** The address of this computer from which the system would send there; null where there is no way. */
export type Route = (server: TransportAddress) => Promise<string | null>;

/** The ways to a relay that is at one of these addresses: over UDP before TCP. */
export async function waysTo(
  { udpPort, tcpPort }: MediaRelay,
  addresses: readonly string[],
  { hosts, kinds, route }: { hosts: readonly HostSocket[]; kinds: readonly OpenRelay[]; route: Route },
): Promise<RelayWay[]> {
  const host = addresses.find((address) => hosts.some(({ base }) => isIP(base.host) === isIP(address)));
  if (host === undefined) return [];
  const ports = [
    ['udp', udpPort],
    ['tcp', tcpPort],
  ] as const;
  const asked = ports.flatMap(([transport, port]) => (port === null ? [] : [{ transport, server: { host, port } }]));
  const [first] = asked;
  const bases = first === undefined ? [] : basesFor(first.server, hosts, await route(first.server));
  if (bases.length === 0) return [];
  return asked.flatMap((each) => kinds.map((open) => ({ ...each, open, bases })));
}

/** On the address that the system would take; on another one it may still go, as a second network shows. */
function basesFor({ host }: TransportAddress, hosts: readonly HostSocket[], routed: string | null): HostSocket[] {
  const alike = hosts.filter(({ base }) => isIP(base.host) === isIP(host));
  const [first] = alike;
  const chosen = alike.some(({ base }) => base.host === routed) ? routed : first?.base.host;
  return alike.filter(({ base }) => base.host === chosen);
}
