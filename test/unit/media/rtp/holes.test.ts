import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHoles } from '../../../../main/media/rtp/holes.ts';
import { createFakeClock } from '../fake-clock.ts';

const patienceMs = 60;

/** Pieces every 10 ms, some of which do not come; and when a whole picture was asked for. */
function asked(numbers: readonly number[]): number[] {
  const clock = createFakeClock();
  const times: number[] = [];
  const holes = createHoles(clock, () => times.push(clock.now()));
  for (const number of numbers) {
    holes.passed(number & 0xffff, patienceMs);
    clock.advance(10);
  }
  return times;
}

const row = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);

test('where nothing is missing nothing is asked for', () => {
  assert.deepEqual(asked(row(65_500, 200)), []);
  assert.deepEqual(asked([...row(0, 5), 3, 4, ...row(5, 50)]), [], 'doubled');
});

test('a piece that does not come is asked for once it is late, and once', () => {
  assert.deepEqual(asked([...row(0, 10), ...row(11, 50)]), [160]);
  assert.deepEqual(asked([...row(65_530, 6), ...row(0, 50)]), []);
  assert.deepEqual(asked([...row(65_530, 5), ...row(65_536, 50)]), [110]);
});

test('pieces that come out of turn are not asked for', () => {
  assert.deepEqual(asked([...row(0, 10), 12, 13, 11, 10, ...row(14, 50)]), []);
});

test('a whole picture is asked for once a second at most', () => {
  const every = row(0, 400).filter((number) => number % 10 !== 9);
  const times = asked(every);
  assert.ok(times.length === 4 && times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= 1000));
});

test('a hole without end takes no longer than a small one', () => {
  assert.deepEqual(asked([0, ...row(30_000, 20)]), [70]);
});

test('a loss that goes on is none, where each piece comes before it is late', () => {
  const lost = (number: number) => number % 4 === 3 && number < 392;
  // Each comes again five pieces later, when the next one is missing already.
  const sent = row(0, 400).flatMap((number) => [
    ...(lost(number) ? [] : [number]),
    ...(lost(number - 5) ? [number - 5] : []),
  ]);
  assert.equal(new Set(sent).size, 400);
  assert.deepEqual(asked(sent), []);
});

test('of several the one that is missing for longest is the one that counts', () => {
  const sent = row(0, 60).filter((number) => number !== 10 && number !== 13);
  const at = sent.indexOf(15);
  assert.deepEqual(asked([...sent.slice(0, at), 10, ...sent.slice(at)]), [180]);
});
