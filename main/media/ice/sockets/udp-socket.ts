import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { failed, ok, type Result } from '../../../core/result.ts';
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
  const type = isIPv6(host) ? 'udp6' : 'udp4';
  // Packets go to addresses, never to names; without Node's own look-up each leaves in the turn in which it is sent.
  const lookup = (name: string, _options: unknown, found: (error: null, address: string, family: number) => void) =>
    found(null, name, type === 'udp4' ? 4 : 6);
  const socket = createSocket({ type, lookup, ipv6Only: type === 'udp6' });
  const problem = await bound(socket, host);
  const close = closing(socket);
  if (problem !== null) {
    await close();
    return failed(problem);
  }
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
    closed ??= new Promise((resolve) => {
      socket.close(() => resolve());
    });
    return closed;
  };
}

function bound(socket: Socket, address: string): Promise<string | null> {
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve(error.message);
    socket.once('error', fail);
    socket.bind({ address, port: 0, exclusive: true }, () => {
      socket.off('error', fail);
      resolve(null);
    });
  });
}
