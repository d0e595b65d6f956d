import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { candidateLine, readCandidates } from '../../../main/media/ice/candidates/candidate-lines.ts';
import { writeSuccess } from '../../../main/media/ice/stun/binding.ts';
import { usernameOf } from '../../../main/media/ice/stun/binding-attributes.ts';
import type { StunMessage } from '../../../main/media/ice/stun/message.ts';
import { readStun } from '../../../main/media/ice/stun/read-stun.ts';
import type { TransportAddress } from '../../../main/media/ice/transport-address.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair } from '../../peers/datagram-pair.ts';
import { HeardGateway } from '../../peers/gateway-call.ts';
import { delivered } from './delivered.ts';
import { createFakeClock } from './fake-clock.ts';
import { admits, FarAgent, type FarAgentOptions } from './far-agent.ts';
import { NearPeer } from './near-peer.ts';

const callId = 'a call';
let heard: HeardGateway;
let near: NearPeer;
let far: FarAgent;

beforeEach(() => {
  heard = new HeardGateway();
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), far.close(), near.close()]);
});

/** `alter`: its offer; `checked`: what is waited for after our checks go out and before its own do. */
async function talking(
  options: FarAgentOptions,
  alter = (offer: string) => offer,
  checked = async () => {},
): Promise<string> {
  far = await FarAgent.open(options);
  heard.gateway.handle({ type: 'prepare', callId, offer: alter(far.describe()) });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const answering = await NearPeer.answering(nearOffer);
  near = answering.peer;
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answering.answer });
  await heard.event(callId, 'near-connected');
  heard.gateway.handle({ type: 'start', callId });
  await checked();
  far.take(farAnswer);
  return farAnswer;
}

let said = 0;
async function bothAreHeard(): Promise<void> {
  said += 1;
  const [there, here] = [Buffer.from(`far ${said}`), Buffer.from(`near ${said}`)];
  await until('both voices', async () => {
    said += 1;
    far.speak(there);
    await near.send({ payloadType: 0, sequenceNumber: said, timestamp: said * 160, payload: here });
    return near.received.some(({ payload }) => payload.equals(there));
  });
  await until('the near voice', async () => {
    said += 1;
    await near.send({ payloadType: 0, sequenceNumber: said, timestamp: said * 160, payload: here });
    return far.heard().some((payload) => payload.equals(here));
  });
}

const key = randomKey();
function randomKey(): string {
  return Buffer.from(Array.from({ length: 30 }, (_, at) => at * 7)).toString('base64');
}

for (const dialect of ['ms-ice2', 'rfc5245'] as const) {
  for (const mux of [false, true]) {
    test(`a caller of ${dialect} ${mux ? 'with' : 'without'} rtcp-mux, encrypted, is heard and hears`, async () => {
      const answer = await talking({ dialect, mux, key });
      assert.match(answer, /\r\na=ice-ufrag:\S{4,}\r\na=ice-pwd:\S{22,}\r\n/);
      assert.match(answer, /\r\na=candidate:1 1 UDP \d+ \S+ \d+ typ host\r\n/);
      assert.equal(/\r\na=rtcp-mux\r\n/.test(answer), mux);
      assert.equal(/\r\na=candidate:1 2 UDP /.test(answer), !mux);
      await bothAreHeard();
      await until('reports', () => far.rtcp.length > 0);
      await until('an agreement', () => far.complete);
      await heard.event(callId, 'far-heard');
    });
  }
}

test('in the clear too', async () => {
  await talking({});
  await bothAreHeard();
});

for (const nowhere of ['IP4 0.0.0.0', 'IP6 ::']) {
  test(`an offer whose candidates alone say where it is, with ${nowhere} and port 9, is no hold; the hold of old is`, async () => {
    const placed = (sdp: string) => sdp.replace(/c=.*/, `c=IN ${nowhere}`).replace('m=audio 50000', 'm=audio 9');
    const answer = await talking({ key }, placed);
    assert.equal((await heard.event(callId, 'prepared')).held, false);
    assert.ok(!/a=(recvonly|inactive)/.test(answer));
    await bothAreHeard();
    const open = placed(far.describe());
    for (const [offer, isHeld] of [
      [open.replace('m=audio 9 ', 'm=audio 50000 '), true],
      [`${open}a=sendonly\r\n`, true],
      [`${open}a=recvonly\r\n`, false],
      [open, false],
    ] as const) {
      const event = await heard.offeredAgain(callId, offer);
      assert.equal(event.type === 'renegotiated' && event.held, isHeld);
    }
    await bothAreHeard();
  });
}

