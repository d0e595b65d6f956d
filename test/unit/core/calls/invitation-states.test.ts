import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endIn, isAnswered, isFinal } from '../../../../main/core/calls/invitation-states.ts';

/** Each state: whether somebody answered, and why an invitation that is found in it is over. */
for (const [state, answered, end] of [
  ['Connecting', false, undefined],
  ['Alerting', false, undefined],
  ['TeamRing', false, undefined],
  ['Forwarded', false, undefined],
  ['Connected', true, 'answered-elsewhere'],
  ['Declined', false, 'declined-elsewhere'],
  ['Cancelled', false, 'cancelled-there'],
  ['Failed', false, 'cancelled-there'],
  ['toString', false, undefined],
  ['', false, undefined],
  [null, false, undefined],
] as const) {
  test(`${state}: ${end ?? 'may ring on'}`, () => {
    assert.deepEqual([isAnswered(state), endIn(state), isFinal(state)], [answered, end, end !== undefined]);
  });
}
