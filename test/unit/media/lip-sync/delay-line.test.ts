import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDelayLine } from '../../../../main/media/lip-sync/delay-line.ts';
import { createFakeClock } from '../fake-clock.ts';

function line() {
  const clock = createFakeClock();
  const passed: [number, number][] = [];
  const delayed = createDelayLine(clock);
  const pass = (sequenceNumber: number, ssrc = 5) =>
    delayed.pass({ ssrc, sequenceNumber: sequenceNumber & 0xffff }, () => passed.push([sequenceNumber, clock.now()]));
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

test('a piece that comes late has its turn before those that are ahead of it', () => {
  const { clock, passed, delayed, pass } = line();
  delayed.delay(100);
  for (const number of [65_534, 65_535, 65_537]) {
    pass(number);
    clock.advance(10);
  }
  pass(65_536);
  clock.advance(500);
  assert.deepEqual(passed, [
    [65_534, 100],
    [65_535, 110],
    [65_536, 120],
    [65_537, 120],
  ]);
  assert.equal(clock.waiting(), 0);
});

test('one whose turn is over does not wait at all', () => {
  const { clock, passed, delayed, pass } = line();
  delayed.delay(100);
  for (const number of [1, 3, 4]) pass(number);
  clock.advance(100);
  pass(5);
  pass(2);
  assert.deepEqual(passed.at(-1), [2, 100]);
  clock.advance(100);
  assert.deepEqual(passed.at(-1), [5, 200]);
});

test('what begins its numbers anew, or is of another source, is not late', () => {
  const { clock, passed, delayed, pass } = line();
  delayed.delay(100);
  pass(5000);
  clock.advance(100);
  pass(7);
  pass(3, 6);
  clock.advance(50);
  assert.deepEqual(passed, [[5000, 100]]);
  clock.advance(50);
  pass(8);
  clock.advance(100);
  assert.deepEqual(passed.slice(1), [
    [7, 200],
    [3, 200],
    [8, 300],
  ]);
});

test('what waits can be let go, and others wait as before', () => {
  const { clock, passed, delayed, pass } = line();
  delayed.delay(100);
  for (const number of [1, 2]) pass(number);
  delayed.flush();
  assert.deepEqual(passed, [
    [1, 0],
    [2, 0],
  ]);
  assert.equal(clock.waiting(), 0);
  pass(3);
  clock.advance(100);
  assert.deepEqual(passed.at(-1), [3, 100]);
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
