import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryOf, type Figure, isMet, table } from '../../bench/report.ts';

const ring: Figure = {
  name: 'ring-painted',
  unit: 'ms',
  samples: { switchhook: [12, 18, 15], bare: [10, 9, 11] },
  compare: 'ratio',
  target: 1.2,
};
const idle: Figure = {
  name: 'idle-cpu',
  unit: '% of a core',
  samples: { switchhook: [0.4], bare: [0] },
  compare: 'difference',
  target: 0.5,
};

test('an entry has the medians and how they compare', () => {
  const entry = { name: 'ring-painted', unit: 'ms', value: 15, baseline: 10, ratio: 1.5, target: 1.2 };
  assert.deepEqual(entryOf(ring), entry);
});

test('where nothing can be divided by, the target bounds the difference', () => {
  assert.equal(entryOf(idle).ratio, null);
  assert.ok(isMet(entryOf(idle)));
  assert.ok(!isMet(entryOf({ ...idle, target: 0.3 })));
});

test('a difference is written with its sign', () => {
  const better = { ...idle, samples: { switchhook: [0.1], bare: [0.3] } };
  assert.match(table([better]), /−0\.20 +\+0\.5 +1 +met$/);
});

test('a ratio meets its target up to the target itself', () => {
  assert.ok(!isMet(entryOf(ring)));
  assert.ok(isMet(entryOf({ ...ring, target: 1.5 })));
});

test('the table has a line for each, with what is missed', () => {
  const [, first, second] = table([ring, idle]).split('\n');
  assert.match(first ?? '', /^ring-painted +ms +15\.0 .*× 1\.50 +× 1\.2 +3 +missed$/);
  assert.match(second ?? '', /^idle-cpu +% of a core .*\+0\.40 +\+0\.5 +1 +met$/);
});

test('the tail and the worst of the samples can count instead', () => {
  const tail: Figure = { ...ring, of: 'p95', samples: { switchhook: [10, 10, 10, 30], bare: [10, 10, 10, 10] } };
  assert.equal(entryOf(tail).value, 27);
  assert.equal(entryOf({ ...tail, of: 'worst' }).value, 30);
  assert.equal(entryOf({ ...tail, of: 'worst' }).ratio, 3);
});
