import { Allocation } from './allocation.ts';
import type { MsTurnOptions } from './options.ts';
import type { RelayedPortEvents } from './relayed/relayed-port.ts';
import { openTcpPort } from './relayed/tcp-port.ts';
import { openUdpPort } from './relayed/udp-port.ts';

export interface AllocationWish extends Omit<RelayedPortEvents, 'permits'> {
  readonly options: MsTurnOptions;
  readonly transport: 'udp' | 'tcp';
  /** The MS-Version of the request; 0 where it told none. */
  readonly asked: number;
  onExpiry(): void;
}

/** Opens a port for a client. Over UDP that is a UDP port, over TCP what the options say. */
export async function openAllocation({
  options,
  transport,
  asked,
  onExpiry,
  ...events
}: AllocationWish): Promise<Allocation> {
  const permitted = new Set<string>();
  const kind = transport === 'tcp' ? options.relayOfTcp : 'udp';
  const open = kind === 'tcp' ? openTcpPort : openUdpPort;
  const port = await open(options.address, { ...events, permits: (host) => permitted.has(host) });
  return new Allocation({ kind, port, permitted, isMultiplexed: Math.min(asked, options.version) >= 5, onExpiry });
}
