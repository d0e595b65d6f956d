import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type RtpPacket, readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { isRtcp } from '../../../main/media/rtp/rtcp.ts';
import { chooseKey } from '../../../main/media/sdp/crypto-line.ts';
import { inTheClear, type Protection, protectedBy } from '../../../main/media/srtp/protection.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair, type Target } from '../../peers/datagram-pair.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { checkClientOffer } from '../../ucwa-server/calls/client-offer-check.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { NearPeer } from './near-peer.ts';

const callId = 'a call';
const voice = Buffer.from('twenty milliseconds of voice');
const [oneKey, otherKey] = ['A', 'B'].map((letter) => letter.repeat(40)) as [string, string];

let clock: FakeClock;
let heard: HeardGateway;
let far: DatagramPair;
let near: NearPeer | null;
let answer: string;
let target: Target;
let protection: Protection;
let farPackets: RtpPacket[];
let sequence: number;

beforeEach(async () => {
  clock = createFakeClock();
  heard = new HeardGateway(clock);
  far = await DatagramPair.bind('127.0.0.1');
  [farPackets, sequence, protection, near] = [[], 0, inTheClear, null];
  far.onDatagram((_kind, datagram) => {
    if (isRtcp(datagram)) return;
    const packet = readRtp(protection.openRtp(datagram) ?? Buffer.alloc(0));
    if (packet !== null) farPackets.push(packet);
  });
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), far.close(), near?.close()]);
});

async function talking(offer = plainOffer(far.local)): Promise<void> {
  heard.gateway.handle({ type: 'prepare', callId, offer });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const answering = await NearPeer.answering(nearOffer);
  near = answering.peer;
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answering.answer });
  await heard.event(callId, 'near-connected');
  answer = farAnswer;
  target = answeredTarget(farAnswer);
  const [theirs, ours] = [offer, farAnswer].map(keyOf);
  if (theirs && ours) protection = protectedBy(theirs, ours);
  heard.gateway.handle({ type: 'start', callId });
  await until('the opening packet', () => farPackets.length > 0);
}

function keyOf(sdp: string) {
  return chooseKey((sdp.match(/^a=crypto:.*/gm) ?? []).map((line) => line.slice('a=crypto:'.length).trim()));
}

/** The far side's answer to what we offered: at its ports, under its key. */
function answering(sdp: string, key?: string, local: Target = far.local): string {
  const direction = /a=inactive/.test(sdp) ? 'inactive' : 'sendrecv';
  return plainOffer({ ...local, key })
    .replace('sendrecv', direction)
    .replace('crypto:1', `crypto:${keyOf(sdp)?.tag}`);
}

async function held(key?: string): Promise<string> {
  const offered = await heard.offers(callId, 'inactive');
  const event = await heard.answered(offered, answering(offered.farOffer, key));
  assert.deepEqual([event.type, 'held' in event && event.held], ['answer-taken', false], JSON.stringify(event));
  return offered.farOffer;
}

async function resumed(key?: string): Promise<string> {
  const offered = await heard.offers(callId, 'sendrecv');
  const event = await heard.answered(offered, answering(offered.farOffer, key));
  assert.equal(event.type, 'answer-taken', JSON.stringify(event));
  return offered.farOffer;
}

function speak(payload = voice, payloadType = 0): void {
  sequence += 1;
  const packet = { payloadType, marker: false, sequenceNumber: sequence, timestamp: sequence * 160, ssrc: 99 };
  const datagram = protection.protectRtp(writeRtp({ ...packet, payload }));
  if (datagram !== null) far.send('rtp', datagram, target);
}

let number = 0;
function speakNear(): Promise<void> {
  number += 1;
  return near?.send({
    payloadType: 0,
    sequenceNumber: number,
    timestamp: number * 160,
    payload: voice,
  }) as Promise<void>;
}

async function bothAreHeard(): Promise<void> {
  const before = [near?.received.length ?? 0, farPackets.length] as const;
  await until('voice in the window', () => {
    speak();
    return (near?.received.length ?? 0) > before[0];
  });
  await until('voice at the far side', async () => {
    await speakNear();
    return farPackets.slice(before[1]).some(({ payload }) => payload.equals(voice));
  });
}

const origin = (sdp: string) => /^o=- (\d+) (\d+) /m.exec(sdp)?.slice(1).map(Number) ?? [];

test('an offer to hold says the same session, ports and codec, and the next version', async () => {
  await talking();
  const { farOffer } = await heard.offers(callId, 'inactive');
  const [session, version] = origin(answer);
  assert.deepEqual(origin(farOffer), [session, Number(version) + 1]);
  const lines = (sdp: string) => sdp.split('\r\n').filter((line) => !/^o=|^a=(sendrecv|inactive)/.test(line));
  assert.deepEqual(lines(farOffer), lines(answer));
  assert.match(farOffer, /\r\na=inactive\r\n$/);
});

