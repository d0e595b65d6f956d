import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { loudness } from '../../../../renderer/media/levels.ts';

const start = { energy: 3, seconds: 7 };
const after = (power: number) => ({ energy: start.energy + power * 0.1, seconds: start.seconds + 0.1 });

test('full scale is 1, and each halving of power takes as much', () => {
  assert.equal(loudness(start, after(1)), 1);
  assert.ok(Math.abs(loudness(start, after(0.001)) - 0.5) < 1e-6);
});

test('a device that gives nothing is at 0, and the softest sound is not', () => {
  assert.equal(loudness(start, after(0)), 0);
  assert.ok(loudness(start, after(1e-12)) >= 0.01);
});

test('no time passed, or counts that start anew, are 0', () => {
  assert.equal(loudness(start, start), 0);
  assert.equal(loudness(start, { energy: 0, seconds: 0 }), 0);
});

test('it is always between 0 and 1', () => {
  const sum = fc.record({
    energy: fc.double({ min: 0, max: 1e6, noNaN: true }),
    seconds: fc.double({ min: 0, max: 1e6, noNaN: true }),
  });
  fc.assert(
    fc.property(sum, sum, (before, now) => {
      const level = loudness(before, now);
      assert.ok(level >= 0 && level <= 1);
    }),
  );
});
