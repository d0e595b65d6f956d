import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../same-inputs.ts';
import { freeMeans, type MediaMeans } from '../../../main/core/media-means.ts';
import type { MediaEvent, MediaInstruction } from '../../../main/core/ports.ts';
import { parseEvent, parseInstruction, parseListening, parseMeans, parseReach } from '../../../main/media/messages.ts';
import { mostTones } from '../../../preload/contract/index.ts';

const callId = 'a call';

/** One of each type, which the compiler checks. */
type OneOfEach<Message extends { readonly type: string }> = {
  readonly [Type in Message['type']]: Extract<Message, { readonly type: Type }>;
};

const instructions = Object.values<MediaInstruction>({
  prepare: { type: 'prepare', callId, offer: 'v=0' },
  'call-out': { type: 'call-out', callId, offering: 'o' },
  'provisional-answer': { type: 'provisional-answer', callId, offering: 'o', fork: 'f', answer: 'v=0' },
  'near-answer': { type: 'near-answer', callId, sdp: 'v=0' },
  start: { type: 'start', callId },
  'test-call': { type: 'test-call', callId },
  move: { type: 'move', callId },
  hurry: { type: 'hurry', callId },
  'look-early': { type: 'look-early', callId },
  renegotiate: { type: 'renegotiate', callId, renegotiation: 'https://pool/r', offer: 'v=0' },
  offer: { type: 'offer', callId, offering: 'o', direction: 'inactive' },
  'far-answer': { type: 'far-answer', callId, offering: 'o', answer: 'v=0' },
  withdraw: { type: 'withdraw', callId, offering: 'o', unseen: true },
  video: { type: 'video', callId, wish: 'receive' },
  'picture-answer': { type: 'picture-answer', callId, sdp: 'v=0' },
  'send-tones': { type: 'send-tones', callId, tones: ['1', '#', 'D'] },
  close: { type: 'close', callId },
} satisfies OneOfEach<MediaInstruction>);

const events = Object.values<MediaEvent>({
  prepared: { type: 'prepared', callId, farAnswer: 'v=0', nearOffer: 'v=0', held: false },
  'called-out': { type: 'called-out', callId, offering: 'o', farOffer: 'v=0', nearOffer: 'v=0' },
  'near-offered': { type: 'near-offered', callId, nearOffer: 'v=0' },
  'early-media': { type: 'early-media', callId, fork: 'f' },
  'provisional-refused': { type: 'provisional-refused', callId, fork: 'f', failure: 'no-path', message: 'why' },
  'path-chosen': { type: 'path-chosen', callId },
  renegotiated: { type: 'renegotiated', callId, renegotiation: 'https://pool/r', farAnswer: 'v=0', held: true },
  'renegotiation-failed': {
    type: 'renegotiation-failed',
    callId,
    renegotiation: 'https://pool/r',
    failure: 'no-path',
    message: 'why',
  },
  offered: { type: 'offered', callId, offering: 'o', farOffer: 'v=0' },
  'answer-taken': { type: 'answer-taken', callId, offering: 'o', held: true },
  'offer-failed': { type: 'offer-failed', callId, offering: 'o', failure: 'no-path', message: 'why' },
  video: {
    type: 'video',
    callId,
    video: {
      ...{ offered: 'met', farAnswer: null, nearOffer: 'v=0', agreed: true, sends: true, takes: false },
      most: { bitrate: 500_000, blocks: null },
    },
  },
  'video-failed': { type: 'video-failed', callId, message: 'why' },
  tones: { type: 'tones', callId, taken: true },
  'tone-sent': { type: 'tone-sent', callId, tone: '*', before: 3 },
  'tone-heard': { type: 'tone-heard', callId, tone: '0', before: 0 },
  'relays-asked': { type: 'relays-asked', callId, outcome: 'full', message: 'why' },
  'near-connected': { type: 'near-connected', callId },
  'far-heard': { type: 'far-heard', callId },
  figures: {
    type: 'figures',
    callId,
    figures: {
      ...{ codec: 'PCMU', encrypted: true, quiet: false, via: 'eth0', received: 49, lost: 1, jitterMs: 3.5, sent: 50 },
      ...{ far: { lostShare: 0.25, jitterMs: 7 }, roundTripMs: 40, farSends: true, heldMs: 120 },
    },
  },
  'far-silent': { type: 'far-silent', callId },
  failed: { type: 'failed', callId, failure: 'near-leg', message: 'why' },
  uprooted: { type: 'uprooted', callId },
  lost: { type: 'lost', callId },
  closed: { type: 'closed', callId },
} satisfies OneOfEach<MediaEvent>);

