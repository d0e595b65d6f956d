import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import type { App } from 'electron';
import { stopBeforeQuit } from '../../../../main/electron/start/quit.ts';
import { createManualClock, settled } from '../manual-clock.ts';
import { silentLog } from '../silent-log.ts';

function setUp(stop: () => Promise<void>, afterwards: () => Promise<void> = async () => {}) {
  const clock = createManualClock();
  const exits: number[] = [];
  const app = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  let stops = 0;
  const counted = () => {
    stops += 1;
    return stop();
  };
  stopBeforeQuit({
    ...{ app: app as unknown as App, clock, log: silentLog, stop: counted, afterwards },
    isHeld: () => false,
  });
  let prevented = 0;
  return {
    clock,
    exits,
    quit: () => app.emit('before-quit', { preventDefault: () => (prevented += 1) }),
    stops: () => stops,
    prevented: () => prevented,
  };
}

test('the app exits once everything is stopped, however often it is told to', async () => {
  let finish: () => void = () => {};
  const { quit, exits, stops, prevented } = setUp(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  quit();
  quit();
  await settled();
  assert.deepEqual([stops(), prevented(), exits.length], [1, 2, 0]);
  finish();
  await settled();
  assert.deepEqual(exits, [0]);
});

test('what does not stop, or fails to, is left behind within three seconds', async () => {
  const hanging = setUp(() => new Promise(() => {}));
  hanging.quit();
  hanging.clock.advance(3_000);
  await settled();
  assert.deepEqual(hanging.exits, [0]);
  const failing = setUp(() => Promise.reject(new Error('x')));
  failing.quit();
  await settled();
  assert.deepEqual(failing.exits, [0]);
});

test('what comes afterwards has the time that it takes, and is done once, after the stop', async () => {
  const order: string[] = [];
  let finish: () => void = () => {};
  const { quit, exits, clock } = setUp(
    async () => void order.push('stopped'),
    () => {
      order.push('afterwards');
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
  );
  quit();
  await settled();
  clock.advance(60_000);
  await settled();
  assert.deepEqual([order, exits], [['stopped', 'afterwards'], []]);
  finish();
  await settled();
  assert.deepEqual(exits, [0]);
  const failing = setUp(
    async () => {},
    () => Promise.reject(new Error('x')),
  );
  failing.quit();
  await settled();
  assert.deepEqual(failing.exits, [0]);
});
