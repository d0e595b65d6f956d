import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import type { Clock, MediaEvent } from '../../../main/core/ports.ts';
import { type RtpPacket, readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { isRtcp } from '../../../main/media/rtp/rtcp.ts';
import { chooseKey } from '../../../main/media/sdp/crypto-line.ts';
import { inTheClear, type Protection, protectedBy } from '../../../main/media/srtp/protection.ts';
import { bindSocket, closeSocket } from '../../../main/media/udp/socket.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair } from '../../peers/datagram-pair.ts';
import { answeredTarget, HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { createFakeClock } from './fake-clock.ts';
import { FarAgent, type FarAgentOptions } from './far-agent.ts';
import { NearPeer } from './near-peer.ts';

const callId = 'a call';
const offering = 'the call';
const [oneKey, otherKey] = ['A', 'B'].map((letter) => letter.repeat(40)) as [string, string];

let heard: HeardGateway;
let near: NearPeer;
let farOffer: string;
let ends: (() => Promise<unknown>)[];
let said = 0;

beforeEach(() => {
  ends = [];
});

afterEach(async () => {
  await heard.gateway.close();
  await Promise.all(ends.map((end) => end()));
});

/** Our first offer is out, and the window is connected. */
async function calling(means: MediaMeans = freeMeans, clock?: Clock): Promise<void> {
  heard = new HeardGateway(clock, true, means);
  const called = await heard.callsOut(callId);
  farOffer = called.farOffer;
  const answering = await NearPeer.answering(called.nearOffer);
  const { peer } = answering;
  near = peer;
  ends.push(() => peer.close());
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answering.answer });
  await heard.event(callId, 'near-connected');
}

async function agent(options: FarAgentOptions = {}): Promise<FarAgent> {
  const far = await FarAgent.open({ answers: true, ...options });
  ends.push(() => far.close());
  return far;
}

/** A far side without ICE: two ports, and a key or none. */
class Gatewayish {
  readonly packets: RtpPacket[] = [];
  readonly wire: Buffer[] = [];
  readonly #ports: DatagramPair;
  #key: string | undefined;
  #protection: Protection = inTheClear;
  #sequence = 0;