test('an answer to an offer of ours that has other numbers: voice and keys are heard under ours and under its own', async () => {
  await talking();
  await held();
  const offered = await heard.offers(callId, 'sendrecv');
  const said = answering(offered.farOffer)
    .replace(/ 0 13 101/, ' 96 100')
    .replace('rtpmap:0', 'rtpmap:96')
    .replaceAll(':101 ', ':100 ');
  assert.equal((await heard.answered(offered, said)).type, 'answer-taken');
  for (const [payloadType, eventType, key] of [
    [0, 101, 5],
    [96, 100, 6],
  ] as const) {
    const before = near?.received.length ?? 0;
    await until(`voice under ${payloadType}`, () => {
      speak(voice, payloadType);
      return near?.received.slice(before).some(({ payload }) => payload.equals(voice));
    });
    speak(Buffer.from([key, 0x8a, 0x03, 0x20]), eventType);
    await until(`a key under ${eventType}`, () =>
      heard.events.some((event) => event.type === 'tone-heard' && event.tone === `${key}`),
    );
  }
  await bothAreHeard();
  assert.equal(farPackets.at(-1)?.payloadType, 96);
});

test('on hold nobody is heard, for as long as it lasts, and afterwards both are, in one stream', async () => {
  await talking();
  await bothAreHeard();
  await held();
  const [there, here] = [farPackets.length, near?.received.length];
  speak();
  await speakNear();
  clock.advance(14_000);
  assert.deepEqual([farPackets.length, near?.received.length], [there, here]);
  clock.advance(3_600_000);
  assert.ok(!heard.events.some(({ type }) => type === 'far-silent' || type === 'failed'));
  assert.match(await resumed(), /\r\na=sendrecv\r\n$/);
  await bothAreHeard();
  assert.equal(new Set(farPackets.map(({ ssrc }) => ssrc)).size, 1);
  const gaps = farPackets.map(
    (packet, at) => packet.sequenceNumber - (farPackets[at - 1]?.sequenceNumber ?? packet.sequenceNumber - 1),
  );
  assert.ok(
    gaps.every((gap) => gap === 1),
    gaps.join(),
  );
  clock.advance(30_000);
  await heard.event(callId, 'far-silent');
});

test('a firewall in between stays open: an empty packet each 15 s, of a type that nobody has', async () => {
  await talking();
  await held();
  const before = farPackets.length;
  clock.advance(61_000);
  await until('four packets', () => farPackets.length === before + 4);
  for (const { payload, payloadType } of farPackets.slice(before)) {
    assert.deepEqual([payload.length, payloadType], [0, 127]);
  }
});

test('who wants to hold is not heard from that moment on', async () => {
  await talking();
  await bothAreHeard();
  await heard.offers(callId, 'inactive');
  const before = farPackets.length;
  await speakNear();
  await until('its passing', () => near !== null);
  clock.advance(2000);
  await until('silence', () => farPackets.length > before);
  assert.ok(farPackets.slice(before).every(({ payload }) => !payload.equals(voice)));
});

test('an offer that is withdrawn leaves all as it was, and its version is used again where nobody saw it', async () => {
  await talking();
  for (const unseen of [true, false]) {
    const { offering } = await heard.offers(callId, 'inactive');
    heard.gateway.handle({ type: 'withdraw', callId, offering, unseen });
    await bothAreHeard();
  }
  const { farOffer } = await heard.offers(callId, 'inactive');
  assert.equal(origin(farOffer)[1], 3);
});

test('an offer of the far side is answered first, with a hold where we hold', async () => {
  await talking();
  const first = await heard.offers(callId, 'inactive');
  heard.gateway.handle({ type: 'withdraw', callId, offering: first.offering, unseen: true });
  assert.equal(origin(await heard.renegotiated(callId, plainOffer(far.local)))[1], 2);
  await held();
  const said = await heard.offeredAgain(callId, plainOffer(far.local));
  assert.ok(said.type === 'renegotiated' && !said.held);
  assert.match(said.farAnswer, /\r\na=inactive\r\n/);
  const before = near?.received.length;
  speak();
  assert.equal(near?.received.length, before);
  const both = await heard.offeredAgain(callId, plainOffer(far.local).replace('sendrecv', 'sendonly'));
  assert.ok(both.type === 'renegotiated' && both.held);
  assert.match(both.farAnswer, /\r\na=inactive\r\n/);
});

test('a far side that holds meanwhile says so in its answer', async () => {
  await talking();
  await held();
  const offered = await heard.offers(callId, 'sendrecv');
  const event = await heard.answered(offered, answering(offered.farOffer).replace('sendrecv', 'sendonly'));
  assert.ok(event.type === 'answer-taken' && event.held);
});

test('a far side that moved in its answer is spoken to where it is', async () => {
  await talking();
  await held();
  const moved = await DatagramPair.bind('127.0.0.1');
  let got = 0;
  moved.onDatagram((kind) => {
    if (kind === 'rtp') got += 1;
  });
  const offered = await heard.offers(callId, 'sendrecv');
  const event = await heard.answered(offered, answering(offered.farOffer, undefined, moved.local));
  assert.equal(event.type, 'answer-taken');
  await until('the opening packet at the new place', () => got > 0);
  await moved.close();
});

