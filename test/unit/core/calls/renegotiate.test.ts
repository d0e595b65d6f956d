import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CallEvent } from '../../../../main/core/calls/event.ts';
import { reduceCalls } from '../../../../main/core/calls/reduce.ts';
import type { Call } from '../../../../main/core/calls/state.ts';
import { emptyModel } from '../../../../main/core/model.ts';
import type { MediaFailure } from '../../../../main/core/ports.ts';
import { projectView } from '../../../../main/core/view/projection.ts';
import { englishWords } from '../fakes/words.ts';
import { call, conversationUrl } from '../fixtures/call.ts';
import { effectName } from './states.ts';

const up: Partial<Call> = { state: 'connected', answered: true, accept: 'taken', connectedAt: 0 };
const callId = 'call';

const offered = (renegotiation: string, more: object = {}): CallEvent => ({
  type: 'renegotiation-offered',
  renegotiation,
  conversation: conversationUrl,
  answer: `${renegotiation}/answer`,
  dismiss: `${renegotiation}/dismiss`,
  sdp: 'offer',
  ...more,
});
const taken = (renegotiation: string, held: boolean): CallEvent => ({
  type: 'media-renegotiated',
  callId,
  renegotiation,
  farAnswer: `answer to ${renegotiation}`,
  held,
});
const refused = (renegotiation: string, failure: MediaFailure): CallEvent => ({
  type: 'media-renegotiation-failed',
  callId,
  renegotiation,
  failure,
});

/** The call after all of that, and what was to be done, oldest first. */
function after(before: Call, ...events: readonly CallEvent[]) {
  const done: string[] = [];
  let calls: readonly Call[] = [before];
  for (const event of events) {
    const step = reduceCalls(calls, event, 5);
    calls = step.calls;
    done.push(
      ...step.effects.map((effect) => ('href' in effect ? `${effectName(effect)} ${effect.href}` : effectName(effect))),
    );
  }
  const [present] = calls;
  assert.ok(present !== undefined && calls.length === 1);
  return { present, done };
}

test('the window goes on by the offer that another codec brings, and by none once the call is over', () => {
  const nearOffered: CallEvent = { type: 'near-offered', callId, nearOffer: 'another codec first' };
  const ready: Partial<Call> = { ...up, media: { state: 'ready', farAnswer: 'a', nearOffer: 'n' } };
  const { media } = after(call(ready), nearOffered).present;
  assert.deepEqual(media, { state: 'ready', farAnswer: 'a', nearOffer: 'another codec first' });
  assert.deepEqual(after(call({ ...up, media: { state: 'closed' } }), nearOffered).present.media, { state: 'closed' });
});

describe('a hold', () => {
  test('is answered with what the gateway says, and shown; so is its end', () => {
    const held = after(call(up), offered('r1'), taken('r1', true));
    assert.deepEqual(held.done, ['renegotiate', 'answer-renegotiation r1/answer']);
    assert.equal(held.present.heldThere, true);
    const resumed = after(held.present, offered('r2'), taken('r2', false));
    assert.deepEqual(resumed.done, ['renegotiate', 'answer-renegotiation r2/answer']);
    assert.equal(resumed.present.heldThere, false);
  });

  test('outlives any silence', () => {
    const { present, done } = after(call({ ...up, heldThere: true }), { type: 'far-silent', callId });
    assert.deepEqual([present.state, done], ['connected', []]);
  });

  test('from the start is known with the media', () => {
    const { present } = after(call({ media: { state: 'preparing' } }), {
      type: 'media-prepared',
      callId,
      farAnswer: 'a',
      nearOffer: 'n',
      held: true,
    });
    assert.equal(present.heldThere, true);
  });

  test('is hung up like any call', () => {
    const { present, done } = after(call({ ...up, heldThere: true }), { type: 'hang-up', callId });
    assert.equal(present.state, 'ending');
    assert.ok(done.includes('stop UserInitiatedAction'));
  });

  test('is said in the window while the call is up', () => {
    const notes = (more: Partial<Call>) =>
      projectView({ ...emptyModel, calls: [call({ ...up, heldThere: true, ...more })] }, englishWords, 0, 0).calls.map(
        ({ heldThere, notes }) => [heldThere, notes.map(({ title }) => title)],
      );
    assert.deepEqual(notes({}), [[true, ['On hold by the other side.']]]);
    assert.deepEqual(notes({ heldThere: false }), [[false, []]]);
    assert.deepEqual(notes({ state: 'ending' }), [[false, []]]);
  });
});

describe('what is told twice', () => {
  test('while the gateway has it', () => {
    const { done } = after(call(up), offered('r1'), offered('r1'), taken('r1', true), taken('r1', true));
    assert.deepEqual(done, ['renegotiate', 'answer-renegotiation r1/answer']);
  });

  test('when it is long over: an old hold does not come back', () => {
    const { done, present } = after(
      call(up),
      ...[offered('r1'), taken('r1', true), offered('r2'), taken('r2', false)],
      ...[offered('r1'), taken('r1', true), refused('r1', 'no-path')],
    );
    assert.equal(present.heldThere, false);
    assert.equal(done.length, 4);
  });

  test('does not fill memory', () => {
    const many = Array.from({ length: 500 }, (_, index) => [offered(`r${index}`), taken(`r${index}`, false)]).flat();
    assert.equal(after(call(up), ...many).present.renegotiated.length, 32);
  });
});

describe('what cannot be met is refused, and the call goes on', () => {
  for (const [failure, reason] of [
    ['invalid-offer', 'InvalidMediaOffer'],
    ['encryption-mismatch', 'EncryptionMismatch'],
    ['codec-mismatch', 'UnsupportedMedia'],
    ['unsupported-media', 'UnsupportedMedia'],
    ['no-path', 'UnsupportedMedia'],
    ['no-ipv6', 'IPv6NotSupported'],
    ['no-network', 'MediaAllocationFailure'],
    ['allocation', 'MediaAllocationFailure'],
  ] as const) {
    test(failure, () => {
      const { present, done } = after(call({ ...up, heldThere: true }), offered('r1'), refused('r1', failure));
      assert.deepEqual(done, ['renegotiate', `dismiss ${reason} r1/dismiss`]);
      assert.deepEqual([present.state, present.heldThere, present.renegotiation], ['connected', true, null]);
    });
  }

  test('an offer that cannot be read', () => {
    assert.deepEqual(after(call(up), offered('r1', { sdp: null })).done, ['dismiss InvalidMediaOffer r1/dismiss']);
  });

  test('one beside another that waits; the first is answered all the same', () => {
    const { done } = after(call(up), offered('r1'), offered('r2'), offered('r2'), taken('r1', true));
    assert.deepEqual(done, ['renegotiate', 'dismiss Conflict r2/dismiss', 'answer-renegotiation r1/answer']);
  });

  test('one before the call was answered', () => {
    assert.deepEqual(after(call(), offered('r1')).done, ['dismiss Conflict r1/dismiss']);
  });

  test('where the server gives no way to refuse, nothing is sent', () => {
    assert.deepEqual(after(call(up), offered('r1', { dismiss: null }), refused('r1', 'no-path')).done, ['renegotiate']);
  });
});

test('without a conversation it is about the call that is up', () => {
  assert.deepEqual(after(call(up), offered('r1', { conversation: null })).done, ['renegotiate']);
  assert.deepEqual(after(call(), offered('r1', { conversation: null })).done, []);
  assert.deepEqual(after(call(up), offered('r1', { conversation: 'https://another' })).done, []);
});
