import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SurroundingsEvent } from '../../../../../main/core/ports.ts';
import { watchSurroundings } from '../../../../../main/core/session/channel/surroundings.ts';
import { createFakeClock } from '../../fakes/clock.ts';
import { createFakeSurroundings } from '../../fakes/surroundings.ts';

function watching() {
  const clock = createFakeClock();
  const surroundings = createFakeSurroundings();
  const heard: SurroundingsEvent[] = [];
  const stop = watchSurroundings(surroundings, clock, (event) => heard.push(event));
  return { clock, surroundings, heard, stop };
}

test('what this computer says is passed on', () => {
  const { surroundings, heard } = watching();
  for (const event of ['suspend', 'resume', 'network-changed'] as const) surroundings.tell(event);
  assert.deepEqual(heard, ['suspend', 'resume', 'network-changed']);
});

test('a sleep that nobody announced shows by a timer that is late, each time', async () => {
  const { clock, heard } = watching();
  await clock.advance(600_000);
  assert.deepEqual(heard, []);
  for (let sleeps = 1; sleeps <= 3; sleeps += 1) {
    clock.sleep(8 * 3_600_000);
    await clock.advance(0);
    assert.equal(heard.length, sleeps);
    await clock.advance(60_000);
    assert.equal(heard.length, sleeps);
  }
});

test('a busy machine has not slept', async () => {
  const { clock, heard } = watching();
  clock.sleep(40_000);
  await clock.advance(60_000);
  assert.deepEqual(heard, []);
});

test('an announced waking is told once', async () => {
  const { clock, surroundings, heard } = watching();
  surroundings.tell('suspend');
  clock.sleep(3_600_000);
  surroundings.tell('resume');
  await clock.advance(60_000);
  assert.deepEqual(heard, ['suspend', 'resume']);
});

test('no timer is left when it is over', async () => {
  const { clock, stop } = watching();
  await clock.advance(20_000);
  stop();
  assert.deepEqual(clock.waiting, []);
});
