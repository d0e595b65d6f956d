import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Endpoint } from '../sdp/far-address.ts';

/** Two sockets on neighbouring ports, the even one for RTP (RFC 3550 section 11). */
export interface PortPair {
  readonly address: string;
  readonly rtp: Socket;
  readonly rtcp: Socket;
}

const attempts = 50;

/** Binds a pair on the local address from which the operating system would send to `far`. */
export async function bindPortPair(far: Endpoint): Promise<Result<PortPair, string>> {
  const address = await routedAddress(far);
  if (!address.ok) return address;
  let problem = '';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const first = await bind(address.value, 0);
    if (!first.ok) return first;
    const port = first.value.address().port;
    const second = await bind(address.value, port % 2 === 0 ? port + 1 : port - 1);
    if (second.ok) {
      const [rtp, rtcp] = port % 2 === 0 ? [first.value, second.value] : [second.value, first.value];
      return ok({ address: address.value, rtp, rtcp });
    }
    problem = second.failure;
    await closeSocket(first.value);
  }
  return failed(problem);
}

/** Closes a socket that is bound; resolves when its port is free. */
export function closeSocket(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.close(() => resolve());
  });
}

/** Connecting a UDP socket sends nothing, but makes the operating system choose the route and with it the address. */
export async function routedAddress(far: Endpoint): Promise<Result<string, string>> {
  const socket = createSocket(family(far.host));
  const connected = await settle(socket, 'connect', () => socket.connect(far.port, far.host));
  const address = connected.ok ? ok(socket.address().address) : connected;
  await closeSocket(socket);
  return address;
}

async function bind(address: string, port: number): Promise<Result<Socket, string>> {
  const type = family(address);
  // Packets go to addresses, never to names; without Node's own look-up each leaves in the turn in which it is sent.
  const socket = createSocket({ type, lookup: (host, _options, found) => found(null, host, type === 'udp4' ? 4 : 6) });
  const bound = await settle(socket, 'listening', () => socket.bind({ address, port, exclusive: true }));
  if (bound.ok) return ok(socket);
  await closeSocket(socket);
  return bound;
}

function family(host: string): 'udp4' | 'udp6' {
  return isIPv6(host) ? 'udp6' : 'udp4';
}

function settle(socket: Socket, event: 'connect' | 'listening', begin: () => void): Promise<Result<null, string>> {
  return new Promise((resolve) => {
    const succeed = () => finish(ok(null));
    const fail = (error: Error) => finish(failed(error.message));
    const finish = (result: Result<null, string>) => {
      socket.off(event, succeed);
      socket.off('error', fail);
      resolve(result);
    };
    socket.once(event, succeed);
    socket.once('error', fail);
    begin();
  });
}
