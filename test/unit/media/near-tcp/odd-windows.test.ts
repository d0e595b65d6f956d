import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createDatagramReader, framedDatagram } from '../../../../main/media/ice/framing/framed-datagrams.ts';
import { writeRtp } from '../../../../main/media/rtp/packet.ts';
import { until } from '../../../desktop/until.ts';
import { DatagramPair } from '../../../peers/datagram-pair.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../../peers/gateway-call.ts';
import { joined, type Passing, type PortBetween, portBetween, toGateway } from '../../../peers/port-between.ts';
import { NearPeer } from '../near-peer.ts';

const callId = 'a call';

let heard: HeardGateway;
let far: DatagramPair;
let between: PortBetween[];
let nears: NearPeer[];

beforeEach(async () => {
  heard = new HeardGateway();
  far = await DatagramPair.bind('127.0.0.1');
  between = [];
  nears = [];
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), far.close(), ...nears.map((near) => near.close())]);
  for (const port of between) port.close();
});

/** A call that is up by a window whose connection passes there; `meanwhile` happens in the call. */
async function talks(pass: Passing, meanwhile = () => {}): Promise<void> {
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const port = await portBetween(nearOffer, pass);
  between.push(port);
  const { peer, answer } = await NearPeer.answering(port.offer);
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
  const voiceBothWays = async () => {
    const [here, there] = [peer.received.length, heardThere];
    await until('voice both ways', async () => {
      sequenceNumber += 1;
      const packet = { payloadType: 0, marker: false, sequenceNumber, timestamp: sequenceNumber * 160, payload: voice };
      far.send('rtp', writeRtp({ ...packet, ssrc: 99 }), target);
      await peer.send(packet);
      return peer.received.length > here + 5 && heardThere > there + 5;
    });
  };
  await voiceBothWays();
  meanwhile();
  await voiceBothWays();
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

test('a window whose connection is reset in the call, and that connects anew, is heard and hears', () => {
  let connectAnew = () => {};
  return talks(
    (window, port) => {
      const frames = createDatagramReader();
      let gateway: Socket | null = null;
      let check: Buffer | null = null;
      // The window's own half stays, as its library connects once.
      connectAnew = () => {
        gateway?.resetAndDestroy();
        gateway = toGateway(window, port);
        gateway.on('data', (bytes) => window.write(bytes));
        if (check !== null) gateway.write(framedDatagram(check));
      };
      connectAnew();
      window.on('data', (bytes) => {
        for (const datagram of frames.read(bytes).datagrams) {
          check ??= datagram;
          gateway?.write(framedDatagram(datagram));
        }
      });
    },
    () => connectAnew(),
  );
});