test('a peer that is lite is controlled by us', async () => {
  await talking({ lite: true, dialect: 'rfc5245', key });
  await bothAreHeard();
});

test('the final offer is answered with what it chose, and nothing starts anew', async () => {
  const first = await talking({ key });
  await bothAreHeard();
  await until('a way', () => far.complete);
  const candidates = readCandidates(first.split('\r\n'), admits).udp;
  const chosen = [1, 2].map((component) =>
    candidates.find((each) => each.component === component && each.host === '127.0.0.1'),
  );
  const line = `a=remote-candidates:${chosen.map((each) => `${each?.component} ${each?.host} ${each?.port}`).join(' ')}`;
  const answer = await heard.renegotiated(callId, far.describe([line]));
  assert.equal(/a=ice-ufrag:.*/.exec(answer)?.[0], /a=ice-ufrag:.*/.exec(first)?.[0]);
  assert.equal(answer.match(/a=candidate/g)?.length, 2);
  await bothAreHeard();
});

test('another agent that wants two ports, where one was agreed, gets two, and both are heard in the same streams', async () => {
  await talking({ mux: true, key });
  await bothAreHeard();
  const before = far;
  far = await FarAgent.open({ key });
  const answer = await heard.renegotiated(callId, far.describe());
  await before.close();
  assert.ok(!answer.includes('a=rtcp-mux'));
  for (const component of [1, 2]) assert.match(answer, new RegExp(`\\r\\na=candidate:\\S+ ${component} UDP `));
  far.take(answer);
  await bothAreHeard();
  await until('reports', () => far.rtcp.length > 0);
  assert.equal(new Set(near.received.map(({ header }) => header.ssrc)).size, 1);
});

test('the same agent may leave out that it takes one port: the answer does too, and all goes on', async () => {
  const first = await talking({ mux: true, key });
  await bothAreHeard();
  const answer = await heard.renegotiated(callId, far.describe().replace('a=rtcp-mux\r\n', ''));
  assert.ok(!answer.includes('a=rtcp-mux'));
  assert.deepEqual(agentIn(answer), agentIn(first));
  await bothAreHeard();
  const reports = far.rtcp.length;
  await until('reports', () => far.rtcp.length > reports);
  assert.match((await heard.offers(callId, 'sendrecv')).farOffer, /a=rtcp-mux/);
});

for (const answers of ['answers', 'does not answer'] as const) {
  test(`a hold that says nothing of ICE, by one that ${answers} checks, is no restart: the resume is met by the same agent`, async () => {
    const first = await talking({ key });
    await bothAreHeard();
    await until('a way', () => far.complete);
    far.answersChecks = answers === 'answers';
    const hold = withoutIce(far.describe(['a=inactive'])).replace(/c=.*/, 'c=IN IP4 0.0.0.0');
    assert.equal((await heard.offeredAgain(callId, hold)).type, 'renegotiated');
    const answer = await heard.renegotiated(callId, far.describe());
    assert.deepEqual(agentIn(answer), agentIn(first));
    await bothAreHeard();
  });
}

test('a hold that says nothing of ICE, and a resume at an address: it is spoken to there, without ICE', async (t) => {
  await talking({ key });
  await bothAreHeard();
  const hold = withoutIce(far.describe(['a=inactive'])).replace(/c=.*/, 'c=IN IP4 0.0.0.0');
  assert.equal((await heard.offeredAgain(callId, hold)).type, 'renegotiated');
  const port = await DatagramPair.bind('127.0.0.1');
  t.after(() => port.close());
  const { address, rtpPort } = port.local;
  const resume = withoutIce(far.describe()).replace(/c=.*/, `c=IN IP4 ${address}`).replace('50000', `${rtpPort}`);
  const came = new Promise<void>((resolve) => port.onDatagram(() => resolve()));
  const answer = await heard.renegotiated(callId, resume);
  assert.equal(agentIn(answer), null);
  await came;
});

