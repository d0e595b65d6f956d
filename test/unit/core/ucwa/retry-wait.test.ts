import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ChannelOutcome, openChannel, stepChannel } from '../../../../main/core/ucwa/event-channel.ts';
import { retryAfterMs } from '../../../../main/core/ucwa/retry-after.ts';
import { retryWait } from '../../../../main/core/ucwa/retry-wait.ts';

const wall = Date.UTC(2026, 10, 30, 8, 0, 0);

describe('Retry-After', () => {
  for (const [value, waitMs] of [
    ['0', 0],
    ['1', 1_000],
    [' 120 ', 120_000],
    ['300', 300_000],
    ['301', 300_000],
    ['999999999999', 300_000],
    ['Mon, 30 Nov 2026 08:00:05 GMT', 5_000],
    ['Monday, 30-Nov-26 08:00:05 GMT', 5_000],
    ['Mon Nov 30 08:00:05 2026 GMT', 5_000],
    ['Mon, 30 Nov 2026 07:00:00 GMT', 0],
    ['Mon, 30 Nov 2026 09:00:00 GMT', 300_000],
    ['', null],
    ['soon', null],
    ['-1', null],
    ['1.5', null],
    ['5 s', null],
    ['in 5', null],
    ['2026-11-30T08:00:05Z', null],
    ['1 Mon, 30 Nov 2026 08:00:05 GMT', null],
    ['Mon, never', null],
  ] as const) {
    test(`${JSON.stringify(value)}: ${waitMs}`, () => assert.equal(retryAfterMs(value, wall), waitMs));
  }
});

describe('the part of a wait that is the same for everybody', () => {
  for (const [name, failures, failingMs, expected] of [
    ['none at first', 3, 0, [0, 400]],
    ['much of it once the wait is as long as the outage allows', 7, 0, [2_100, 900]],
    ['the same after many', 50, 60_000, [10_500, 4_500]],
    ['nearly all of the longest', 50, 3_600_000, [29_400, 600]],
    ['and from the very moment that it is the longest', 50, 120_000, [29_400, 600]],
  ] as const) {
    test(name, () => {
      const { atLeastMs, upToMs } = retryWait(failures, failingMs, 'network');
      assert.deepEqual([Math.round(atLeastMs), Math.round(upToMs)], expected);
    });
  }
});

describe('the event channel waits', () => {
  const url = 'https://pool.contoso.com/events?ack=1';
  const hour = 3_600_000;
  const late = { ...openChannel(url), failures: 49 };
  const refused = (status: number, more: object = {}): ChannelOutcome => {
    return { kind: 'refused', status, reason: null, retryAfterMs: null, held: false, ...more };
  };
  const waitOf = (outcome: ChannelOutcome, state = openChannel(url), failingMs = 0) => {
    const step = stepChannel(state, outcome, failingMs);
    assert.ok(step.kind === 'retry');
    return { ...step, longestMs: Math.round(step.atLeastMs + step.upToMs) };
  };
  const link = { kind: 'resync', url: `${url}&x=1` } as const;

  test('longer for a server that refuses than for one that cannot be reached or understood', () => {
    assert.equal(waitOf(refused(503), late, hour).longestMs, 90_000);
    assert.equal(waitOf({ kind: 'broken', held: false }, late, hour).longestMs, 30_000);
    assert.equal(waitOf({ kind: 'unreadable', costly: false, held: false }, late, hour).longestMs, 30_000);
  });

  test('briefly after whatever was held, for it begins a new row', () => {
    for (const outcome of [
      { kind: 'broken', held: true },
      { kind: 'unreadable', costly: false, held: true },
      refused(503, { held: true }),
      refused(404, { held: true }),
      refused(500, { held: true, link }),
    ] as const) {
      const { state, longestMs } = waitOf(outcome, late, hour);
      assert.deepEqual([state.failures, longestMs], [1, 100]);
    }
  });

  test('as long as it is asked to, however it was refused', () => {
    for (const outcome of [refused(503), refused(404), refused(500, { link })]) {
      const step = waitOf({ ...outcome, retryAfterMs: 7_000 } as ChannelOutcome);
      assert.deepEqual([step.atLeastMs, step.asked], [7_000, true]);
    }
  });

  test('as usual where nothing was asked for, or less than that', () => {
    assert.deepEqual([waitOf(refused(503)).asked, waitOf(refused(503)).atLeastMs], [false, 0]);
    const step = waitOf(refused(503, { retryAfterMs: 1_000 }), late, hour);
    assert.deepEqual([step.asked, step.longestMs], [false, 90_000]);
  });
});
