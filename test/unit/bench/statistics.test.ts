import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, p95 } from '../../bench/statistics.ts';

test('the median is the middle one, or between the two in the middle, in whatever order they come', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([7]), 7);
});

test('the 95th percentile lies between the samples around it', () => {
  const hundredAndOne = Array.from({ length: 101 }, (_, index) => 100 - index);
  assert.equal(p95(hundredAndOne), 95);
  assert.equal(p95([0, 100]), 95);
});

test('without samples there is no figure', () => {
  assert.ok(Number.isNaN(median([])));
});