  private constructor(ports: DatagramPair, key: string | undefined) {
    this.#ports = ports;
    this.#key = key;
    ports.onDatagram((kind, datagram) => {
      if (kind === 'rtcp' || isRtcp(datagram)) return;
      this.wire.push(datagram);
      const packet = readRtp(this.#protection.openRtp(datagram) ?? Buffer.alloc(0));
      if (packet !== null) this.packets.push(packet);
    });
  }

  static async open(key?: string): Promise<Gatewayish> {
    const ports = await DatagramPair.bind('127.0.0.1');
    ends.push(() => ports.close());
    return new Gatewayish(ports, key);
  }

  answer(ours: string, codec: 'PCMU' | 'G722' = 'PCMU'): string {
    const sdp = plainOffer({ ...this.#ports.local, key: this.#key }, codec);
    const [theirs, own] = [sdp, ours].map(keyOf);
    if (theirs && own) this.#protection = protectedBy(theirs, own);
    return sdp;
  }

  /** Goes on by this key, or without one, which its next answer says. */
  goUnder(key: string | undefined): void {
    this.#key = key;
    if (key === undefined) this.#protection = inTheClear;
  }

  speak(payload: Buffer, payloadType = 0): void {
    this.#sequence += 1;
    const fields = { payloadType, marker: false, sequenceNumber: this.#sequence, timestamp: this.#sequence * 160 };
    const datagram = this.#protection.protectRtp(writeRtp({ ...fields, ssrc: 77, payload }));
    if (datagram !== null) this.#ports.send('rtp', datagram, answeredTarget(farOffer));
  }

  heard(): Buffer[] {
    return this.packets.splice(0).map(({ payload }) => payload);
  }
}

function keyOf(sdp: string) {
  return chooseKey((sdp.match(/^a=crypto:.*/gm) ?? []).map((line) => line.slice('a=crypto:'.length).trim()));
}

interface Speaker {
  speak(payload: Buffer): void;
  heard(): Buffer[];
}

async function isHeardHere(far: Pick<Speaker, 'speak'>): Promise<void> {
  said += 1;
  const there = Buffer.from(`far ${said}`);
  await until('the far voice', () => {
    far.speak(there);
    return near.received.some(({ payload }) => payload.equals(there));
  });
}

async function bothAreHeard(far: Speaker, payloadType = 0): Promise<void> {
  await isHeardHere(far);
  const here = Buffer.from(`near ${said}`);
  await until('our voice', async () => {
    said += 1;
    await near.send({ payloadType, sequenceNumber: said & 0xffff, timestamp: said * 160, payload: here });
    return far.heard().some((payload) => payload.equals(here));
  });
}

async function accepted(answer: string): Promise<void> {
  heard.gateway.handle({ type: 'start', callId });
  const event = await heard.answered({ callId, offering }, answer);
  assert.equal(event.type, 'answer-taken', JSON.stringify(event));
}

const provisional = (fork: string, answer: string) =>
  heard.gateway.handle({ type: 'provisional-answer', callId, offering, fork, answer });

const told = (type: MediaEvent['type']) => heard.events.filter((event) => event.type === type);

test('the first offer has three codecs, keys of the telephone, a key, and ICE for two ports or one', async () => {
  heard = new HeardGateway();
  ({ farOffer } = await heard.callsOut(callId));
  assert.match(farOffer, /^v=0\r\no=- \d+ 1 IN IP4 \S+\r\ns=session\r\nc=IN IP4 \S+\r\nb=CT:99980\r\nt=0 0\r\n/);
  assert.match(farOffer, /\r\nm=audio [1-9]\d+ RTP\/AVP 9 0 8 101\r\na=rtcp:[1-9]\d+ IN IP4 \S+\r\n/);
  for (const line of [
    'a=rtpmap:9 G722/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-16',
    'a=rtcp-mux',
    'a=encryption:optional',
    'a=label:main-audio',
    'a=ptime:20',
    'a=sendrecv',
  ])
    assert.ok(farOffer.includes(`\r\n${line}\r\n`), line);
  assert.match(farOffer, /\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\S{40}\|2\^31\r\n/);
  assert.match(farOffer, /\r\na=ice-ufrag:\S{4,}\r\na=ice-pwd:\S{22,}\r\n/);
  for (const component of [1, 2]) {
    assert.match(farOffer, new RegExp(`\\r\\na=candidate:1 ${component} UDP \\d+ \\S+ \\d+ typ host\\r\\n`));
  }
  assert.equal(farOffer.match(/a=crypto/g)?.length, 1);
  assert.ok(!/ice-lite|ice-options|remote-candidates|TCP/.test(farOffer));
  assert.ok(!/\r\n\r\n/.test(farOffer) && farOffer.endsWith('\r\n'));
});

test('where voice in the clear is not allowed the line is a secure one', async () => {
  heard = new HeardGateway(undefined, true, { ...freeMeans, encrypted: true });
  ({ farOffer } = await heard.callsOut(callId));
  assert.match(farOffer, /\r\nm=audio \d+ RTP\/SAVP 9 0 8 101\r\n/);
  assert.match(farOffer, /\r\na=encryption:required\r\n/);
  const event = await heard.answered({ callId, offering }, (await Gatewayish.open()).answer(farOffer));
  assert.equal(event.type === 'offer-failed' && event.failure, 'encryption-missing');
});

for (const dialect of ['ms-ice2', 'rfc5245'] as const) {
  for (const mux of [false, true]) {
    test(`an answer with ICE of ${dialect}, ${mux ? 'on one port' : 'on two ports'}: both are heard, and the way is told once`, async () => {
      await calling();
      const far = await agent({ dialect, mux, key: oneKey });
      await accepted(far.describe(dialect === 'rfc5245' ? ['a=ice-options:ice2'] : []));
      far.take(farOffer);
      await bothAreHeard(far);
      await heard.event(callId, 'path-chosen');
      const again = await heard.offers(callId, 'sendrecv');
      const [, version] = /^o=- \d+ (\d+) /m.exec(again.farOffer) ?? [];
      assert.equal(version, '2');
      assert.match(again.farOffer, /\r\nm=audio \d+ RTP\/SAVP 0 101\r\n/);
      const components = mux && dialect === 'rfc5245' ? [1] : [1, 2];
      const ports = far.sockets.map(({ base }) => `${base.host} ${base.port}`);
      const named = components.map((component) => `${component} ${ports[component - 1] ?? ports[0]}`).join(' ');
      assert.ok(again.farOffer.includes(`\r\na=remote-candidates:${named}\r\n`), again.farOffer);
      assert.equal(again.farOffer.match(/a=candidate/g)?.length, mux ? 1 : 2);
      assert.equal((await heard.answered(again, far.describe())).type, 'answer-taken');
      await bothAreHeard(far);
      assert.equal(told('path-chosen').length, 1);
      const reportPort = mux ? far.rtp : far.rtcp;
      await until('reports', () => mux || reportPort.length > 0);
    });
  }
}

test('an answer without ICE is spoken to at its address', async () => {
  await calling();
  const far = await Gatewayish.open(oneKey);
  await accepted(far.answer(farOffer));
  await bothAreHeard(far);
  assert.ok(!told('path-chosen').length);
});

test('an answer without a key is taken where the server allows voice in the clear', async () => {
  await calling();
  const far = await Gatewayish.open();
  await accepted(far.answer(farOffer));
  await bothAreHeard(far);
  const again = await heard.offers(callId, 'inactive');
  assert.match(again.farOffer, /\r\nm=audio \d+ RTP\/AVP 0 101\r\n/);
  assert.ok(!again.farOffer.includes('a=crypto'));
});

test('the window speaks what the answer chose, over the connection that it has', async () => {
  await calling();
  const first = await heard.event(callId, 'called-out');
  assert.match(first.nearOffer, /\r\nm=audio \d+ \S+ 9 0 8 101\r\n/);
  const far = await Gatewayish.open();
  await accepted(far.answer(farOffer));
  const { nearOffer } = await heard.event(callId, 'near-offered');
  assert.match(nearOffer, /\r\nm=audio \d+ \S+ 0 9 8 101\r\n/);
  const lines = (sdp: string) => sdp.split('\r\n').filter((line) => !/^[om]=/.test(line));
  assert.deepEqual(lines(nearOffer), lines(first.nearOffer));
  const version = (sdp: string) => Number(/^o=\S+ \S+ (\d+)/m.exec(sdp)?.[1]);
  assert.equal(version(nearOffer), version(first.nearOffer) + 1);
  await bothAreHeard(far);
});

test('nothing is to be told to the window where it speaks that already', async () => {
  await calling();
  const far = await Gatewayish.open();
  await accepted(far.answer(farOffer, 'G722'));
  await bothAreHeard({ speak: (payload) => far.speak(payload, 9), heard: () => far.heard() }, 9);
  assert.equal(told('near-offered').length, 0);
});

test('another window gets an offer of its own, and the call goes on', async () => {
  await calling();
  const far = await Gatewayish.open(oneKey);
  await accepted(far.answer(farOffer));
  await heard.event(callId, 'near-offered');
  await bothAreHeard(far);
  await near.close();
  heard.gateway.handle({ type: 'near-answer', callId, sdp: 'the answer of another window' });
  await until('another offer', () => told('near-offered').length === 2);
  const last = told('near-offered').at(-1);
  assert.ok(last?.type === 'near-offered' && last.nearOffer.includes(' 0 9 8 101\r\n'));
  const answering = await NearPeer.answering(last.nearOffer);
  near = answering.peer;
  ends.push(() => near.close());
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answering.answer });
  await until('the window', () => told('near-connected').length === 2);
  await bothAreHeard(far);
});

for (const ice of [true, false]) {
  test(`early media ${ice ? 'over ICE' : 'at an address'} is heard, nothing is said, and the same answer begins nothing anew`, async () => {
    await calling();
    const far = ice ? await agent({ key: oneKey }) : await Gatewayish.open(oneKey);
    const answer = far instanceof FarAgent ? far.describe() : far.answer(farOffer);
    provisional('one', answer);
    if (far instanceof FarAgent) far.take(farOffer);
    await isHeardHere(far);
    assert.deepEqual(told('early-media'), [{ type: 'early-media', callId, fork: 'one' }]);
    await near.send({ payloadType: 0, sequenceNumber: 1, timestamp: 160, payload: Buffer.from('too soon') });
    provisional('one', answer);
    await isHeardHere(far);
    assert.deepEqual(far.heard(), []);
    assert.equal(told('far-heard').length, 0);
    assert.equal(told('path-chosen').length, 0);
    await accepted(answer);
    await bothAreHeard(far);
    assert.equal(told('early-media').length, 1);
    assert.equal(new Set(near.received.map(({ header }) => header.ssrc)).size, 1);
    const numbers = near.received.map(({ header }) => header.sequenceNumber);
    assert.deepEqual(
      numbers.map((number) => (number - (numbers[0] ?? 0)) & 0xffff),
      numbers.map((_, at) => at),
      'one stream without a hole',
    );
  });
}

test('a far side that rings for long, answers no checks meanwhile and accepts by the same answer is heard and spoken to', async () => {
  const clock = createFakeClock();
  await calling(freeMeans, clock);
  const far = await agent({ mux: true, key: oneKey });
  provisional('one', far.describe());
  far.take(farOffer);
  await until('a way', () => {
    clock.advance(20);
    return far.complete;
  });
  await isHeardHere(far);
  far.answersChecks = false;
  for (let minute = 0; minute < 3; minute += 1) clock.advance(60_000);
  await accepted(far.describe());
  await bothAreHeard(far);
});

test('a call out that one port was agreed for goes on with another agent that wants two', async () => {
  await calling();
  const first = await agent({ mux: true, key: oneKey });
  await accepted(first.describe());
  first.take(farOffer);
  await bothAreHeard(first);
  const second = await agent({ answers: false, key: otherKey });
  const answer = await heard.renegotiated(callId, second.describe());
  assert.ok(!answer.includes('a=rtcp-mux'));
  second.take(answer);
  await bothAreHeard(second);
  await until('reports', () => second.rtcp.length > 0);
});

test('of several that ring the newest is heard that sends voice, and whoever accepts is the call', async () => {
  await calling();
  const [first, second, third] = [await agent({ key: oneKey }), await agent({ key: otherKey }), await agent()];
  for (const [fork, far] of [
    ['first', first],
    ['second', second],
    ['third', third],
  ] as const) {
    provisional(fork, far.describe());
    far.take(farOffer);
  }
  await isHeardHere(first);
  await isHeardHere(second);
  assert.deepEqual(
    told('early-media').map((event) => event.type === 'early-media' && event.fork),
    ['first', 'second'],
  );
  const before = near.received.length;
  for (let count = 0; count < 20; count += 1) first.speak(Buffer.from('not any more'));
  await isHeardHere(second);
  assert.ok(near.received.slice(before).every(({ payload }) => String(payload) !== 'not any more'));
  await accepted(first.describe());
  await bothAreHeard(first);
  const settled = near.received.length;
  for (let count = 0; count < 20; count += 1) second.speak(Buffer.from('lost'));
  await bothAreHeard(first);
  assert.ok(near.received.slice(settled).every(({ payload }) => String(payload) !== 'lost'));
  assert.deepEqual([second.heard(), third.heard()], [[], []]);
});

test('an answer of somebody who was not heard of before is taken, and the forks end', async () => {
  await calling();
  const [early, other] = [await agent({ key: oneKey }), await agent({ key: otherKey })];
  provisional('early', early.describe());
  early.take(farOffer);
  await isHeardHere(early);
  await accepted(other.describe());
  other.take(farOffer);
  await bothAreHeard(other);
});

test('a fork that answers anew is another one, at another place', async () => {
  await calling();
  const [before, after] = [await Gatewayish.open(oneKey), await agent({ key: otherKey })];
  provisional('one', before.answer(farOffer));
  await isHeardHere(before);
  provisional('one', after.describe());
  after.take(farOffer);
  await isHeardHere(after);
  await accepted(after.describe());
  await bothAreHeard(after);
});

for (const [what, alter, failure] of [
  ['no audio', (sdp: string) => sdp.replace(/m=audio \d+/, 'm=audio 0'), 'unsupported-media'],
  ['something that is no SDP', () => 'hello', 'invalid-offer'],
  ['a codec that was not offered', (sdp: string) => sdp.replace(' 0 13 101', ' 18 101'), 'codec-mismatch'],
  [
    'Opus, which was not offered',
    (sdp: string) => sdp.replace(' 0 13 101', ' 111').replace('0 PCMU/8000', '111 opus/48000/2'),
    'codec-mismatch',
  ],
  ['another key', (sdp: string) => sdp.replace('crypto:1', 'crypto:2'), 'encryption-mismatch'],
  ['an address that may not be', (sdp: string) => sdp.replace(/c=.*/, 'c=IN IP4 169.254.169.254'), 'no-path'],
  ['no address', (sdp: string) => sdp.replace(/c=.*/, 'c=IN IP4 0.0.0.0'), 'no-path'],
] as const) {
  test(`an answer of ${what} is refused by name, before somebody accepts and then; another may still be taken`, async () => {
    await calling();
    const far = await Gatewayish.open(oneKey);
    const wrong = alter(far.answer(farOffer));
    provisional('one', wrong);
    const refused = await heard.event(callId, 'provisional-refused');
    assert.deepEqual([refused.fork, refused.failure], ['one', failure]);
    const event = await heard.answered({ callId, offering }, wrong);
    assert.equal(event.type === 'offer-failed' && event.failure, failure);
    await accepted(far.answer(farOffer));
    await bothAreHeard(far);
  });
}

test('more than eight places are not listened to, and each may still accept', async () => {
  await calling();
  for (let count = 1; count <= 8; count += 1)
    provisional(`fork ${count}`, (await Gatewayish.open(oneKey)).answer(farOffer));
  const ninth = await Gatewayish.open(otherKey);
  provisional('ninth', ninth.answer(farOffer));
  assert.equal((await heard.event(callId, 'provisional-refused')).fork, 'ninth');
  await accepted(ninth.answer(farOffer));
  await bothAreHeard(ninth);
});

test('answers to a call that is not there, or is answered, are refused', async () => {
  await calling();
  const far = await Gatewayish.open();
  await accepted(far.answer(farOffer));
  provisional('late', far.answer(farOffer));
  assert.equal((await heard.event(callId, 'provisional-refused')).fork, 'late');
  const event = await heard.answered({ callId, offering: 'another' }, far.answer(farOffer));
  assert.equal(event.type, 'offer-failed');
  await bothAreHeard(far);
});

test('a call out is held and resumed, the far side offers again, and keys go both ways', async () => {
  await calling();
  const far = await Gatewayish.open(oneKey);
  await accepted(far.answer(farOffer));
  await bothAreHeard(far);
  const hold = await heard.offers(callId, 'inactive');
  assert.equal((await heard.answered(hold, far.answer(farOffer).replace('sendrecv', 'inactive'))).type, 'answer-taken');
  const resume = await heard.offers(callId, 'sendrecv');
  assert.match(resume.farOffer, /\r\na=crypto:1 .*\r\n/);
  assert.equal((await heard.answered(resume, far.answer(farOffer))).type, 'answer-taken');
  await bothAreHeard(far);
  assert.match(await heard.renegotiated(callId, far.answer(farOffer)), /\r\nm=audio \d+ RTP\/SAVP 0 101\r\n/);
  await bothAreHeard(far);
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['5'] });
  await until('a key', () => far.packets.some(({ payloadType, payload }) => payloadType === 101 && payload[0] === 5));
});

