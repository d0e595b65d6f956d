import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../same-inputs.ts';
import { watchLeaks } from '../../fuzz/leaks.ts';
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

test('a timer that nobody stops is found', async () => {
  const timers: NodeJS.Timeout[] = [];
  const run = () => void timers.push(setTimeout(() => {}, 60_000));
  const target: FuzzTarget<unknown> = { about: '', inputs: fc.constant(null), run };
  const { failure } = await runTarget('mine', target, { ...plan, runs: 3 });
  for (const timer of timers) clearTimeout(timer);
  assert.equal(failure, 'left open: 3 of Timeout');
});

const megabytes = (count: number) => count * 1024 * 1024;

/** What is said where the memory in use was so much each second. */
async function saidOf(used: (second: number) => number): Promise<string | null> {
  let second = 0;
  const leaks = watchLeaks(
    () => used(second),
    () => second * 1000,
  );
  for (; second < 40; second += 1) leaks.look();
  return leaks.found();
}

test('memory that grows and does not come back is found; a cache that fills, and one look that is high, are not', async () => {
  assert.match((await saidOf((second) => megabytes(10 + second / 2))) ?? '', /memory grew by 5\.5 MB/);
  assert.equal(await saidOf((second) => megabytes(10 + Math.min(second, 10))), null);
  assert.equal(await saidOf((second) => megabytes(second === 35 ? 80 : 10)), null);
});

test('the memory that counts is what is held, and not what was let go of', async () => {
  const held: Uint8Array[] = [];
  const holding = (keep: boolean) =>
    runTarget(
      'mine',
      {
        about: '',
        inputs: fc.constant(null),
        run() {
          const made = new Uint8Array(2_000);
          if (keep) held.push(made);
        },
      },
      { ...plan, runs: 20_000 },
      () => watchLeaks(undefined, fastClock()),
    );
  assert.equal((await holding(false)).failure, null);
  assert.match((await holding(true)).failure ?? '', /memory grew by/);
});

/** A second passes between any two looks at it. */
function fastClock(): () => number {
  let now = 0;
  return () => {
    now += 1000;
    return now;
  };
}
