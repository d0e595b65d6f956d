import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toldOf } from '../../../../main/core/calls/compare/end-told.ts';
import { endCall, endHere } from '../../../../main/core/calls/end.ts';
import { endReasons, isEndReason } from '../../../../main/core/calls/end-reasons.ts';
import { reduceCalls } from '../../../../main/core/calls/reduce.ts';
import type { EndReason } from '../../../../main/core/calls/state.ts';
import { call } from '../fixtures/call.ts';

const reasons = Object.keys(endReasons) as readonly EndReason[];

describe('what the server is told of an end', () => {
  for (const reason of reasons) {
    test(`${reason}: the same at once and where it is told again`, () => {
      const { call: ended, effects } = endCall(call({ state: 'answering', accept: 'taken' }), endHere(reason), 9);
      const stop = effects.find((effect) => effect.type === 'stop');
      assert.equal(toldOf(ended), stop?.reason);
    });
  }

  test('an answer that was taken too late is hung up as the user would, and so it is told again', () => {
    const talking = call({ id: 'a', invitation: 'a', state: 'connected', accept: 'taken', connectedAt: 1 });
    const late = call({ id: 'b', invitation: 'b', audioVideo: 'voice', answerFailed: true });
    const event = { type: 'audio-video', audioVideo: 'voice', state: 'Connected', stop: null } as const;
    const { calls, effects } = reduceCalls([{ ...talking, audioVideo: 'other' }, late], event, 9);
    const ended = calls.find(({ id }) => id === 'b');
    assert.equal(ended?.ending?.reason, 'accepted-too-late');
    assert.deepEqual(
      effects.flatMap((effect) => (effect.type === 'stop' || effect.type === 'decline' ? [effect.reason] : [])),
      ['UserInitiatedAction'],
    );
    assert.equal(ended && toldOf(ended), 'UserInitiatedAction');
  });

  test('an answer that came to nothing is a failure of the voice', () => {
    const answering = call({ state: 'answering', accept: 'taken', answered: true });
    const { effects } = reduceCalls([answering], { type: 'lost', callId: 'call', reason: 'not-accepted' }, 9);
    assert.deepEqual(
      effects.flatMap((effect) => (effect.type === 'stop' ? [effect.reason] : [])),
      ['MediaConnectivityFailure'],
    );
  });
});

test('only what is in the table is a reason', () => {
  assert.ok(reasons.every(isEndReason));
  for (const other of ['toString', '__proto__', '', 7, null, undefined]) assert.equal(isEndReason(other), false);
});
