import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../same-inputs.ts';
import { type FuzzPlan, runTarget } from '../../fuzz/run-target.ts';
import { type FuzzTarget, fuzzTarget } from '../../fuzz/target.ts';

const plan: FuzzPlan = { seed: 7, runs: 2_500, seconds: 60 };
const outcomeOf = (target: unknown) => runTarget('mine', target as FuzzTarget<unknown>, plan);

test('what finds nothing runs as often as it was told, over several seeds', async () => {
  let runs = 0;
  const count = (): void => {
    runs += 1;
  };
  const outcome = await outcomeOf(fuzzTarget({ about: '', inputs: fc.nat(), run: count }));
  assert.deepEqual([outcome.failure, outcome.executions, runs], [null, 2_500, 2_500]);
});

test('what is thrown is told with the smallest input and the seed that brings it back', async () => {
  const target = fuzzTarget({
    about: '',
    inputs: fc.nat(),
    run(value) {
      if (value > 41) throw new Error('too much');
    },
  });
  const { failure } = await outcomeOf(target);
  assert.match(failure ?? '', /too much/);
  assert.match(failure ?? '', /Counterexample: \[42\]/);
  assert.match(failure ?? '', /npm run fuzz -- mine --seed=7/);
});

test('a rejection fails too', async () => {
  const { failure } = await outcomeOf(
    fuzzTarget({ about: '', inputs: fc.nat(), run: () => Promise.reject(new Error('no')) }),
  );
  assert.match(failure ?? '', /no/);
});

test('a changed prototype is found, named and mended', async () => {
  const target = fuzzTarget({
    about: '',
    inputs: fc.constantFrom('polluted'),
    run: (name) => void Object.defineProperty(Object.prototype, name, { value: 1, configurable: true }),
  });
  const { failure } = await outcomeOf(target);
  assert.match(failure ?? '', /Object\.prototype was polluted: polluted/);
  assert.equal('polluted' in {}, false);
});

const steps = (count: number) => () => {
  let sum = 0;
  for (let step = 0; step < count; step += 1) sum += Math.sqrt(step);
  return sum;
};
const growing = (of: (size: number) => number) =>
  outcomeOf({
    ...fuzzTarget({ about: '', inputs: fc.nat(), run: () => {} }),
    growing: { loop: (size: number) => steps(of(size)) },
  });

test('time that grows with the square of the input is found; time that grows with the input is not', async () => {
  const linear = await growing((size) => size * 40);
  assert.equal(linear.failure, null);
  const square = await growing((size) => size * (size / 100));
  assert.match(square.failure ?? '', /twice the loop takes/);
  assert.equal(square.executions, 0);
});

test('one step in the time, as where a cache is full, is not growth', async () => {
  let [last, dearFrom] = [0, Number.POSITIVE_INFINITY];
  const stepped = await growing((size) => {
    // The first input that is smaller than the one before begins a comparison.
    if (size < last) dearFrom = Math.min(dearFrom, last);
    last = size;
    return size * (size >= dearFrom ? 120 : 40);
  });
  assert.equal(stepped.failure, null);
});
