import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { isRtcp } from '../../../main/media/rtp/rtcp.ts';
import { chooseKey } from '../../../main/media/sdp/crypto-line.ts';
import { type Protection, protectedBy } from '../../../main/media/srtp/protection.ts';
import { createSrtpSender } from '../../../main/media/srtp/srtp.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair, type Target } from '../../peers/datagram-pair.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { delivered } from './delivered.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { NearPeer } from './near-peer.ts';

const callId = 'a call';
const voice = Buffer.from('twenty milliseconds of voice');
const [one, other] = ['A', 'B'].map((letter) => letter.repeat(40)) as [string, string];

let clock: FakeClock;
let heard: HeardGateway;
let far: DatagramPair;
let near: NearPeer;
let answer: string;
let target: Target;
/** Under the keys that the latest answer agreed. */
let protection: Protection;
let farRtp: Buffer[];
let farRtcp: Buffer[];
let sequence: number;

const offerOf = (key: string | undefined, more = ''): string => `${plainOffer({ ...far.local, key })}${more}`;

/** The far side's: our key opens what comes, its own protects what it sends. */
function agree(offered: string, said: string): void {
  const [farKey, ours] = [offered, said].map((sdp) =>
    chooseKey(/a=crypto:.*/g.exec(sdp)?.map((line) => line.slice(9)) ?? []),
  );
  if (farKey && ours) protection = protectedBy(farKey, ours);
  answer = said;
  target = answeredTarget(said);
}

beforeEach(async () => {
  clock = createFakeClock();
  heard = new HeardGateway(clock);
  far = await DatagramPair.bind('127.0.0.1');
  [farRtp, farRtcp, sequence] = [[], [], 0];
  far.onDatagram((_kind, datagram) => (isRtcp(datagram) ? farRtcp : farRtp).push(datagram));
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), far.close(), near.close()]);
});

async function ringing(offer: string): Promise<void> {
  heard.gateway.handle({ type: 'prepare', callId, offer });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const answering = await NearPeer.answering(nearOffer);
  near = answering.peer;
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answering.answer });
  await heard.event(callId, 'near-connected');
  agree(offer, farAnswer);
}

async function talking(offer: string): Promise<void> {
  await ringing(offer);
  heard.gateway.handle({ type: 'start', callId });
  await until('the opening packets', () => farRtp.length > 0 && farRtcp.length > 0);
}

async function renegotiate(offer: string): Promise<void> {
  agree(offer, await heard.renegotiated(callId, offer));
}

function packet(payload = voice, payloadType = 0): Buffer {
  sequence = (sequence + 1) & 0xffff;
  return writeRtp({
    payloadType,
    marker: false,
    sequenceNumber: sequence,
    timestamp: sequence * 160,
    ssrc: 99,
    payload,
  });
}

async function isHeardNear(protect = protection.protectRtp): Promise<void> {
  const before = near.received.length;
  await until('voice in the window', () => {
    const sent = protect(packet());
    if (sent !== null) far.send('rtp', sent, target);
    return near.received.length > before;
  });
  assert.deepEqual(near.received.at(-1)?.payload, voice);
}

let nearSequence = 0;
async function isHeardFar(open = protection.openRtp): Promise<void> {
  const said = Buffer.from(`voice ${nearSequence}`);
  await until('voice at the far side', async () => {
    nearSequence += 1;
    await near.send({ payloadType: 0, sequenceNumber: nearSequence, timestamp: nearSequence * 160, payload: said });
    return farRtp.splice(0).some((datagram) => readRtp(open(datagram) ?? Buffer.alloc(0))?.payload.equals(said));
  });
}

for (const [what, offer] of [
  ['SAVP', () => offerOf(one)],
  ['a key beside plain RTP', () => offerOf(one).replace('SAVP', 'AVP')],
  ['a key with an identifier', () => offerOf(one).replace('|2^31', '|2^31|1:1')],
  ['an identifier of four bytes', () => offerOf(one).replace('|2^31', '|2^31|258:4')],
] as const) {
  test(`${what}: voice and reports are encrypted both ways`, async () => {
    await talking(offer());
    assert.match(answer, /\r\nm=audio \d+ RTP\/SAVP 0 101\r\n/);
    assert.ok(!answer.includes(one), 'a key of our own');
    await isHeardNear();
    await isHeardFar();
    clock.advance(5000);
    const report = await until('a report', () => protection.openRtcp(farRtcp.shift() ?? Buffer.alloc(0)));
    assert.ok(isRtcp(report));
  });
}

test('nothing in the clear, and nothing under another key, is heard or taken for life', async () => {
  await talking(offerOf(one));
  await isHeardNear();
  const before = near.received.length;
  const stranger = protectedBy(
    { master: Buffer.alloc(30, 7), mki: Buffer.alloc(0) },
    { master: Buffer.alloc(30), mki: Buffer.alloc(0) },
  );
  for (let count = 0; count < 20; count += 1) {
    far.send('rtp', packet(), target);
    far.send('rtp', stranger.protectRtp(packet()) ?? packet(), target);
  }
  clock.advance(30_000);
  await heard.event(callId, 'far-silent');
  assert.equal(near.received.length, before);
});