test('the key, its counters and its tag stay, whatever key the far side answers with', async () => {
  const offer = plainOffer({ ...far.local, key: oneKey }).replace('crypto:1', 'crypto:3');
  await talking(offer);
  await bothAreHeard();
  const hold = await held(oneKey);
  assert.deepEqual(keyOf(hold), keyOf(answer));
  assert.match(hold, /\r\nm=audio \d+ RTP\/SAVP 0 101\r\n/);
  assert.match(hold, /\r\na=crypto:3 .*\r\na=encryption:required\r\n/);
  const { openRtp } = protection;
  const again = await resumed(otherKey);
  const [theirs, ours] = [keyOf(plainOffer({ ...far.local, key: otherKey })), keyOf(again)];
  assert.ok(theirs && ours);
  protection = { ...protectedBy(theirs, ours), openRtp };
  await bothAreHeard();
});

test('lines that were refused keep their places', async () => {
  await talking(`${plainOffer(far.local)}m=video 7000 RTP/AVP 122\r\na=rtpmap:122 H264/90000\r\n`);
  const offered = await heard.offers(callId, 'inactive');
  assert.match(offered.farOffer, /\r\na=inactive\r\nm=video 0 RTP\/AVP 122\r\n$/);
  const event = await heard.answered(offered, `${answering(offered.farOffer)}m=video 0 RTP/AVP 122\r\n`);
  assert.equal(event.type, 'answer-taken');
});

for (const [what, alter, failure] of [
  ['a refused line', (sdp: string) => sdp.replace(/m=audio \d+/, 'm=audio 0'), 'unsupported-media'],
  ['no audio', (sdp: string) => sdp.replace('m=audio', 'm=video'), 'invalid-offer'],
  ['something that is no SDP', () => 'hello', 'invalid-offer'],
  ['another codec', (sdp: string) => sdp.replace(' 0 13 101', ' 8 101').replace('0 PCMU', '8 PCMA'), 'codec-mismatch'],
  ['another key', (sdp: string) => sdp.replace('crypto:1', 'crypto:2'), 'encryption-mismatch'],
  ['no key', (sdp: string) => sdp.replace(/a=crypto.*\r\n/, '').replace('SAVP', 'AVP'), 'encryption-mismatch'],
  ['an address that may not be', (sdp: string) => sdp.replace(/c=.*/, 'c=IN IP4 169.254.169.254'), 'no-path'],
] as const) {
  test(`an answer of ${what} is refused by name, and the call goes on`, async () => {
    await talking(plainOffer({ ...far.local, key: oneKey }));
    const offered = await heard.offers(callId, 'inactive');
    const event = await heard.answered(offered, alter(answering(offered.farOffer, oneKey)));
    assert.equal(event.type === 'offer-failed' && event.failure, failure);
    await bothAreHeard();
  });
}

test('an answer to an offer that is not open fails by name', async () => {
  await talking();
  const event = await heard.answered({ callId, offering: 'another' }, plainOffer(far.local));
  assert.ok(event.type === 'offer-failed');
});

for (const key of [undefined, oneKey]) {
  test(`another process carries a call on, ${key === undefined ? 'in the clear' : 'encrypted'}: an offer tells where to`, async () => {
    const offer = plainOffer({ ...far.local, key });
    await talking(offer);
    await bothAreHeard();
    const [before, placeBefore] = [answer, target];
    await Promise.all([heard.gateway.close(), near?.close()]);
    protection = inTheClear;
    heard = new HeardGateway(clock);
    heard.gateway.handle({ type: 'prepare', callId, offer, after: before });
    heard.gateway.handle({ type: 'start', callId });
    const { nearOffer } = await heard.event(callId, 'prepared');
    const anew = await NearPeer.answering(nearOffer);
    near = anew.peer;
    heard.gateway.handle({ type: 'near-answer', callId, sdp: anew.answer });
    await heard.event(callId, 'near-connected');
    const offered = await heard.offers(callId, 'sendrecv');
    const originOf = (sdp: string) => /^o=- (\d+) (\d+) /m.exec(sdp)?.slice(1).map(Number) ?? [];
    const [session, version = 0] = originOf(before);
    assert.deepEqual(originOf(offered.farOffer), [session, version + 1]);
    const judged = checkClientOffer(offered.farOffer, { here: before, there: offer });
    assert.ok(judged.ok, judged.ok ? '' : judged.reason);
    const taken = await heard.answered(offered, answering(offered.farOffer, key && otherKey));
    assert.equal(taken.type, 'answer-taken', JSON.stringify(taken));
    target = answeredTarget(offered.farOffer);
    assert.notDeepEqual(target, placeBefore);
    const ours = keyOf(offered.farOffer);
    const theirs = keyOf(answering(offered.farOffer, key && otherKey));
    if (ours && theirs) protection = protectedBy(theirs, ours);
    await bothAreHeard();
  });
}
