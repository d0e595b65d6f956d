/** The server's UDP port, usually 3478: each address that something comes from is a client. */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { Client, type ClientDeps } from '../client.ts';
import { addressText, type TransportAddress } from '../wire/address.ts';
import { hasMagicCookie } from '../wire/message.ts';

export interface Listener {
  readonly address: TransportAddress;
  /** Ends the clients too. */
  close(): Promise<void>;
}

export async function listenUdp(host: string, wanted: number, deps: ClientDeps): Promise<Listener> {
  const socket = createSocket('udp4');
  socket.bind(wanted, host);
  await once(socket, 'listening');
  socket.on('error', () => {});
  const server = { host, port: socket.address().port };
  const clients = new Map<string, Client>();
  const clientAt = ({ address, port }: RemoteInfo): Client => {
    const client = { host: address, port };
    const send = (bytes: Buffer): void => socket.send(bytes, port, address);
    const flow = { transport: 'udp', client, server, sendMessage: send, sendData: send, disconnect: () => {} } as const;
    const known = clients.get(addressText(client)) ?? new Client(flow, deps);
    clients.set(addressText(client), known);
    return known;
  };
  let closed = false;
  socket.on('message', (bytes, from) => {
    if (closed) return;
    const client = clientAt(from);
    // Only what has the cookie can be meant for the server; all else is for the active destination.
    if (hasMagicCookie(bytes)) client.receiveMessage(bytes);
    else client.receiveData(bytes);
  });
  return {
    address: server,
    async close() {
      closed = true;
      await Promise.all([...clients.values()].map((client) => client.end('the server ends')));
      const ended = once(socket, 'close');
      socket.close();
      await ended;
    },
  };
}
