import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOutages } from '../../../../../main/core/session/channel/outages.ts';
import type { Outage } from '../../../../../main/core/session/state.ts';
import { createFakeClock } from '../../fakes/clock.ts';

function setUp() {
  const clock = createFakeClock();
  const told: number[] = [];
  const over: Outage[] = [];
  const start = clock.wall();
  const outages = createOutages({
    clock,
    onAlive: (at) => told.push(at),
    onOver: ({ from, to, cause }) => over.push({ from: from - start, to: to - start, cause }),
  });
  return { clock, told, over, outages };
}

test('an outage lasts from when the link was last known to work, and its first cause counts', async () => {
  const { clock, over, outages } = setUp();
  outages.alive();
  await clock.advance(40_000);
  outages.begin('network', outages.lastAlive());
  await clock.advance(5_000);
  outages.begin('server', clock.now());
  outages.end();
  assert.deepEqual(over, [{ from: 0, to: 45_000, cause: 'network' }]);
  outages.end();
  assert.equal(over.length, 1, 'it is over once');
});

test('a sleep began when it was announced, although no monotonic time went by', () => {
  const { clock, over, outages } = setUp();
  outages.alive();
  outages.suspend();
  clock.setWall(clock.wall() + 3_600_000);
  outages.begin('asleep', clock.now());
  outages.end();
  assert.deepEqual(over, [{ from: 0, to: 3_600_000, cause: 'asleep' }]);
});

test('an announcement that no sleep followed is forgotten with the next sign of life', async () => {
  const { clock, over, outages } = setUp();
  outages.suspend();
  outages.end();
  await clock.advance(60_000);
  outages.begin('asleep', clock.now());
  outages.end();
  assert.deepEqual(over, [{ from: 60_000, to: 60_000, cause: 'asleep' }]);
});

test('a date that is set back meanwhile makes no outage that ends before it began', async () => {
  const { clock, over, outages } = setUp();
  outages.begin('network', clock.now());
  clock.setWall(clock.wall() - 86_400_000);
  outages.end();
  assert.deepEqual(over, [{ from: 0, to: 0, cause: 'network' }]);
});

test('that the link is alive is told each ten seconds at most, and at once after an outage', async () => {
  const { clock, told, outages } = setUp();
  for (let count = 0; count < 25; count += 1) {
    outages.alive();
    await clock.advance(1_000);
  }
  assert.deepEqual(told, [1_000, 11_000, 21_000]);
  assert.equal(outages.lastAlive(), 25_000);
  outages.begin('network', clock.now());
  outages.alive();
  assert.equal(told.length, 4);
});
