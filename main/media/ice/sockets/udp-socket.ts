import type { Socket } from 'node:dgram';
import { ok, type Result } from '../../../core/result.ts';
import { bindSocket, closeSocket } from '../../udp/socket.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { DatagramListener, IceSocket } from './ice-socket.ts';

/** A bound UDP port that has no candidate yet: its number is only known now. */
export interface UdpPort {
  readonly host: string;
  readonly port: number;
  /** The socket under the candidate that it becomes. */
  as(base: Candidate): IceSocket;
  close(): Promise<void>;
}

/** Binds a free port of an address of this computer. Fails with words. */
export async function bindUdp(host: string): Promise<Result<UdpPort, string>> {
  const bound = await bindSocket(host, 0, { ipv6Only: true });
  if (!bound.ok) return bound;
  const socket = bound.value;
  const close = closing(socket);
  // An unreachable port of the far side (ICMP) shows as an error; other pairs may work.
  socket.on('error', () => {});
  return ok({ host, port: socket.address().port, as: (base) => iceSocket(socket, base, close), close });
}

function iceSocket(socket: Socket, base: Candidate, close: () => Promise<void>): IceSocket {
  const listeners = new Set<DatagramListener>();
  let closed = false;
  socket.on('message', (datagram, { address, port }) => {
    for (const listener of [...listeners]) listener(datagram, { host: address, port });
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
    close() {
      closed = true;
      listeners.clear();
      return close();
    },
  };
}

function closing(socket: Socket): () => Promise<void> {
  let closed: Promise<void> | null = null;
  return () => {
    closed ??= closeSocket(socket);
    return closed;
  };
}
