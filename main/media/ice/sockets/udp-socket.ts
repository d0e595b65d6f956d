import type { Socket } from 'node:dgram';
import type { PortRange } from '../../../core/media-means.ts';
import { failed, ok, type Result } from '../../../core/result.ts';
import { isHopeless, noPort, portChoices } from '../../udp/port-choice.ts';
import { bindSocket, closeSocket } from '../../udp/socket.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { addressText, type TransportAddress } from '../transport-address.ts';
import type { DatagramListener, HostSocket } from './ice-socket.ts';

/** A bound UDP port that has no candidate yet: its number is only known now. */
export interface UdpPort {
  readonly host: string;
  readonly port: number;
  /** The socket under the candidate that it becomes. */
  as(base: Candidate): HostSocket;
  close(): Promise<void>;
}

/** Binds a free port of an address of this computer, of those that voice may have. Fails with words. */
export async function bindUdp(host: string, ports: PortRange | null = null): Promise<Result<UdpPort, string>> {
  let problem = '';
  for (const choice of portChoices(ports)) {
    const bound = await bindSocket(host, choice, { ipv6Only: true });
    if (bound.ok) return ok(udpPort(host, bound.value));
    if (isHopeless(choice, bound.failure)) return bound;
    problem = bound.failure;
  }
  return failed(noPort(ports, problem));
}

function udpPort(host: string, socket: Socket): UdpPort {
  const close = closing(socket);
  // An unreachable port of the far side (ICMP) shows as an error; other pairs may work.
  socket.on('error', () => {});
  return { host, port: socket.address().port, as: (base) => hostSocket(socket, base, close), close };
}

function hostSocket(socket: Socket, base: Candidate, close: () => Promise<void>): HostSocket {
  const listeners = new Set<DatagramListener>();
  const reserved: Reserved = new Map();
  let closed = false;
  socket.on('message', (datagram, { address, port }) => {
    const from: TransportAddress = { host: address, port };
    const readers = reserved.size === 0 ? undefined : reserved.get(addressText(from));
    for (const listener of [...(readers ?? listeners)]) listener(datagram, from);
  });
  return {
    base,
    send(datagram, host, port) {
      if (!closed) socket.send(datagram, port, host);
    },
    onDatagram(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    reserve: (from, listener) => reserve(reserved, from, listener),
    close() {
      closed = true;
      listeners.clear();
      reserved.clear();
      return close();
    },
  };
}

type Reserved = Map<string, Set<DatagramListener>>;

function reserve(reserved: Reserved, from: TransportAddress, listener: (datagram: Buffer) => void): () => void {
  const key = addressText(from);
  const readers = reserved.get(key) ?? new Set();
  reserved.set(key, readers);
  const reader: DatagramListener = (datagram) => listener(datagram);
  readers.add(reader);
  return () => {
    readers.delete(reader);
    if (readers.size === 0 && reserved.get(key) === readers) reserved.delete(key);
  };
}

function closing(socket: Socket): () => Promise<void> {
  let closed: Promise<void> | null = null;
  return () => {
    closed ??= closeSocket(socket);
    return closed;
  };
}
