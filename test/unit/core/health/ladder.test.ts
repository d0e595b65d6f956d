import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { climb, confirmMs } from '../../../../main/core/health/ladder.ts';
import { pathDeadlineMs } from '../../../../main/core/health/rings.ts';
import type { Raised, RingRecord } from '../../../../main/core/health/state.ts';
import { now, ringRecord } from '../fixtures/health.ts';

const after = (ms: number, more: Partial<RingRecord> = {}) => climb(ringRecord({ since: now, ...more }), now + ms);
const worked = (afterMs: number) => ({ worked: true, afterMs });
const failed = (afterMs: number) => ({ worked: false, afterMs });
const all = { card: worked(80), notification: worked(120), sound: worked(150) };
const cardAlone = { keptBack: ['notification', 'sound'] } as const;

describe('the ladder of a ring', () => {
  const cases: readonly (readonly [string, number, Partial<RingRecord>, readonly Raised[]])[] = [
    ['all is confirmed', 60_000, { paths: all }, []],
    ['nothing is, and there is still time', confirmMs - 1, {}, []],
    ['nothing is in time', confirmMs, {}, ['flash']],
    ['nothing ever is', pathDeadlineMs, {}, ['flash', 'main']],
    ['the card alone is late', confirmMs, { paths: { notification: worked(90), sound: worked(90) } }, ['flash']],
    ['a card that came late', 2_000, { paths: { ...all, card: worked(900) } }, []],
    ['a sound that failed at once', 40, { paths: { card: worked(20), sound: failed(30) } }, ['flash']],
    ['a silent call whose card is there', 60_000, { ...cardAlone, paths: { card: worked(300) } }, []],
    ['a silent call whose card is not', confirmMs, cardAlone, ['notification']],
    ['… nor its notification', 2 * confirmMs, cardAlone, ['notification', 'sound']],
    ['… nor its sound', 3 * confirmMs, cardAlone, ['notification', 'sound', 'flash']],
    ['… nor anything', pathDeadlineMs, cardAlone, ['notification', 'sound', 'flash', 'main']],
    [
      'a silent call that a notification tells of in place of its card',
      60_000,
      { ...cardAlone, paths: { card: failed(10), notification: worked(60) } },
      ['notification'],
    ],
    ['a call of which a rule leaves nothing', 60_000, { keptBack: ['card', 'notification', 'sound'] }, []],
    ['one that the user silenced', 60_000, { hushed: 'by-user', keptBack: ['sound'] }, []],
    ['one that is over', 60_000, { over: now + 100 }, []],
    ['a test', 60_000, { caller: null }, []],
  ];
  for (const [name, ms, ring, raised] of cases) {
    test(name, () => assert.deepEqual(after(ms, ring).raised, raised));
  }
});

const outcome = fc.option(fc.record({ worked: fc.boolean(), afterMs: fc.nat(4_000) }), { nil: undefined });
const anyRing = fc
  .record({
    card: outcome,
    notification: outcome,
    sound: outcome,
    keptBack: fc.subarray(['card', 'notification', 'sound'] as const),
  })
  .map(({ card, notification, sound, keptBack }) =>
    ringRecord({
      since: now,
      keptBack,
      paths: { ...(card && { card }), ...(notification && { notification }), ...(sound && { sound }) },
    }),
  );

test('it says itself when it has to be looked at again: between two looks nothing changes', () => {
  fc.assert(
    fc.property(anyRing, fc.nat(5_000), fc.nat(5_000), (ring, first, more) => {
      const { raised, nextAt } = climb(ring, now + first);
      const until = nextAt ?? Number.POSITIVE_INFINITY;
      assert.ok(until > now + first);
      // What was told is known from when it was told on.
      const told = Object.values(ring.paths).every(({ afterMs }) => afterMs <= first);
      const later = now + first + more;
      if (told && later < until) assert.deepEqual(climb(ring, later).raised, raised);
    }),
  );
});

test('of a call that is to be seen, a minute later something told of it, or all was tried', () => {
  fc.assert(
    fc.property(anyRing, (ring) => {
      if (ring.keptBack.length === 3) return;
      const isNoticed = Object.values(ring.paths).some((path) => path.worked);
      const { raised } = climb(ring, now + 60_000);
      assert.ok(isNoticed || raised.includes('main'));
    }),
  );
});