test('a far side that answered with one codec offers another of the first three, and is heard and spoken to in it', async () => {
  await calling();
  const far = await Gatewayish.open(oneKey);
  await accepted(far.answer(farOffer, 'G722'));
  await bothAreHeard({ speak: (payload) => far.speak(payload, 9), heard: () => far.heard() }, 9);
  const answer = await heard.renegotiated(callId, far.answer(farOffer));
  assert.match(answer, /\r\nm=audio \d+ RTP\/SAVP 0 101\r\n/);
  assert.match((await heard.event(callId, 'near-offered')).nearOffer, /\r\nm=audio \d+ \S+ 0 9 8 101\r\n/);
  await bothAreHeard(far);
});

test('keys of a far side that answers with a number of its own are heard under either, and ours go out under its', async () => {
  await calling();
  const far = await Gatewayish.open();
  await accepted(far.answer(farOffer).replaceAll(/101/g, '96').replace('0 13 96', '0 96'));
  await bothAreHeard(far);
  for (const [payloadType, event] of [
    [101, 1],
    [96, 2],
  ] as const) {
    far.speak(Buffer.from([event, 0x8a, 0x03, 0x20]), payloadType);
    await until('a key', () =>
      told('tone-heard').some((heard) => heard.type === 'tone-heard' && heard.tone === `${event}`),
    );
  }
  heard.gateway.handle({ type: 'send-tones', callId, tones: ['9'] });
  await until('our key', () => far.packets.some(({ payloadType, payload }) => payloadType === 96 && payload[0] === 9));
});

