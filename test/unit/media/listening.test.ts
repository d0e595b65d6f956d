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

test('while the far side holds nothing is missed, and once it goes on it has its whole time', () => {
  const { clock, said, listening } = listen();
  listening.start();
  clock.advance(29_000);
  listening.sleep();
  clock.advance(24 * 3_600_000);
  assert.deepEqual(said, []);
  assert.equal(clock.waiting(), 0);
  listening.wake();
  clock.advance(29_999);
  assert.deepEqual(said, []);
  clock.advance(1);
  assert.deepEqual(said, ['silent']);
});

test('a call that begins on hold is watched from when it goes on', () => {
  const { clock, said, listening } = listen();
  listening.sleep();
  listening.start();
  clock.advance(600_000);
  listening.alive();
  clock.advance(600_000);
  assert.deepEqual(said, []);
  listening.wake();
  listening.wake();
  clock.advance(30_000);
  assert.deepEqual(said, ['silent']);
});

test('a call that is over is not woken', () => {
  const { clock, said, listening } = listen();
  listening.start();
  listening.sleep();
  listening.stop();
  listening.wake();
  clock.advance(60_000);
  assert.deepEqual(said, []);
  assert.equal(clock.waiting(), 0);
});
