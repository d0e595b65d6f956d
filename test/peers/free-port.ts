import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that Linux gives to whoever asks for any (ip(7), ip_local_port_range): what is free here nobody gets by chance meanwhile. */
const [lowest, highest] = [15_000, 30_000];
const mostAttempts = 100;

/** A port of an address of loopback that nothing has now, over TCP or UDP; for programs that cannot choose one themselves. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const port = randomInt(lowest, highest);
    if ((await isFreeForTcp(address, port)) && (await isFreeForUdp(address, port))) return port;
  }
  throw new Error(`Every port of ${address} that was tried is taken`);
}

async function isFreeForTcp(address: string, port: number): Promise<boolean> {
  const server = createServer().listen(port, address);
  return letGo(server, () => server.close());
}

async function isFreeForUdp(address: string, port: number): Promise<boolean> {
  const socket = createSocket('udp4').bind(port, address);
  return letGo(socket, () => socket.close());
}

/** Whether it came to listen; it does not any more then. */
async function letGo(listener: NodeJS.EventEmitter, close: () => unknown): Promise<boolean> {
  const isBound = await once(listener, 'listening').then(
    () => true,
    () => false,
  );
  if (!isBound) return false;
  const closed = once(listener, 'close');
  close();
  await closed;
  return true;
}
