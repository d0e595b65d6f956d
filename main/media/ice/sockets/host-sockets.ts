import type { PortRange } from '../../../core/media-means.ts';
import { failed, ok, type Result } from '../../../core/result.ts';
import { candidatePriority } from '../candidates/candidate.ts';
import type { Component } from '../transport-address.ts';
import { hostAddresses, type Interfaces } from './host-addresses.ts';
import type { HostSocket } from './ice-socket.ts';
import { bindUdp, type UdpPort } from './udp-socket.ts';

export interface HostSocketsDeps {
  readonly interfaces: Interfaces;
  /** Whether voice may use an address of this computer. */
  readonly admits: (host: string) => boolean;
  /** 1 with rtcp-mux, else 2. */
  readonly components: Component;
  /** Those that voice may have. */
  readonly ports?: PortRange | null;
  readonly bind?: typeof bindUdp;
}

/**
 * A UDP socket for each component on every address of this computer (RFC 8445 section 5.1.1.1). Addresses that cannot be bound are
 * left out; fails with words where none is left.
 */
export async function openHostSockets(deps: HostSocketsDeps): Promise<Result<HostSocket[], string>> {
  const { interfaces, admits, components, ports = null, bind: bindOne = bindUdp } = deps;
  const bind = (host: string) => bindOne(host, ports);
  const numbers: readonly Component[] = components === 1 ? [1] : [1, 2];
  const addresses = hostAddresses(interfaces, admits);
  const opened = await Promise.all(addresses.map((host) => openAll(host, numbers, bind)));
  const sockets = opened.flatMap((bound, index) =>
    bound.ok ? bound.value.map((port) => hostSocket(port, index)) : [],
  );
  if (sockets.length > 0) return ok(sockets);
  const problem = opened.find(({ ok }) => !ok);
  return failed(problem?.ok === false ? problem.failure : 'this computer has no address that voice could use');
}

type Numbered = UdpPort & { readonly component: Component };

/** All components of an address, or none. */
async function openAll(
  host: string,
  components: readonly Component[],
  bind: (host: string) => ReturnType<typeof bindUdp>,
): Promise<Result<Numbered[], string>> {
  const bound = await Promise.all(components.map((component) => bind(host).then((port) => ({ component, port }))));
  const ports = bound.flatMap(({ component, port }) => (port.ok ? [{ ...port.value, component }] : []));
  if (ports.length === components.length) return ok(ports);
  await Promise.all(ports.map((port) => port.close()));
  const problem = bound.find(({ port }) => !port.ok)?.port;
  return failed(problem?.ok === false ? problem.failure : 'no port');
}

function hostSocket({ host, port, component, as }: Numbered, index: number): HostSocket {
  return as({
    host,
    port,
    component,
    foundation: String(index + 1),
    transport: 'udp',
    priority: candidatePriority('host', 65_535 - index, component),
    type: 'host',
    related: null,
  });
}
