import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { createClock } from '../../../main/system/clock.ts';

const day = 86_400_000;

/** How often it ran within so many days, under Node's timers with a time of the test's own. */
function ran(delayMs: number, withinMs: number): number {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    let runs = 0;
    createClock().after(delayMs, () => {
      runs += 1;
    });
    for (let gone = 0; gone < withinMs; gone += day) mock.timers.tick(Math.min(day, withinMs - gone));
    return runs;
  } finally {
    mock.timers.reset();
  }
}

describe('a delay of any number runs once, and not before', () => {
  for (const [name, delay] of [
    ['a second', 1_000],
    ['a day', day],
    ['the longest that one timer takes', 2 ** 31 - 1],
    ['one more', 2 ** 31],
    ['30 days', 30 * day],
    ['a year', 365 * day],
  ] as const) {
    test(name, () => {
      assert.equal(ran(delay, delay - 1), 0);
      assert.equal(ran(delay, delay + 20 * day), 1, 'each of its timers begins with a tick of the test');
    });
  }

  for (const delay of [0, -1, -(2 ** 40), Number.NaN, Number.NEGATIVE_INFINITY]) {
    test(`${delay}: as soon as it can`, () => assert.equal(ran(delay, 1), 1));
  }

  for (const delay of [Number.POSITIVE_INFINITY, Number.MAX_VALUE, 1e15]) {
    test(`${delay}: not within a year`, () => assert.equal(ran(delay, 365 * day), 0));
  }
});

test('a long one can be called off, also after the first of its timers', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  let runs = 0;
  const stop = createClock().after(60 * day, () => {
    runs += 1;
  });
  mock.timers.tick(30 * day);
  stop();
  mock.timers.tick(60 * day);
  mock.timers.reset();
  assert.equal(runs, 0);
});
