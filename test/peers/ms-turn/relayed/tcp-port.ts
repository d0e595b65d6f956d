/**
 * A TCP port for a client: peers connect to it, and sending to a peer that has not done so connects to that peer. The bytes of a
 * connection pass as they come, in pieces that mean nothing.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { addressText, type TransportAddress } from '../wire/address.ts';
import type { RelayedPort, RelayedPortEvents } from './relayed-port.ts';

export async function openTcpPort(host: string, events: RelayedPortEvents): Promise<RelayedPort> {
  const connections = new Map<string, Socket>();
  const adopt = (peer: TransportAddress, socket: Socket): void => {
    connections.set(addressText(peer), socket);
    socket.setNoDelay(true);
    socket.on('data', (data) => events.onData(peer, data));
    socket.on('error', () => {});
    socket.on('close', () => connections.delete(addressText(peer)));
  };
  const listener = createServer((socket) => {
    const peer = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    if (events.permits(peer.host)) return adopt(peer, socket);
    events.onStranger(peer);
    socket.on('error', () => {});
    socket.resetAndDestroy();
  });
  listener.listen(0, host);
  await once(listener, 'listening');
  return {
    address: { host, port: (listener.address() as AddressInfo).port },
    sendTo(peer, data) {
      const known = connections.get(addressText(peer));
      // From a port of its own: the listening one cannot be bound twice.
      const socket = known ?? connect({ ...peer, localAddress: host });
      if (known === undefined) adopt(peer, socket);
      socket.write(data);
    },
    async close() {
      for (const socket of connections.values()) socket.destroy();
      const closed = once(listener, 'close');
      listener.close();
      await closed;
    },
  };
}
