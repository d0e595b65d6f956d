import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPulse } from '../../../../main/electron/windows/pulse.ts';
import { createManualClock, settled } from '../manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const page = { answers: true, felt: 0, lost: 0 };
  const pulse = createPulse({
    clock,
    patience: 3,
    feel: () => {
      page.felt += 1;
      return page.answers ? Promise.resolve() : new Promise(() => {});
    },
    lost: () => {
      page.lost += 1;
    },
  });
  const seconds = async (count: number) => {
    for (let second = 0; second < count; second += 1) {
      clock.advance(1_000);
      await settled();
    }
  };
  return { clock, page, pulse, seconds };
}

test('nobody looks before it matters, nor after', async () => {
  const { clock, page, pulse, seconds } = setUp();
  await seconds(10);
  assert.equal(page.felt, 0);
  pulse.watch(true);
  pulse.watch(true);
  await seconds(5);
  assert.equal(page.felt, 5);
  pulse.watch(false);
  await seconds(5);
  assert.equal(page.felt, 5);
  assert.equal(clock.waiting, 0);
});

test('a page that answers is not lost, also where it was late', async () => {
  const { page, pulse, seconds } = setUp();
  pulse.watch(true);
  await seconds(20);
  page.answers = false;
  await seconds(2);
  page.answers = true;
  await seconds(20);
  assert.equal(page.lost, 0);
});

test('a page that never answers is lost, and gets as long again when it was made anew', async () => {
  const { page, pulse, seconds } = setUp();
  pulse.watch(true);
  page.answers = false;
  await seconds(3);
  assert.equal(page.lost, 0);
  await seconds(1);
  assert.equal(page.lost, 1);
  await seconds(1);
  page.answers = true;
  await seconds(20);
  assert.equal(page.lost, 1);
});

test('what a page says that cannot is an answer', async () => {
  const clock = createManualClock();
  let lost = 0;
  const feel = () => Promise.reject(new Error('no page'));
  const pulse = createPulse({ clock, patience: 1, feel, lost: () => (lost += 1) });
  pulse.watch(true);
  for (let second = 0; second < 9; second += 1) {
    clock.advance(1_000);
    await settled();
  }
  assert.equal(lost, 0);
});