/** An answer whose audio line names these, the last of them events. */
function naming(sdp: string, formats: string, maps: readonly string[]): string {
  const named = sdp.replace(/^(m=audio \d+ \S+) .*/m, `$1 ${formats}`).replace(/a=rtpmap.*\r\n/g, '');
  return `${named}${maps.map((map) => `a=rtpmap:${map}\r\n`).join('')}`;
}

const threeCodecs = (sdp: string): string =>
  naming(sdp, '9 0 8 101', ['9 G722/8000', '0 PCMU/8000', '8 PCMA/8000', '101 telephone-event/8000']);

async function isHeardAs(far: Gatewayish, farType: number, nearType: number): Promise<void> {
  await isHeardHere({ speak: (payload) => far.speak(payload, farType) });
  const said = Buffer.from(`as ${farType}`);
  await until(`the far voice as ${farType}`, () => {
    far.speak(said, farType);
    return near.received.some(({ header, payload }) => payload.equals(said) && header.payloadType === nearType);
  });
}

test('of several codecs in an answer each is heard, before somebody accepts, then, and after a hold; ours is the first', async () => {
  await calling();
  const far = await Gatewayish.open(oneKey);
  const answer = threeCodecs(far.answer(farOffer));
  provisional('one', answer);
  for (const type of [8, 9, 0]) await isHeardAs(far, type, type);
  assert.equal(told('early-media').length, 1);
  await accepted(answer);
  for (const type of [0, 8, 9]) await isHeardAs(far, type, type);
  await bothAreHeard({ speak: (payload) => far.speak(payload, 8), heard: () => far.heard() }, 9);
  const hold = await heard.offers(callId, 'inactive');
  await heard.answered(hold, far.answer(farOffer, 'G722').replace('sendrecv', 'inactive'));
  const resume = await heard.offers(callId, 'sendrecv');
  assert.match(resume.farOffer, /\r\nm=audio \d+ RTP\/SAVP 9 101\r\n/);
  await heard.answered(resume, far.answer(farOffer, 'G722'));
  for (const type of [0, 8, 9]) await isHeardAs(far, type, type);
});

