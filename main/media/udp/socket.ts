import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { failed, ok, type Result } from '../../core/result.ts';

export interface BindOptions {
  /** Takes no IPv4 addresses in IPv6 form. */
  readonly ipv6Only?: boolean;
}

/** Binds a port of an address of this computer, which nobody else may have; 0 for any that is free. Fails with words. */
export async function bindSocket(
  address: string,
  port: number,
  { ipv6Only = false }: BindOptions = {},
): Promise<Result<Socket, string>> {
  const type = family(address);
  // Packets go to addresses, never to names; without Node's own look-up each leaves in the turn in which it is sent.
  const socket = createSocket({
    type,
    ipv6Only: ipv6Only && type === 'udp6',
    lookup: (host, _options, found) => found(null, host, type === 'udp4' ? 4 : 6),
  });
  const bound = await settle(socket, 'listening', () => socket.bind({ address, port, exclusive: true }));
  if (bound.ok) return ok(socket);
  await closeSocket(socket);
  return bound;
}

/** Closes a socket that is bound; resolves when its port is free. */
export function closeSocket(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.close(() => resolve());
  });
}

/** The address of this computer from which the operating system would send. Connecting sends nothing, but makes it choose the route. */
export async function routedAddress(far: {
  readonly host: string;
  readonly port: number;
}): Promise<Result<string, string>> {
  const socket = createSocket(family(far.host));
  const connected = await settle(socket, 'connect', () => socket.connect(far.port, far.host));
  const address = connected.ok ? ok(socket.address().address) : connected;
  await closeSocket(socket);
  return address;
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
