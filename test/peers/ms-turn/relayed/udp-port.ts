import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { RelayedPort, RelayedPortEvents } from './relayed-port.ts';

export async function openUdpPort(host: string, events: RelayedPortEvents): Promise<RelayedPort> {
  const socket = createSocket('udp4');
  socket.bind(0, host);
  await once(socket, 'listening');
  // A closed port at a peer is no fault of this one.
  socket.on('error', () => {});
  socket.on('message', (data, { address, port }) => {
    const peer = { host: address, port };
    if (events.permits(address)) events.onData(peer, data);
    else events.onStranger(peer);
  });
  return {
    address: { host, port: socket.address().port },
    sendTo: (peer, data) => socket.send(data, peer.port, peer.host),
    async close() {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