function answerTo(check: StunMessage, from: TransportAddress, password: string): Buffer {
  const answer = { transactionId: check.transactionId, username: Buffer.from(usernameOf(check) ?? '') };
  return writeSuccess(answer, from, Buffer.from(password), { form: 'rfc5389', microsoft: false });
}

const agentIn = (sdp: string) => sdp.match(/a=ice-(ufrag|pwd):.*/g);
const withoutIce = (sdp: string) => sdp.replaceAll(/a=(ice-\w+|candidate):.*\r\n/g, '');

test('a final offer that still lists other candidates, first of them one that works, leaves the voice on the chosen pair', async (t) => {
  // Two more ports of the same agent: what of ours comes there goes another way than the far side chose.
  const others = await FarAgent.open({ key });
  t.after(() => others.close());
  const strays: Buffer[] = [];
  const asked = new Set<number>();
  for (const { base, onDatagram, send } of others.sockets) {
    onDatagram((datagram, from) => {
      const message = readStun(datagram);
      if (message === null) strays.push(datagram);
      if (message?.class !== 'request') return;
      send(answerTo(message, from, far.password), from.host, from.port);
      if (from.host === base.host) asked.add(base.component);
    });
  }
  const lines = others.sockets.map(({ base }) =>
    candidateLine({ ...base, foundation: '7', priority: 7 - base.component }),
  );
  const withOthers = (sdp: string) => sdp.replace('a=candidate', `${lines.join('\r\n')}\r\na=candidate`);
  const answer = await talking({ key }, withOthers, async () => {
    await until('checks of both', () => asked.size === 2);
  });
  await until('a way', () => far.complete);
  await bothAreHeard();
  const ours = readCandidates(answer.split('\r\n'), admits).udp.filter(({ host }) => host === '127.0.0.1');
  const chosen = ours.map(({ component, host, port }) => `${component} ${host} ${port}`).join(' ');
  const [voice, reports] = far.sockets.map(({ base }) => base);
  const final = withOthers(far.describe([`a=remote-candidates:${chosen}`, `a=rtcp:${reports?.port}`]))
    .replace('c=IN IP4 192.0.2.1', `c=IN IP4 ${voice?.host}`)
    .replace('m=audio 50000', `m=audio ${voice?.port}`);
  await heard.renegotiated(callId, final);
  await bothAreHeard();
  strays.length = 0;
  const before = far.rtcp.length;
  await bothAreHeard();
  await until('reports', () => far.rtcp.length > before);
  assert.deepEqual(strays, []);
});

test('a restart goes on by another agent, and the voice is not cut meanwhile', async () => {
  const first = await talking({ key });
  await bothAreHeard();
  far.renew();
  const answer = await heard.renegotiated(callId, far.describe());
  assert.notEqual(/a=ice-ufrag:.*/.exec(answer)?.[0], /a=ice-ufrag:.*/.exec(first)?.[0]);
  await bothAreHeard();
  far.take(answer);
  await bothAreHeard();
  await until('the new agent', () => far.complete);
  await bothAreHeard();
});

