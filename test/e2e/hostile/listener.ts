import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';

/** A hostile server on this computer, which hears all that reaches it. */
export interface Listener {
  readonly host: string;
  readonly ice: string;
  /** Each connection at the first, with what was asked for; where nothing was, "a connection". */
  readonly heard: readonly string[];
  /** Each packet and connection at the second. */
  readonly heardIce: readonly string[];
  stop(): void;
}

export async function startListener(): Promise<Listener> {
  const heard: string[] = [];
  const heardIce: string[] = [];
  const web = createHttpServer((request, response) => {
    heard.push(request.url ?? '');
    response.end('no');
  });
  web.on('connection', () => heard.push('a connection'));
  const stream = createServer((socket) => {
    heardIce.push('a connection');
    socket.on('error', () => {});
    socket.destroy();
  });
  web.listen(0, '127.0.0.1');
  // At each address of this computer, of both families.
  stream.listen(0, '::');
  await Promise.all([once(web, 'listening'), once(stream, 'listening')]);
  const { port } = stream.address() as AddressInfo;
  const packets = createSocket('udp6', () => heardIce.push('a packet'));
  packets.bind(port, '::');
  await once(packets, 'listening');
  return {
    host: `127.0.0.1:${(web.address() as AddressInfo).port}`,
    ice: `127.0.0.1:${port}`,
    heard,
    heardIce,
    stop: () => {
      web.close();
      stream.close();
      packets.close();
    },
  };
}