test('a codec that the answer leaves out is heard all the same; one that was not offered is not', async () => {
  await calling();
  const far = await Gatewayish.open();
  await accepted(naming(far.answer(farOffer), '0 18 111 101', ['18 G729/8000', '111 opus/48000/2']));
  for (const type of [0, 8, 9]) await isHeardAs(far, type, type);
  for (const type of [18, 111, 96]) far.speak(Buffer.from('unasked'), type);
  await isHeardAs(far, 0, 0);
  assert.ok(near.received.every(({ payload }) => String(payload) !== 'unasked'));
});

test('voice under our number and under the number of the answer is heard; ours goes out under that of the answer', async () => {
  await calling();
  const far = await Gatewayish.open();
  const maps = ['96 PCMU/8000', '97 PCMA/8000', '101 telephone-event/8000'];
  await accepted(naming(far.answer(farOffer), '96 97 101', maps));
  for (const [farType, nearType] of [
    [0, 0],
    [96, 0],
    [97, 8],
    [8, 8],
  ] as const)
    await isHeardAs(far, farType, nearType);
  await bothAreHeard(far);
  await until('our voice', async () => {
    await near.send({ payloadType: 0, sequenceNumber: 9, timestamp: 9, payload: Buffer.from('ours') });
    return far.packets.some(({ payloadType, payload }) => payloadType === 96 && String(payload) === 'ours');
  });
});