test('every instruction and every event passes the border as it is', () => {
  for (const instruction of instructions) assert.deepEqual(parseInstruction(instruction), instruction);
  for (const event of events) assert.deepEqual(parseEvent(event), event);
});

test('fields that do not belong there are left behind', () => {
  assert.deepEqual(parseInstruction({ type: 'start', callId, token: 'secret' }), { type: 'start', callId });
});

test('a message with a field less, or of another kind, is none', () => {
  for (const message of [...instructions, ...events]) {
    for (const field of Object.keys(message)) {
      for (const value of [undefined, null, 7, {}, ['v=0']]) {
        if (typeof value === 'number' && typeof Reflect.get(message, field) === 'number') continue;
        const broken = { ...message, [field]: value };
        assert.equal(parseInstruction(broken) ?? parseEvent(broken), null, JSON.stringify(broken));
      }
    }
  }
  assert.equal(parseEvent({ type: 'failed', callId, failure: 'bad luck', message: 'why' }), null);
});

test('keys are keys, and not more than are sent at once', () => {
  const taken = (tones: unknown) => parseInstruction({ type: 'send-tones', callId, tones }) !== null;
  assert.ok(taken(Array(mostTones).fill('5')));
  for (const tones of [[], Array(mostTones + 1).fill('5'), ['a'], ['10'], [5], [''], '123', { 0: '1', length: 1 }]) {
    assert.equal(taken(tones), false, JSON.stringify(tones));
  }
});

test('voice may go to this computer only where that is said in so many words', () => {
  assert.deepEqual(parseReach({ type: 'prepare', callId, offer: 'v=0', loopback: true }), { loopback: true });
  for (const loopback of [undefined, false, null, 1, 'true', {}])
    assert.deepEqual(parseReach({ loopback }), { loopback: false });
  for (const message of [null, undefined, 7, 'x']) assert.deepEqual(parseReach(message), { loopback: false });
});

test('nothing makes the guards throw', () => {
  fc.assert(
    fc.property(fc.anything(), (message) => {
      assert.equal(parseInstruction(message), null);
      assert.equal(parseEvent(message), null);
    }),
  );
});

test('the means of a call pass the border, or are none at all', () => {
  const means: MediaMeans = {
    relays: {
      userName: 'ana',
      password: 'secret',
      servers: [{ host: 'edge.example', addresses: ['192.0.2.1'], udpPort: 3478, tcpPort: null }],
    },
    relayOnly: true,
    ports: { first: 50_000, last: 50_019 },
    videoPorts: { first: 50_100, last: 50_119 },
    networks: ['10.0.0.0/8'],
    encrypted: true,
  };
  assert.deepEqual(parseMeans({ type: 'prepare', means }), means);
  assert.deepEqual(parseMeans({ type: 'prepare', means: freeMeans }), freeMeans);
  for (const broken of [undefined, null, 7, { ...means, relays: {} }, { ...means, ports: { first: 'a', last: 1 } }]) {
    assert.deepEqual(parseMeans({ type: 'prepare', means: broken }), freeMeans);
  }
});

test('a port that windows connect to is one or none, and nothing else is taken for it', () => {
  for (const port of [1, 65_535, null]) {
    assert.deepEqual(parseListening({ type: 'listening', port }), { type: 'listening', port });
  }
  for (const port of [0, -1, 65_536, 1.5, Number.NaN, '80', '1,example.org', undefined]) {
    assert.equal(parseListening({ type: 'listening', port }), null);
  }
  for (const event of events) assert.equal(parseListening(event), null);
});
