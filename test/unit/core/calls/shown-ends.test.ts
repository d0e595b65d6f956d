import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createShownEnds } from '../../../../main/core/calls/shown-ends.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createTestPhone } from '../fakes/phone.ts';
import { completed, started } from '../fixtures/call.ts';

function shownEnds() {
  const clock = createFakeClock();
  const forgotten: string[] = [];
  const ends = createShownEnds({ clock, apply: ({ callId }) => void forgotten.push(callId) });
  return { clock, ends, forgotten };
}

describe('an ended call', () => {
  test('is forgotten when its time is over', async () => {
    const { clock, ends, forgotten } = shownEnds();
    ends.show('a', 4_000);
    await clock.advance(3_999);
    assert.deepEqual(forgotten, []);
    await clock.advance(1);
    assert.deepEqual(forgotten, ['a']);
  });

  test('stays while the user is at it, and for what was left of its time then', async () => {
    const { clock, ends, forgotten } = shownEnds();
    ends.show('a', 4_000);
    ends.show('b', 4_000);
    await clock.advance(1_000);
    ends.attend('a');
    ends.attend('a');
    await clock.advance(60_000);
    assert.deepEqual(forgotten, ['b']);
    ends.attend(null);
    await clock.advance(2_999);
    assert.deepEqual(forgotten, ['b']);
    await clock.advance(1);
    assert.deepEqual(forgotten, ['b', 'a']);
  });

  test('stays from the start where the user is at it already', async () => {
    const { clock, ends, forgotten } = shownEnds();
    ends.attend('a');
    ends.show('a', 4_000);
    await clock.advance(10_000);
    ends.attend('b');
    await clock.advance(4_000);
    assert.deepEqual(forgotten, ['a']);
  });

  test('has its time anew when it is shown anew', async () => {
    const { clock, ends, forgotten } = shownEnds();
    ends.show('a', 4_000);
    await clock.advance(3_000);
    ends.show('a', 4_000);
    await clock.advance(3_999);
    assert.deepEqual(forgotten, []);
    await clock.advance(1);
    assert.deepEqual(forgotten, ['a']);
  });
});

test('the phone keeps the end of the call in view that the user is at', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  await phone.server.push('communication', started);
  const { id } = phone.call();
  await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
  phone.phone.attends(id);
  await phone.clock.advance(30_000);
  assert.equal(phone.call().state, 'ended');
  phone.phone.attends(null);
  await phone.clock.advance(4_000);
  assert.deepEqual(phone.view().calls, []);
});
