import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBoundsMemory } from '../../../../main/electron/windows/bounds-memory.ts';
import type { Rectangle } from '../../../../main/electron/windows/placement.ts';
import { createManualClock } from '../manual-clock.ts';

function setUp(start: Rectangle) {
  const clock = createManualClock();
  const written: Rectangle[] = [];
  let bounds = start;
  let isShown = true;
  const memory = createBoundsMemory({
    clock,
    current: () => bounds,
    isShown: () => isShown,
    write: (saved) => written.push(saved),
  });
  return {
    clock,
    memory,
    written,
    hide: () => {
      isShown = false;
    },
    move: (x: number, y: number) => {
      bounds = { ...bounds, x, y };
      memory.changed();
    },
  };
}

const start = { x: 100, y: 74, width: 1080, height: 680 };

test('a window that its frame shifts is remembered without the shift', () => {
  const { clock, memory, written, move } = setUp(start);
  memory.appearing();
  move(101, 96);
  clock.advance(500);
  assert.deepEqual(written, []);
  move(301, 222);
  clock.advance(500);
  assert.deepEqual(written, [{ x: 300, y: 200, width: 1080, height: 680 }]);
});

test('a window without a frame of that kind is remembered as it is', () => {
  const { clock, memory, written, move } = setUp(start);
  memory.appearing();
  clock.advance(500);
  move(300, 200);
  clock.advance(500);
  assert.deepEqual(written, [{ ...start, x: 300, y: 200 }]);
});

test('a window that the user moves while it appears is remembered, and does not count as framed', () => {
  const { clock, memory, written, move } = setUp(start);
  memory.appearing();
  move(101, 96);
  move(700, 300);
  clock.advance(500);
  move(701, 300);
  clock.advance(500);
  assert.deepEqual(written, [
    { ...start, x: 700, y: 300 },
    { ...start, x: 701, y: 300 },
  ]);
});

test('where the window manager puts a hidden window is not remembered, nor asked', () => {
  const { clock, memory, written, move, hide } = setUp(start);
  memory.appearing();
  clock.advance(500);
  move(300, 200);
  hide();
  move(0, 0);
  clock.advance(500);
  move(10, 10);
  clock.advance(500);
  assert.deepEqual(written, [{ ...start, x: 300, y: 200 }]);
});

test('a long move is written once it came to rest', () => {
  const { clock, memory, written, move } = setUp(start);
  memory.appearing();
  clock.advance(500);
  for (let x = 100; x < 130; x += 10) move(x, 74);
  clock.advance(500);
  assert.deepEqual(written, [{ ...start, x: 120 }]);
});

test('what moves a window that never appeared is not remembered', () => {
  const { clock, written, move } = setUp(start);
  move(0, 0);
  clock.advance(1000);
  assert.deepEqual(written, []);
});

test('what was moved last is remembered of a window that ends at once, which is not asked any more', () => {
  const { clock, memory, written, move } = setUp(start);
  memory.appearing();
  clock.advance(500);
  move(300, 200);
  memory.end();
  clock.advance(500);
  assert.deepEqual(written, [{ ...start, x: 300, y: 200 }]);
});
