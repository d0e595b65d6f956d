import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createListening } from '../../../main/media/listening.ts';
import { createFakeClock } from './fake-clock.ts';

function listen() {
  const clock = createFakeClock();
  const said: string[] = [];
  const listening = createListening(clock, { onHeard: () => said.push('heard'), onSilent: () => said.push('silent') });
  return { clock, said, listening };
}

test('the first voice packet is told once', () => {
  const { said, listening } = listen();
  listening.start();
  listening.voice();
  listening.voice();
  assert.deepEqual(said, ['heard']);
});

test('thirty seconds of nothing are told once, and again after a sign of life', () => {
  const { clock, said, listening } = listen();
  listening.start();
  clock.advance(20_000);
  listening.alive();
  clock.advance(29_999);
  assert.deepEqual(said, []);
  clock.advance(1);
  assert.deepEqual(said, ['silent']);
  clock.advance(100_000);
  assert.deepEqual(said, ['silent']);
  listening.alive();
  clock.advance(30_000);
  assert.deepEqual(said, ['silent', 'silent']);
});

test('nothing is told before the start or after the stop, and no timer stays', () => {
  const { clock, said, listening } = listen();
  clock.advance(60_000);
  listening.start();
  listening.start();
  assert.equal(clock.waiting(), 1);
  listening.stop();
  clock.advance(60_000);
  assert.deepEqual(said, []);
  assert.equal(clock.waiting(), 0);
});
