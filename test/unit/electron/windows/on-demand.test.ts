import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOnDemand } from '../../../../main/electron/windows/on-demand.ts';
import { createManualClock } from '../manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const ended: number[] = [];
  let made = 0;
  const onDemand = createOnDemand<number>({
    clock,
    make: () => {
      made += 1;
      return made;
    },
    end: (thing) => void ended.push(thing),
  });
  return { clock, ended, onDemand };
}

test('nothing is made before it is wanted, and only one', () => {
  const { onDemand } = setUp();
  assert.equal(onDemand.present(), null);
  onDemand.unwanted();
  assert.equal(onDemand.present(), null);
  assert.equal(onDemand.wanted(), 1);
  assert.equal(onDemand.wanted(), 1);
  assert.equal(onDemand.present(), 1);
});

test('it ends a minute after nobody wanted it any more, however often that is said', () => {
  const { clock, ended, onDemand } = setUp();
  onDemand.wanted();
  clock.advance(120_000);
  onDemand.unwanted();
  clock.advance(30_000);
  onDemand.unwanted();
  clock.advance(29_999);
  assert.deepEqual(ended, []);
  clock.advance(1);
  assert.deepEqual(ended, [1]);
  assert.equal(onDemand.present(), null);
  assert.equal(onDemand.wanted(), 2);
});

test('within the minute it is the same, and its minute begins anew', () => {
  const { clock, ended, onDemand } = setUp();
  onDemand.wanted();
  onDemand.unwanted();
  clock.advance(59_000);
  assert.equal(onDemand.wanted(), 1);
  clock.advance(120_000);
  onDemand.unwanted();
  clock.advance(59_000);
  assert.deepEqual(ended, []);
  clock.advance(1_000);
  assert.deepEqual(ended, [1]);
  assert.equal(clock.waiting, 0);
});
