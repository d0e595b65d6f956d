import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { MediaEvent } from '../../../main/core/ports.ts';
import { readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair, type Target } from '../../peers/datagram-pair.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { createFakeClock, type FakeClock } from '../../unit/media/fake-clock.ts';
import { NearPeer } from '../../unit/media/near-peer.ts';

const callId = 'a call';
const voice = Buffer.from('twenty milliseconds of voice');

let clock: FakeClock;
let heard: HeardGateway;
let far: DatagramPair;
let near: NearPeer;
let target: Target;
let firstAnswer: string;
let farPackets: Buffer[];
let sequence: number;
let said: number;

beforeEach(async () => {
  clock = createFakeClock();
  heard = new HeardGateway(clock);
  far = await DatagramPair.bind('127.0.0.1');
  farPackets = [];
  sequence = 0;
  said = 0;
  far.onDatagram((kind, datagram) => {
    if (kind === 'rtp') farPackets.push(datagram);
  });
  heard.gateway.handle({ type: 'prepare', callId, offer: plainOffer(far.local) });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  firstAnswer = farAnswer;
  target = answeredTarget(farAnswer);
  const answering = await NearPeer.answering(nearOffer);
  near = answering.peer;
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answering.answer });
  await heard.event(callId, 'near-connected');
  heard.gateway.handle({ type: 'start', callId });
  await until('the opening packet', () => farPackets.length > 0);
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), far.close(), near.close()]);
});

const told = (what: MediaEvent['type']) => heard.events.filter(({ type }) => type === what);
const agentOf = (sdp: string) => /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1];

/** The far side offers again; resolves with what the gateway says to it. */
const offer = (sdp: string) => heard.offeredAgain(callId, sdp);

const changed = (from: string | RegExp, to: string) => plainOffer(far.local).replace(from, to);
const resume = () => offer(plainOffer(far.local));

async function taken(sdp: string) {
  const event = await offer(sdp);
  assert.ok(event.type === 'renegotiated', JSON.stringify(event));
  return event;
}

function speak(from = far, payloadType = 0): void {
  sequence += 1;
  const packet = { payloadType, marker: false, sequenceNumber: sequence, timestamp: sequence * 160, ssrc: 99 };
  from.send('rtp', writeRtp({ ...packet, payload: voice }), target);
}

async function isHeardNear(payloadType = 0): Promise<void> {
  const before = near.received.length;
  await until('voice in the window', () => {
    speak(far, payloadType);
    return near.received.length > before;
  });
}

async function isHeardFar(payloadType = 0): Promise<void> {
  const before = farPackets.length;
  await until('voice at the far side', () => {
    said += 1;
    void near.send({ payloadType, sequenceNumber: said, timestamp: said * 160, payload: voice });
    return farPackets.slice(before).some((datagram) => {
      const packet = readRtp(datagram);
      return packet?.payloadType === payloadType && packet.payload.equals(voice);
    });
  });
}

for (const [what, hold, direction] of [
  ['inactive', () => changed('sendrecv', 'inactive'), 'inactive'],
  ['sendonly', () => changed('sendrecv', 'sendonly'), 'recvonly'],
  ['inactive of the session', () => changed('a=sendrecv\r\n', '').replace('m=', 'a=inactive\r\nm='), 'inactive'],
  ['no address', () => changed(/c=.*/, 'c=IN IP4 0.0.0.0'), 'recvonly'],
  ['no address of the audio', () => changed(/(m=.*)/, '$1\r\nc=IN IP4 0.0.0.0'), 'recvonly'],
  ['no address and inactive', () => changed(/c=.*/, 'c=IN IP4 0.0.0.0').replace('sendrecv', 'inactive'), 'inactive'],
] as const) {
  test(`a hold by ${what} is answered, may last, and ends`, async () => {
    const { farAnswer, held } = await taken(hold());
    assert.equal(held, true);
    assert.match(farAnswer, new RegExp(`\\r\\na=${direction}\\r\\n`));
    assert.deepEqual(answeredTarget(farAnswer), target);
    const before = farPackets.length;
    clock.advance(3_600_000);
    assert.ok(!heard.events.some(({ type }) => type === 'far-silent' || type === 'failed'));
    assert.equal(farPackets.length, before, 'nothing is sent to who does not listen');
    const resumed = await resume();
    assert.ok(resumed.type === 'renegotiated' && !resumed.held);
    await isHeardNear();
    await isHeardFar();
    clock.advance(30_000);
    await heard.event(callId, 'far-silent');
  });
}

