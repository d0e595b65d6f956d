import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { writeRtp } from '../../../main/media/rtp/packet.ts';
import { writeRtcp } from '../../../main/media/rtp/rtcp.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair, type Target } from '../../peers/datagram-pair.ts';
import { HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { delivered } from './delivered.ts';
import { createFakeClock } from './fake-clock.ts';
import { NearPeer } from './near-peer.ts';

const callId = 'a call';
const [voiceSsrc, pictureSsrc] = [5, 6];
const pictureType = 100;

let farVoice: DatagramPair;
let farVideo: DatagramPair;
let nears: NearPeer[];
const clock = createFakeClock();
let heard: HeardGateway;

beforeEach(async () => {
  heard = new HeardGateway(clock);
  [farVoice, farVideo] = await Promise.all([DatagramPair.bind('127.0.0.1'), DatagramPair.bind('127.0.0.1')]);
  nears = [];
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), farVoice.close(), farVideo.close(), ...nears.map((near) => near.close())]);
});

function offer(): string {
  const { address, rtpPort, rtcpPort } = farVideo.local;
  const lines = [
    `m=video ${rtpPort} RTP/AVP ${pictureType}`,
    `c=IN IP4 ${address}`,
    `a=rtcp:${rtcpPort} IN IP4 ${address}`,
    `a=rtpmap:${pictureType} VP8/90000`,
  ];
  return `${plainOffer(farVoice.local)}${lines.map((line) => `${line}\r\n`).join('')}`;
}

async function connected(nearOffer: string, as: 'near-answer' | 'picture-answer'): Promise<NearPeer> {
  const { peer, answer } = await NearPeer.answering(nearOffer);
  nears.push(peer);
  heard.gateway.handle({ type: as, callId, sdp: answer });
  return peer;
}

/** The gateway's ports of each stream, in their order. */
function targetsIn(answer: string): Target[] {
  return answer.split('\r\nm=').flatMap((section, index) => {
    const [port, rtcp] = [/^\S+ (\d+)/.exec(section)?.[1], /^a=rtcp:(\d+)/m.exec(section)?.[1]];
    return index === 0 ? [] : [{ address: '127.0.0.1', rtpPort: Number(port), rtcpPort: Number(rtcp) }];
  });
}

/** A call whose pictures come so much later than their voice that the window gets voice later by now. */
async function heldBack() {
  heard.gateway.handle({ type: 'prepare', callId, offer: offer() });
  const near = await connected((await heard.event(callId, 'prepared')).nearOffer, 'near-answer');
  await heard.event(callId, 'near-connected');
  const standing = () => heard.events.flatMap((event) => (event.type === 'video' ? [event.video] : [])).at(-1);
  const answer = await until('an answer with video', () => standing()?.farAnswer ?? undefined);
  heard.gateway.handle({ type: 'video', callId, wish: 'both' });
  await connected(await until('an offer for the window', () => standing()?.nearOffer ?? undefined), 'picture-answer');
  heard.gateway.handle({ type: 'start', callId });
  const [toVoice, toVideo] = targetsIn(answer);
  assert.ok(toVoice && toVideo);

  const report = (ssrc: number) => {
    const sender = { wallMs: 1_700_000_000_000, timestamp: 0, packets: 1, octets: 1 };
    return writeRtcp({ ssrc, cname: 'far', sender, reception: null, bye: false });
  };
  farVoice.send('rtcp', report(voiceSsrc), toVoice);
  farVideo.send('rtcp', report(pictureSsrc), toVideo);
  await delivered(2);
  let sent = 0;
  const speak = () => {
    const head = { payloadType: 0, marker: false, sequenceNumber: sent, timestamp: sent * 160, ssrc: voiceSsrc };
    farVoice.send('rtp', writeRtp({ ...head, payload: Buffer.alloc(160, 0xff) }), toVoice);
    sent += 1;
  };
  const show = (lateMs: number) => {
    const timestamp = ((sent * 20 - lateMs) * 90) >>> 0;
    const head = { payloadType: pictureType, marker: true, sequenceNumber: sent, timestamp, ssrc: pictureSsrc };
    farVideo.send('rtp', writeRtp({ ...head, payload: Buffer.alloc(100, 1) }), toVideo);
  };
  while (sent < 30) {
    speak();
    show(200);
    await delivered(2);
    clock.advance(20);
  }
  await until('the voice so far', () => near.received.length === sent);
  return { near, speak, sent: () => sent };
}

test('where pictures come later than their voice, the window gets voice later', async () => {
  const { near, speak, sent } = await heldBack();
  speak();
  // Long enough for what is not held back to come, as all before did.
  await setTimeout(200);
  assert.equal(near.received.length, sent() - 1);
  clock.advance(20);
  await until('the voice that waited', () => near.received.length === sent());
});

test('what waits when another codec is agreed on is heard as what it is', async () => {
  const { near, speak, sent } = await heldBack();
  speak();
  await setTimeout(200);
  assert.equal(near.received.length, sent() - 1);
  const next = offer()
    .replace(/(m=audio \d+ \S+) 0 13/, '$1 8 13')
    .replace('0 PCMU', '8 PCMA');
  assert.equal((await heard.offeredAgain(callId, next)).type, 'renegotiated');
  await until('the voice that waited', () => near.received.length === sent());
  assert.deepEqual(new Set(near.received.map(({ header }) => header.payloadType)), new Set([0]));
});
