/** The server's TCP port, usually 443: each connection is a client. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Client, type ClientDeps } from '../client.ts';
import type { Flow } from '../flow.ts';
import type { TransportAddress } from '../wire/address.ts';
import { frame, StreamReader } from '../wire/framing.ts';
import { serverHello } from '../wire/pseudo-tls.ts';
import type { Listener } from './udp.ts';

export async function listenTcp(host: string, wanted: number, deps: ClientDeps): Promise<Listener> {
  const connections = new Map<Socket, Client>();
  const listener = createServer((socket) => {
    const client = serve(socket, server, deps);
    connections.set(socket, client);
    socket.on('close', () => {
      connections.delete(socket);
      void client.end('its connection ended');
    });
  });
  listener.listen(wanted, host);
  await once(listener, 'listening');
  const server = { host, port: (listener.address() as AddressInfo).port };
  return {
    address: server,
    async close() {
      const closed = once(listener, 'close');
      listener.close();
      const ended = [...connections.values()].map((client) => client.end('the server ends'));
      for (const socket of connections.keys()) socket.destroy();
      await Promise.all([...ended, closed]);
    },
  };
}

function serve(socket: Socket, server: TransportAddress, deps: ClientDeps): Client {
  socket.setNoDelay(true);
  socket.on('error', () => {});
  const write = (bytes: Buffer): void => {
    if (socket.writable) socket.write(bytes);
  };
  const flow: Flow = {
    transport: 'tcp',
    client: { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 },
    server,
    sendMessage: (message) => write(frame('control', message)),
    sendData: (data) => write(frame('data', data)),
    disconnect: () => socket.destroy(),
  };
  const client = new Client(flow, deps);
  const reader = new StreamReader({
    onHello: () => write(serverHello()),
    onFrame: (kind, content) => (kind === 'control' ? client.receiveMessage(content) : client.receiveData(content)),
    onFault: (reason) => client.improper(reason),
  });
  socket.on('data', (chunk) => reader.push(chunk));
  return client;
}