for (const ice of [true, false]) {
  for (const keys of [
    [undefined, oneKey],
    [oneKey, undefined],
    [oneKey, otherKey],
  ]) {
    const [early, final] = keys.map((key) => (key === undefined ? 'none' : `key ${key[0]}`));
    test(`${early} while it rings and ${final} in the final answer, ${ice ? 'over ICE' : 'at an address'}: the final one counts`, async () => {
      await calling();
      const far = ice ? await agent({ key: keys[0] }) : await Gatewayish.open(keys[0]);
      const say = () => (far instanceof FarAgent ? far.describe() : far.answer(farOffer));
      provisional('one', say());
      if (far instanceof FarAgent) far.take(farOffer);
      await isHeardHere(far);
      far.goUnder(keys[1], farOffer);
      await accepted(say());
      await bothAreHeard(far);
      assert.equal(
        far.wire.some((datagram) => datagram.includes('near ')),
        keys[1] === undefined,
      );
      const again = await heard.offers(callId, 'inactive');
      assert.equal(/\r\na=crypto:1 /.test(again.farOffer), keys[1] !== undefined);
    });
  }
}

test('a check that comes before its answer is answered, and who was answered need not ask again', async () => {
  await calling();
  const far = await agent({ key: oneKey });
  far.take(farOffer);
  await until('an answered check', () => far.answered > 0);
  provisional('one', far.describe());
  await until('a way', () => far.complete);
  await isHeardHere(far);
  await accepted(far.describe());
  await bothAreHeard(far);
});