test('an empty packet of an unknown type is life under the key, and no voice', async () => {
  await talking(offerOf(one));
  const keepalive = () => packet(Buffer.alloc(0), 127);
  for (let count = 0; count < 4; count += 1) {
    far.send('rtp', protection.protectRtp(keepalive()) ?? Buffer.alloc(0), target);
    await delivered(1);
    clock.advance(20_000);
  }
  assert.deepEqual([near.received.length, heard.events.filter(({ type }) => type === 'far-silent')], [0, []]);
  assert.ok(!heard.events.some(({ type }) => type === 'far-heard'));
  for (let count = 0; count < 4; count += 1) far.send('rtp', keepalive(), target);
  await delivered(4);
  clock.advance(10_000);
  await heard.event(callId, 'far-silent');
});

test('what comes while it rings is not heard, and the numbers that began anew meanwhile go on', async () => {
  await ringing(offerOf(one));
  sequence = 65_500;
  for (let count = 0; count < 80; count += 1) {
    far.send('rtp', protection.protectRtp(packet(Buffer.from('early'))) ?? Buffer.alloc(0), target);
  }
  await delivered(80);
  heard.gateway.handle({ type: 'start', callId });
  await isHeardNear();
  assert.ok(near.received.every(({ payload }) => String(payload) !== 'early'));
});

test('no packet is heard twice', async () => {
  await talking(offerOf(one));
  const sent = protection.protectRtp(packet()) ?? Buffer.alloc(0);
  for (let count = 0; count < 5; count += 1) far.send('rtp', sent, target);
  await until('the packet', () => near.received.length > 0);
  await isHeardNear();
  assert.equal(near.received.filter(({ header }) => header.marker).length, 1);
});

test('an offer with the same key goes on under ours; one with another gets another', async () => {
  await talking(offerOf(one));
  await isHeardFar();
  const [first, opening] = [target.key, protection.openRtp];
  await renegotiate(offerOf(one));
  assert.equal(target.key, first);
  await isHeardFar(opening);
  await renegotiate(offerOf(other));
  assert.notEqual(target.key, first);
  await isHeardNear();
  await isHeardFar();
});

test('what was sent before the far side knew of the new keys is heard until the first packet under them', async () => {
  await talking(offerOf(one));
  await isHeardNear();
  const old = protection.protectRtp;
  await renegotiate(offerOf(other));
  await isHeardNear(old);
  await isHeardNear();
  const late = Buffer.from('late');
  far.send('rtp', old(packet(late)) ?? late, target);
  await isHeardNear();
  assert.ok(near.received.every(({ payload }) => !payload.equals(late)));
});

test('encryption begins and ends with an offer', async () => {
  await talking(offerOf(undefined));
  await renegotiate(offerOf(one));
  await isHeardNear();
  await isHeardFar();
  await renegotiate(offerOf(undefined));
  assert.match(answer, /RTP\/AVP /);
  await isHeardNear((clear) => clear);
  await isHeardFar((clear) => clear);
});

test('what was sent under a key is no voice once there is none any more', async () => {
  await talking(offerOf(one));
  await isHeardNear();
  const { protectRtp } = protection;
  await renegotiate(offerOf(undefined));
  const late = Buffer.from('late');
  const sent = protectRtp(packet(late)) ?? late;
  for (let count = 0; count < 5; count += 1) far.send('rtp', sent, target);
  await isHeardNear((clear) => clear);
  assert.equal(near.received.filter(({ payload }) => payload.equals(late)).length, 1);
  assert.ok(near.received.every(({ payload }) => payload.equals(late) || payload.equals(voice)));
});

test('from the answer with a key on nothing in the clear and nothing forged is heard, or taken for life', async () => {
  await talking(offerOf(undefined));
  await isHeardNear((clear) => clear);
  await renegotiate(offerOf(one));
  const before = near.received.length;
  const stranger = protectedBy(
    { master: Buffer.alloc(30, 7), mki: Buffer.alloc(0) },
    { master: Buffer.alloc(30), mki: Buffer.alloc(0) },
  );
  const report = Buffer.from('80c9000100000063', 'hex');
  clock.advance(29_000);
  for (let count = 0; count < 20; count += 1) {
    far.send('rtp', packet(), target);
    far.send('rtp', stranger.protectRtp(packet()) ?? packet(), target);
    far.send('rtcp', report, target);
  }
  await isHeardFar();
  clock.advance(1000);
  await heard.event(callId, 'far-silent');
  assert.equal(near.received.length, before);
  await isHeardNear();
});

for (const goesOn of [true, false]) {
  test(`after its numbers began anew, a far side with another key is heard where its count of that ${goesOn ? 'goes on' : 'begins anew too'}`, async () => {
    await talking(offerOf(one));
    sequence = 65_530;
    while (sequence < 0xffff) far.send('rtp', protection.protectRtp(packet()) ?? Buffer.alloc(0), target);
    sequence = -1;
    await isHeardNear();
    await renegotiate(offerOf(other));
    const counted = new Map(goesOn ? [[99, 0x10000 + sequence]] : []);
    await isHeardNear(createSrtpSender({ master: Buffer.from(other, 'base64'), mki: Buffer.alloc(0) }, counted));
    await isHeardFar();
  });
}

test('no log and no event but the answer holds a key', async () => {
  await talking(offerOf(one));
  const told = JSON.stringify(heard.events.filter(({ type }) => type !== 'prepared'));
  assert.ok(!told.includes(one) && !told.includes(target.key ?? '?'));
});