describe('a caller who is told while it rings', () => {
  let answerOfWindow = '';

  async function told(): Promise<string> {
    far = await FarAgent.open({ key });
    heard.gateway.handle({ type: 'prepare', callId, offer: far.describe() });
    const { farAnswer, nearOffer, looksEarly } = await heard.event(callId, 'prepared');
    assert.equal(looksEarly, true);
    const answering = await NearPeer.answering(nearOffer);
    near = answering.peer;
    answerOfWindow = answering.answer;
    heard.gateway.handle({ type: 'near-answer', callId, sdp: answerOfWindow });
    await heard.event(callId, 'near-connected');
    heard.gateway.handle({ type: 'look-early', callId });
    return farAnswer;
  }

  test('has a way to us before the answer, over which nothing goes but checks', async () => {
    const farAnswer = await told();
    far.take(farAnswer);
    await until('a way', () => far.complete);
    for (let at = 1; at <= 20; at += 1) {
      far.speak(Buffer.from('early'));
      await near.send({ payloadType: 0, sequenceNumber: at, timestamp: at * 160, payload: Buffer.from('secret') });
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual([far.rtp.length, far.rtcp.length, near.received.length], [0, 0, 0]);
    heard.gateway.handle({ type: 'start', callId });
    await bothAreHeard();
    await until('reports', () => far.rtcp.length > 0);
  });

  test('and speaks while it rings, over the end of its numbers: heard from the answer on', async () => {
    const farAnswer = await told();
    far.take(farAnswer);
    await until('a way', () => far.complete);
    far.numberFrom(65_500);
    for (let count = 0; count < 80; count += 1) far.speak(Buffer.from('early'));
    await delivered(80);
    heard.gateway.handle({ type: 'start', callId });
    await bothAreHeard();
    assert.ok(near.received.every(({ payload }) => String(payload) !== 'early'));
  });

  test('and answers no check meanwhile: it rings on, and the way is looked for anew with the answer', async () => {
    const clock = createFakeClock();
    heard = new HeardGateway(clock);
    const farAnswer = await told();
    clock.advance(120_000);
    assert.ok(!heard.events.some(({ type }) => type === 'failed'));
    heard.gateway.handle({ type: 'start', callId });
    far.take(farAnswer);
    await until('a way', () => {
      clock.advance(20);
      return far.complete;
    });
    await bothAreHeard();
  });

  test('and never answers a check: the answered call fails, as it would have', async () => {
    const clock = createFakeClock();
    heard = new HeardGateway(clock);
    await told();
    clock.advance(60_000);
    heard.gateway.handle({ type: 'start', callId });
    clock.advance(60_000);
    assert.equal((await heard.event(callId, 'failed')).failure, 'no-path');
  });

  test('gets one answer, also after the way was found and where the window is offered again', async () => {
    const farAnswer = await told();
    far.take(farAnswer);
    await until('a way', () => far.complete);
    heard.gateway.handle({ type: 'near-answer', callId, sdp: answerOfWindow });
    const again = await until('another offer to the window', () =>
      heard.events.filter((event) => event.type === 'prepared').at(1),
    );
    assert.equal(again.farAnswer, farAnswer);
  });
});

describe('a far side that answers no checks once a way is chosen', () => {
  let clock: ReturnType<typeof createFakeClock>;

  async function talkingTo(options: FarAgentOptions = {}): Promise<string> {
    clock = createFakeClock();
    heard = new HeardGateway(clock);
    const answer = await talking({ key, ...options });
    await until('a way', () => {
      clock.advance(20);
      return far.complete;
    });
    await bothAreHeard();
    far.answersChecks = false;
    return answer;
  }

  for (const mux of [true, false]) {
    for (const answersAgain of [true, false]) {
      test(`is held for long, resumes ${answersAgain ? 'and answers again' : 'and still does not'}, ${mux ? 'on one port' : 'on two'}: both are heard`, async () => {
        const first = await talkingTo({ mux });
        assert.equal((await heard.offeredAgain(callId, far.describe(['a=inactive']))).type, 'renegotiated');
        for (let minute = 0; minute < 10; minute += 1) clock.advance(60_000);
        far.answersChecks = answersAgain;
        const resumed = await heard.renegotiated(callId, far.describe());
        assert.deepEqual(agentIn(resumed), agentIn(first));
        await bothAreHeard();
        for (let count = 0; count < 60; count += 1) {
          clock.advance(1000);
          await bothAreHeard();
        }
        assert.ok(!heard.events.some(({ type }) => type === 'failed' || type === 'far-silent'));
      });
    }
  }

  test('is held by us for long, and both are heard after that', async () => {
    await talkingTo();
    const hold = await heard.offers(callId, 'inactive');
    assert.equal((await heard.answered(hold, far.describe(['a=inactive']))).type, 'answer-taken');
    clock.advance(120_000);
    const resume = await heard.offers(callId, 'sendrecv');
    assert.equal((await heard.answered(resume, far.describe())).type, 'answer-taken');
    await bothAreHeard();
    assert.ok(!heard.events.some(({ type }) => type === 'failed'));
  });

  test('and is silent for long without a hold is heard and spoken to as soon as it speaks again', async () => {
    await talkingTo();
    clock.advance(120_000);
    await heard.event(callId, 'far-silent');
    await bothAreHeard();
  });

  test('and does not come back after a hold is told as silent', async () => {
    await talkingTo();
    await heard.renegotiated(callId, far.describe(['a=inactive']));
    clock.advance(120_000);
    await heard.renegotiated(callId, far.describe());
    clock.advance(35_000);
    await heard.event(callId, 'far-silent');
  });
});

test('strangers who know the ports are neither heard nor answered', async () => {
  const answer = await talking({ key });
  await bothAreHeard();
  const port = Number(/m=audio (\d+)/.exec(answer)?.[1]);
  const stranger = await FarAgent.open({});
  const before = near.received.length;
  for (const { send } of stranger.sockets)
    send(Buffer.from([0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 5, 5]), '127.0.0.1', port);
  await bothAreHeard();
  assert.ok(near.received.slice(before).every(({ payload }) => payload.length > 2));
  await stranger.close();
});

test('sockets are free again when the call is over, answered or not', async () => {
  const answer = await talking({ key });
  await bothAreHeard();
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  heard.gateway.handle({ type: 'prepare', callId: 'b', offer: far.describe() });
  const { farAnswer } = await heard.event('b', 'prepared');
  heard.gateway.handle({ type: 'close', callId: 'b' });
  await heard.event('b', 'closed');
  for (const { port } of [answer, farAnswer].flatMap((text) =>
    readCandidates(text.split('\r\n'), admits).udp.filter(({ host }) => host === '127.0.0.1'),
  )) {
    const socket = createSocket('udp4');
    socket.bind({ port, address: '127.0.0.1', exclusive: true });
    await once(socket, 'listening');
    socket.close();
  }
});

describe('another process carries a call on', () => {
  /** It is up there again, and the far side has not been told yet; resolves with the offer that tells it. */
  async function carriedOn(offer: string, after: string) {
    await Promise.all([heard.gateway.close(), near.close()]);
    heard = new HeardGateway();
    heard.gateway.handle({ type: 'prepare', callId, offer, after });
    heard.gateway.handle({ type: 'hurry', callId });
    heard.gateway.handle({ type: 'start', callId });
    const { nearOffer } = await heard.event(callId, 'prepared');
    const anew = await NearPeer.answering(nearOffer);
    near = anew.peer;
    heard.gateway.handle({ type: 'near-answer', callId, sdp: anew.answer });
    await heard.event(callId, 'near-connected');
    return heard.offers(callId, 'sendrecv');
  }

  for (const options of [
    { key },
    {},
    { key, mux: true },
    { key, dialect: 'rfc5245' },
    { key, dialect: 'rfc5245', lite: true },
    // As after a call out: neither takes itself to control, and they have to settle it.
    { key, answers: true },
    { key, answers: true, dialect: 'rfc5245' },
  ] as const) {
    test(`by an agent of its own: ${JSON.stringify({ ...options, key: 'key' in options })}`, async () => {
      const after = await talking(options);
      await bothAreHeard();
      const offered = await carriedOn(far.describe(), after);
      const ufrag = (sdp: string) => /a=ice-ufrag:.*/.exec(sdp)?.[0];
      assert.notEqual(ufrag(offered.farOffer), ufrag(after));
      assert.doesNotMatch(offered.farOffer, /remote-candidates/);
      far.renew();
      const taken = await heard.answered(offered, far.describe());
      assert.equal(taken.type, 'answer-taken', JSON.stringify(taken));
      far.take(offered.farOffer);
      await bothAreHeard();
      await until('the new agent', () => far.complete);
      await bothAreHeard();
    });
  }
});
