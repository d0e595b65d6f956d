import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decide } from '../../../../main/core/calls/dispatch.ts';
import type { Calls } from '../../../../main/core/calls/state.ts';
import type { CallCommand } from '../../../../preload/contract/index.ts';
import { call } from '../fixtures/call.ts';
import { callStates } from './states.ts';

const callId = 'call';
const verdict = (calls: Calls, command: CallCommand, microphone: 'there' | 'missing' = 'there'): string => {
  const decision = decide(calls, command, microphone);
  return decision.kind === 'apply' ? decision.event.type : decision.refusal;
};

/** What each command comes to in each state. */
const verdicts: Readonly<Record<string, readonly [command: CallCommand, verdicts: Readonly<Record<string, string>>]>> =
  {
    answer: [
      { type: 'answer', callId },
      {
        ringing: 'answer',
        prepared: 'answer',
        queued: 'unavailable',
        next: 'unavailable',
        unanswerable: 'answer',
        waiting: 'repeated',
        answering: 'repeated',
        taken: 'repeated',
        connected: 'repeated',
        talking: 'repeated',
        unheard: 'repeated',
        ending: 'repeated',
        stopping: 'repeated',
        late: 'repeated',
      },
    ],
    decline: [
      { type: 'decline', callId },
      {
        ringing: 'decline',
        prepared: 'decline',
        queued: 'decline',
        next: 'decline',
        unanswerable: 'decline',
        ended: 'repeated',
        late: 'repeated',
        hidden: 'repeated',
      },
    ],
    silence: [
      { type: 'silence', callId },
      { ringing: 'silence', prepared: 'silence', queued: 'silence', next: 'silence', unanswerable: 'silence' },
    ],
    mute: [
      { type: 'mute', callId, muted: true },
      { waiting: 'mute', answering: 'mute', taken: 'mute', connected: 'mute', talking: 'mute', unheard: 'mute' },
    ],
    unmute: [
      { type: 'mute', callId, muted: false },
      {
        waiting: 'repeated',
        answering: 'repeated',
        taken: 'repeated',
        connected: 'repeated',
        talking: 'repeated',
        unheard: 'repeated',
      },
    ],
    'hang up': [
      { type: 'hang-up', callId },
      {
        waiting: 'hang-up',
        answering: 'hang-up',
        taken: 'hang-up',
        connected: 'hang-up',
        talking: 'hang-up',
        unheard: 'hang-up',
        ending: 'repeated',
        stopping: 'repeated',
      },
    ],
    dismiss: [
      { type: 'dismiss', callId },
      { ended: 'forget', inferred: 'forget', late: 'forget' },
    ],
  };

for (const [name, [command, expected]] of Object.entries(verdicts)) {
  describe(name, () => {
    for (const [state, present] of Object.entries(callStates)) {
      const verdictHere = expected[state] ?? 'stale';
      test(`${state}: ${verdictHere}`, () => assert.equal(verdict([present], command), verdictHere));
    }
  });
}

test('a command about a call that is not there is stale', () => {
  for (const [command] of Object.values(verdicts)) assert.equal(verdict([], command), 'stale');
});

test('Hang up never declines, and Decline never hangs up', () => {
  assert.equal(verdict([call()], { type: 'hang-up', callId }), 'stale');
  assert.equal(verdict([call({ state: 'connected' })], { type: 'decline', callId }), 'stale');
});

test('silenced once is enough', () => {
  assert.equal(verdict([call({ silenced: true })], { type: 'silence', callId }), 'repeated');
});

test('while another call is up a ring can be declined and silenced, not answered', () => {
  for (const state of ['answering', 'connected'] as const) {
    const calls = [call({ id: 'up', state }), call()];
    assert.equal(verdict(calls, { type: 'answer', callId }), 'unavailable');
    assert.equal(verdict(calls, { type: 'decline', callId }), 'decline');
    assert.equal(verdict(calls, { type: 'silence', callId }), 'silence');
  }
  for (const state of ['ringing', 'ending', 'ended'] as const) {
    assert.equal(verdict([call({ id: 'other', state }), call()], { type: 'answer', callId }), 'answer');
  }
});

test('an answer carries whether there is a microphone', () => {
  const decision = decide([call()], { type: 'answer', callId }, 'missing');
  assert.deepEqual(decision, { kind: 'apply', event: { type: 'answer', callId, microphone: 'missing' } });
});
