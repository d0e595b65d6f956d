import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { writeRtp } from '../../../../main/media/rtp/packet.ts';
import { until } from '../../../desktop/until.ts';
import { DatagramPair } from '../../../peers/datagram-pair.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../../peers/gateway-call.ts';
import { NearPeer } from '../near-peer.ts';

const callId = 'a call';

let heard: HeardGateway;
let far: DatagramPair;
let between: Server[];
let nears: NearPeer[];

beforeEach(async () => {
  heard = new HeardGateway();
  far = await DatagramPair.bind('127.0.0.1');
  between = [];
  nears = [];
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), far.close(), ...nears.map((near) => near.close())]);
  for (const server of between) server.close();
});

/** The offer with a port between the window and the gateway, where `pass` joins what comes. */
async function offeredBy(nearOffer: string, pass: (window: Socket, port: number) => void): Promise<string> {
  const port = Number(/^a=candidate:.* (\d+) typ host tcptype passive/m.exec(nearOffer)?.[1]);
  const server = createServer((window) => {
    window.setNoDelay(true);
    window.on('error', () => {});
    pass(window, port);
  });
  between.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return nearOffer.replace(` ${port} typ host`, ` ${(server.address() as AddressInfo).port} typ host`);
}

/** Connected to the gateway, and ended together. */
function joined(window: Socket, port: number): Socket {
  const gateway = connect({ port, host: '127.0.0.1', noDelay: true });
  gateway.on('error', () => {});
  gateway.on('close', () => window.destroy());
  window.on('close', () => gateway.destroy());
  return gateway;
}

/** A call that is up by a window whose connection passes there. */
async function talks(pass: (window: Socket, port: number) => void): Promise<void> {
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const { peer, answer } = await NearPeer.answering(await offeredBy(nearOffer, pass));
  nears.push(peer);
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answer });
  await heard.event(callId, 'near-connected');
  heard.gateway.handle({ type: 'start', callId });
  const target = answeredTarget(farAnswer);
  const voice = Buffer.alloc(160, 0x2a);
  let heardThere = 0;
  far.onDatagram((kind, datagram) => {
    if (kind === 'rtp' && datagram.includes(voice)) heardThere += 1;
  });
  let sequenceNumber = 0;
  await until('voice both ways', async () => {
    sequenceNumber += 1;
    const packet = { payloadType: 0, marker: false, sequenceNumber, timestamp: sequenceNumber * 160, payload: voice };
    far.send('rtp', writeRtp({ ...packet, ssrc: 99 }), target);
    await peer.send(packet);
    return peer.received.length > 5 && heardThere > 5;
  });
  assert.ok(!heard.events.some(({ type }) => type === 'failed'));
}

test('a window whose connection comes long after its answer is heard', () =>
  talks((window, port) => {
    window.pause();
    void delay(2500).then(() => {
      const gateway = joined(window, port);
      window.pipe(gateway).pipe(window);
    });
  }));

test('a window of whom everything comes in small pieces is heard', () =>
  talks((window, port) => {
    const gateway = joined(window, port);
    gateway.pipe(window);
    let size = 0;
    window.on('data', (bytes) => {
      for (let at = 0; at < bytes.length; at += size) {
        size = (size % 7) + 1;
        gateway.write(bytes.subarray(at, at + size));
      }
    });
  }));

test('a window of whom several frames come at once is heard', () =>
  talks((window, port) => {
    const gateway = joined(window, port);
    gateway.pipe(window);
    let waiting: Buffer[] = [];
    window.on('data', (bytes) => waiting.push(bytes));
    const passOn = setInterval(() => {
      if (waiting.length > 0) gateway.write(Buffer.concat(waiting));
      waiting = [];
    }, 60);
    window.on('close', () => clearInterval(passOn));
  }));
