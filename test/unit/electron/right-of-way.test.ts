import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRightOfWay } from '../../../main/electron/right-of-way.ts';
import { createManualClock } from './manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const way = createRightOfWay(clock);
  const done: string[] = [];
  return { clock, way, done, yielding: (name: string) => way.yielding(() => void done.push(name)) };
}

test('without a claim work is done at once', () => {
  const { done, yielding } = setUp();
  yielding('tray');
  assert.deepEqual(done, ['tray']);
});

test('work waits for the end of a claim, and keeps its order', () => {
  const { clock, way, done, yielding } = setUp();
  way.claim('card', 150);
  yielding('prepare');
  yielding('close');
  clock.advance(149);
  assert.deepEqual(done, []);
  clock.advance(1);
  assert.deepEqual(done, ['prepare', 'close']);
  yielding('tray');
  assert.deepEqual(done, ['prepare', 'close', 'tray']);
});

test('a release ends a claim sooner, never later', () => {
  const { clock, way, done, yielding } = setUp();
  way.claim('card', 150);
  yielding('tray');
  way.release(20);
  way.release(100);
  clock.advance(20);
  assert.deepEqual(done, ['tray']);
  way.release(20);
  assert.equal(clock.waiting, 0);
});

test('a new claim goes on for its own time', () => {
  const { clock, way, done, yielding } = setUp();
  way.claim('card', 40);
  yielding('tray');
  clock.advance(30);
  way.claim('card', 40);
  clock.advance(39);
  assert.deepEqual(done, []);
  clock.advance(1);
  assert.deepEqual(done, ['tray']);
});

test('work that is done as a claim ends may claim again', () => {
  const { clock, way, done, yielding } = setUp();
  way.claim('card', 40);
  way.yielding(() => way.claim('card', 40));
  yielding('tray');
  clock.advance(40);
  assert.deepEqual(done, ['tray']);
  yielding('notice');
  assert.deepEqual(done, ['tray']);
  clock.advance(40);
  assert.deepEqual(done, ['tray', 'notice']);
});

test('what is a part of the urgent does not wait for it, and does for something else', () => {
  const { clock, way, done } = setUp();
  const draw = (name: string) => way.yielding(() => void done.push(name), 'card');
  way.claim('card', 150);
  draw('card');
  assert.deepEqual(done, ['card']);
  way.claim('answer', 40);
  draw('answering');
  assert.deepEqual(done, ['card']);
  way.release(0);
  clock.advance(0);
  assert.deepEqual(done, ['card', 'answering']);
});
