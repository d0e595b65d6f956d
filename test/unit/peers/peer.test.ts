import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { DatagramPair } from '../../peers/datagram-pair.ts';
import { Peer } from '../../peers/peer.ts';

async function canBind(port: number): Promise<boolean> {
  const socket = createSocket('udp4').bind(port, '127.0.0.1');
  const outcome = await Promise.race([
    once(socket, 'listening').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.close();
  return outcome;
}

test('pairs are even and odd, never the same, held while open and free after', async () => {
  const pairs = await Promise.all(Array.from({ length: 40 }, () => DatagramPair.bind('127.0.0.1')));
  const ports = pairs.flatMap(({ rtpPort, rtcpPort }) => [rtpPort, rtcpPort]);
  assert.equal(new Set(ports).size, 80);
  for (const { rtpPort, rtcpPort } of pairs) assert.deepEqual([rtpPort % 2, rtcpPort], [0, rtpPort + 1]);
  const [first = 0] = ports;
  assert.equal(await canBind(first), false);
  await Promise.all(pairs.map((pair) => pair.close()));
  assert.equal(await canBind(first), true);
});

test('a peer speaks PCMU from its own ports, with sender reports beside it', async (t) => {
  const [speaker, listener] = await Promise.all([
    Peer.start({ toneHz: 700 }),
    Peer.start({ toneHz: 1, media: 'none' }),
  ]);
  t.after(() => Promise.all([speaker.stop(), listener.stop()]));
  await speaker.talkTo(listener.local);
  while (listener.traffic.rtpPackets < 20) await new Promise(setImmediate);
  const { origins, payloadTypes, missing, rtcpPackets } = listener.traffic;
  assert.deepEqual(origins, [`127.0.0.1:${speaker.local.rtpPort}`]);
  assert.deepEqual({ payloadTypes, missing }, { payloadTypes: [0], missing: 0 });
  assert.ok(rtcpPackets > 0);
});
