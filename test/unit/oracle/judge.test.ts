import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, type Evidence, judge } from '../../oracle/judge.ts';

const call = { caller: 'Ana', rangAt: 1_000, stoppedAt: 5_000 };
const ring = { caller: 'Ana', from: 1_100, to: 5_050 };
const fine: Evidence = { calls: [call], rings: [ring], history: ['Ana'], outages: [], now: 9_000 };

function told(change: Partial<Evidence>): readonly string[] {
  return complaints(judge({ ...fine, ...change }));
}

test('a call that rang as long as it lasted, and is in the history once, is in order', () => {
  assert.deepEqual(told({}), []);
  assert.deepEqual(judge(fine), { lost: [], doubled: [], invented: [], stalestMs: 50 });
});

test('a call of which the user learned nothing is lost; the history alone is enough', () => {
  assert.deepEqual(told({ rings: [], history: [] }), ['lost: Ana']);
  assert.deepEqual(told({ rings: [] }), []);
});

test('two rings at a time, or two entries, are doubled; one after the other is not', () => {
  const other = { ...ring, from: 3_000 };
  assert.deepEqual(told({ rings: [ring, other] }), ['doubled: Ana']);
  assert.deepEqual(told({ rings: [{ ...ring, to: 2_000 }, other] }), []);
  assert.deepEqual(told({ history: ['Ana', 'Ana'] }), ['doubled: Ana']);
});

test('a ring of nobody is invented', () => {
  assert.deepEqual(told({ rings: [ring, { ...ring, caller: 'Bo' }] }), ['invented: Bo']);
});

test('a ring that goes on, or begins, after its call is stale; an outage is not held against it', () => {
  assert.deepEqual(told({ rings: [{ ...ring, to: 7_100 }] }), ['a ring outlasted its call by 2100 ms']);
  assert.deepEqual(told({ rings: [{ ...ring, to: null }] }), ['a ring outlasted its call by 4000 ms']);
  assert.deepEqual(told({ rings: [ring, { caller: 'Ana', from: 8_000, to: 8_010 }] }), [
    'a ring outlasted its call by 3010 ms',
  ]);
  assert.deepEqual(told({ rings: [{ ...ring, to: 7_100 }], outages: [{ from: 4_000, to: 6_000 }] }), []);
  assert.deepEqual(told({ rings: [{ ...ring, to: 7_100 }], outages: [{ from: 5_500, to: 5_700 }] }), []);
  assert.deepEqual(told({ rings: [{ ...ring, to: 8_100 }], outages: [{ from: 4_000, to: 6_000 }] }), [
    'a ring outlasted its call by 2100 ms',
  ]);
  assert.deepEqual(told({ calls: [{ ...call, stoppedAt: null }], rings: [{ ...ring, to: null }] }), []);
});