test('what is accepted before its answer comes is heard once it is there', async () => {
  await calling();
  const far = await Gatewayish.open(oneKey);
  heard.gateway.handle({ type: 'start', callId });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await accepted(far.answer(farOffer));
  await bothAreHeard(far);
});

test('ports are those that voice may have, and are free again when nobody answers', async () => {
  const ports = { first: 42_000, last: 42_099 };
  heard = new HeardGateway(undefined, true, { ...freeMeans, ports });
  ({ farOffer } = await heard.callsOut(callId));
  const far = await agent();
  provisional('one', far.describe());
  const named = [...farOffer.matchAll(/ UDP \d+ (\S+) (\d+) typ host/g)];
  assert.ok(named.every(([, , port]) => Number(port) >= ports.first && Number(port) <= ports.last));
  await heard.gateway.close();
  for (const [, host = '', port] of named) {
    const bound = await bindSocket(host, Number(port));
    assert.ok(bound.ok, `${host}:${port}`);
    await closeSocket(bound.value);
  }
});

test('where voice may go over relays alone and there are none, a call out fails by name', async () => {
  heard = new HeardGateway(undefined, true, { ...freeMeans, relayOnly: true });
  heard.gateway.handle({ type: 'call-out', callId, offering });
  assert.equal((await heard.event(callId, 'failed')).failure, 'no-path');
});
