import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDelayLine } from '../../../../main/media/lip-sync/delay-line.ts';
import { createFakeClock } from '../fake-clock.ts';

function line() {
  const clock = createFakeClock();
  const passed: [number, number][] = [];
  const delayed = createDelayLine(clock);
  const pass = (number: number) => delayed.pass(() => passed.push([number, clock.now()]));
  return { clock, passed, delayed, pass };
}

test('where nothing is held back what comes passes at once, and no timer waits', () => {
  const { clock, passed, pass } = line();
  pass(1);
  assert.deepEqual(passed, [[1, 0]]);
  assert.equal(clock.waiting(), 0);
});

test('what is held back leaves in its order, whatever becomes of the delay', () => {
  const { clock, passed, delayed, pass } = line();
  delayed.delay(100);
  pass(1);
  clock.advance(20);
  pass(2);
  delayed.delay(10);
  pass(3);
  delayed.delay(0);
  clock.advance(20);
  pass(4);
  clock.advance(500);
  pass(5);
  assert.deepEqual(passed, [
    [1, 100],
    [2, 120],
    [3, 120],
    [4, 120],
    [5, 540],
  ]);
  assert.equal(clock.waiting(), 0);
});

test('after the end nothing leaves any more', () => {
  const { clock, passed, delayed, pass } = line();
  delayed.delay(100);
  pass(1);
  delayed.stop();
  assert.equal(clock.waiting(), 0);
  clock.advance(1000);
  assert.deepEqual(passed, []);
});