test('each answer has the session of the one before and the next version', async () => {
  const origin = (sdp: string) => /^o=- (\d+) (\d+) /m.exec(sdp)?.slice(1).map(Number) ?? [];
  const [session, version] = origin(firstAnswer);
  assert.equal(version, 1);
  assert.deepEqual(origin((await taken(changed('sendrecv', 'inactive'))).farAnswer), [session, 2]);
  await offer('no SDP');
  assert.deepEqual(origin((await taken(plainOffer(far.local))).farAnswer), [session, 3]);
});

test('nobody slips in between the end of a hold and the first word', async () => {
  await taken(changed('sendrecv', 'inactive'));
  clock.advance(60_000);
  await resume();
  const injector = await DatagramPair.bind('127.0.0.1');
  const packet = { payloadType: 0, marker: false, timestamp: 0, ssrc: 7, payload: Buffer.from('another voice') };
  for (let count = 0; count < 20; count += 1) {
    injector.send('rtp', writeRtp({ ...packet, sequenceNumber: count }), target);
  }
  await isHeardNear();
  assert.ok(near.received.every(({ payload }) => payload.equals(voice)));
  await injector.close();
});

test('an offer that only refreshes the session puts nothing between the words', async () => {
  await isHeardFar();
  const count = farPackets.length;
  assert.equal((await taken(plainOffer(far.local))).held, false);
  await near.send({ payloadType: 0, sequenceNumber: 100, timestamp: 16_000, payload: voice });
  await until('the next word', () => farPackets.length > count);
  assert.ok(farPackets.slice(count).every((datagram) => readRtp(datagram)?.payload.equals(voice)));
});

test('music on hold is heard', async () => {
  await taken(changed('sendrecv', 'sendonly'));
  await isHeardNear();
});

test('a far side that says that it sends nothing is not heard', async () => {
  await taken(changed('sendrecv', 'inactive'));
  speak();
  await taken(changed('sendrecv', 'sendonly'));
  speak();
  await until('the second packet', () => near.received.length > 0);
  assert.equal(near.received.length, 1);
});

test('a far side that holds and moves is found where it says', async () => {
  await taken(changed(/c=.*/, 'c=IN IP4 0.0.0.0'));
  const moved = await DatagramPair.bind('127.0.0.1');
  const got: Buffer[] = [];
  moved.onDatagram((kind, datagram) => {
    if (kind === 'rtp') got.push(datagram);
  });
  const { farAnswer } = await taken(plainOffer(moved.local));
  assert.deepEqual(answeredTarget(farAnswer), target);
  await until('the opening packet at the new place', () => got.length > 0);
  const before = near.received.length;
  await until('the new voice', () => {
    speak(moved);
    return near.received.length > before;
  });
  await moved.close();
});

test('other numbers for the same codec are spoken from then on', async () => {
  const offered = changed('m=audio', 'm=audio').replace(' 0 13 101', ' 8 110 96').replace('0 PCMU', '110 PCMU');
  const { farAnswer } = await taken(offered.replaceAll(':101 ', ':96 '));
  assert.match(farAnswer, /m=audio \d+ RTP\/AVP 110 96\r\n/);
  const before = near.received.length;
  speak(far, 110);
  await until('voice under the new number', () => near.received.length > before);
  assert.equal(near.received.at(-1)?.header.payloadType, 0);
});

