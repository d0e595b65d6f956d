import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRevival } from '../../../../main/electron/windows/revival.ts';
import { createManualClock } from '../manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const done: string[] = [];
  const crashed = createRevival({ clock, revive: () => done.push('revive'), giveUp: () => done.push('give up') });
  return { clock, crashed, done };
}

test('a page is brought back three times within a minute, not a fourth time', () => {
  const { crashed, done } = setUp();
  for (let crash = 0; crash < 4; crash += 1) crashed();
  assert.deepEqual(done, ['revive', 'revive', 'revive', 'give up']);
});

test('crashes of more than a minute ago are forgiven', () => {
  const { crashed, done, clock } = setUp();
  for (let crash = 0; crash < 3; crash += 1) crashed();
  clock.advance(60_000);
  crashed();
  assert.deepEqual(done, ['revive', 'revive', 'revive', 'revive']);
});