for (const [codec, number] of [
  ['PCMA', 8],
  ['G722', 9],
] as const) {
  test(`the far side goes over to ${codec}, and back: the window speaks what it takes, in one stream to either side`, async () => {
    await isHeardNear();
    await isHeardFar();
    const { nearOffer } = await heard.event(callId, 'prepared');
    assert.match(nearOffer, /\r\nm=audio \d+ \S+ 0 8 9 101\r\n/);
    const { farAnswer } = await taken(plainOffer(far.local, codec));
    assert.match(farAnswer, new RegExp(`\\r\\nm=audio \\d+ RTP/AVP ${number} 101\\r\\n`));
    const other = await heard.event(callId, 'near-offered');
    assert.match(other.nearOffer, new RegExp(`\\r\\nm=audio \\d+ \\S+ ${number} 0 `));
    assert.equal(agentOf(other.nearOffer), agentOf(nearOffer), 'over the connection that it has');
    await isHeardNear(number);
    assert.equal(near.received.at(-1)?.header.payloadType, number);
    await isHeardFar(number);
    await taken(plainOffer(far.local));
    await until('the window is told', () => told('near-offered').length === 2);
    await isHeardNear();
    await isHeardFar();
    assert.equal(new Set(near.received.map(({ header }) => header.ssrc)).size, 1);
    const sent = farPackets.flatMap((datagram) => readRtp(datagram) ?? []);
    assert.equal(new Set(sent.map(({ ssrc }) => ssrc)).size, 1);
    // What the window still said in the codec of before is missing.
    const steps = sent
      .slice(1)
      .map(({ sequenceNumber }, at) => (sequenceNumber - (sent[at]?.sequenceNumber ?? 0)) & 0xffff);
    assert.ok(
      steps.every((step) => step > 0 && step < 100),
      String(steps),
    );
  });
}

test('what is spoken stays where the far side still takes it, whatever it puts first', async () => {
  const { farAnswer } = await taken(changed(' 0 13 101', ' 8 0 101'));
  assert.match(farAnswer, /\r\nm=audio \d+ RTP\/AVP 0 101\r\n/);
  assert.equal(told('near-offered').length, 0);
  await isHeardNear();
});

test('a video that is added is refused, and the voice goes on', async () => {
  const { farAnswer, held } = await taken(
    `${plainOffer(far.local)}m=video 7000 RTP/AVP 122\r\na=rtpmap:122 H264/90000\r\n`,
  );
  assert.match(farAnswer, /\r\nm=video 0 RTP\/AVP 122\r\n$/);
  assert.equal(held, false);
  await isHeardNear();
});

for (const [what, impossible, failure] of [
  ['encryption', () => changed('RTP/AVP', 'RTP/SAVP'), 'encryption-mismatch'],
  ['required encryption', () => `${plainOffer(far.local)}a=encryption:required\r\n`, 'encryption-mismatch'],
  ['no codec that counts time as this one', () => plainOffer(far.local, 'opus'), 'codec-mismatch'],
  [
    'a relay',
    () => `${plainOffer(far.local)}a=ice-ufrag:abcd\r\na=candidate:1 1 UDP 1 127.0.0.1 9 typ relay\r\n`,
    'no-path',
  ],
  ['an address that may not be', () => changed(/c=.*/, 'c=IN IP4 169.254.169.254'), 'no-path'],
  ['no audio', () => changed('m=audio', 'm=video'), 'unsupported-media'],
  ['an audio that is refused', () => changed(/m=audio \d+/, 'm=audio 0'), 'unsupported-media'],
  ['something that is no offer', () => 'hello', 'invalid-offer'],
] as const) {
  test(`an offer of ${what} is refused by name, and the call goes on`, async () => {
    const event = await offer(impossible());
    assert.ok(event.type === 'renegotiation-failed');
    assert.equal(event.failure, failure);
    await isHeardNear();
    await isHeardFar();
    assert.ok(!heard.events.some(({ type }) => type === 'failed'));
  });
}

test('a far side that only listens may be silent too, and is spoken to', async () => {
  const { farAnswer, held } = await taken(changed('sendrecv', 'recvonly'));
  assert.equal(held, false);
  assert.match(farAnswer, /\r\na=sendonly\r\n/);
  await isHeardFar();
  clock.advance(600_000);
  assert.ok(!heard.events.some(({ type }) => type === 'far-silent'));
});

test('a refused offer does not end a hold', async () => {
  await taken(changed('sendrecv', 'inactive'));
  await offer(changed('RTP/AVP', 'RTP/SAVP'));
  clock.advance(600_000);
  assert.ok(!heard.events.some(({ type }) => type === 'far-silent'));
});

test('for a call that is unknown or over nothing is said', async () => {
  heard.gateway.handle({ type: 'renegotiate', callId: 'b', renegotiation: 'r', offer: plainOffer(far.local) });
  heard.gateway.handle({ type: 'renegotiate', callId, renegotiation: 'r', offer: plainOffer(far.local) });
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  assert.ok(!heard.events.some(({ type }) => type.startsWith('renegotiat')));
});
