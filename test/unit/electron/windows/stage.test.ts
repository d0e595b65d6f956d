import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStage } from '../../../../main/electron/windows/stage.ts';
import { createManualClock } from '../manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const done: string[] = [];
  const stage = createStage({
    clock,
    patienceMs: 500,
    usualHeight: 240,
    show: (height) => done.push(`show ${height}`),
    resize: (height) => done.push(`resize ${height}`),
    hide: () => done.push('hide'),
    focus: () => done.push('focus'),
  });
  return { clock, stage, done };
}

test('the window shows when its call is painted, with the height of that picture', () => {
  const { stage, done, clock } = setUp();
  stage.setCalls(['a']);
  assert.deepEqual(done, []);
  stage.drawn('a', 282);
  assert.deepEqual(done, ['show 282']);
  clock.advance(1000);
  assert.deepEqual(done, ['show 282']);
});

test('a page that is late does not keep the call from showing', () => {
  const { stage, done, clock } = setUp();
  stage.setCalls(['a']);
  clock.advance(499);
  assert.deepEqual(done, []);
  clock.advance(1);
  assert.deepEqual(done, ['show 240']);
  stage.drawn('a', 300);
  assert.deepEqual(done, ['show 240', 'resize 300']);
});

test('a picture of nothing, or of a call that is over, shows no window', () => {
  const { stage, done } = setUp();
  stage.drawn('a', 282);
  stage.setCalls(['b']);
  stage.drawn('a', 282);
  stage.drawn(null, 0);
  stage.drawn('b', 0);
  assert.deepEqual(done, []);
});

test('without calls the window is hidden at once, and a late picture does not bring it back', () => {
  const { stage, done, clock } = setUp();
  stage.setCalls(['a']);
  stage.drawn('a', 282);
  stage.setCalls([]);
  assert.deepEqual(done, ['show 282', 'hide']);
  stage.drawn('a', 282);
  clock.advance(1000);
  assert.deepEqual(done, ['show 282', 'hide']);
});

test('a call that ends before its picture never shows', () => {
  const { stage, done, clock } = setUp();
  stage.setCalls(['a']);
  stage.setCalls([]);
  clock.advance(1000);
  assert.deepEqual(done, []);
  assert.equal(clock.waiting, 0);
});

test('the next call waits for its own picture', () => {
  const { stage, done } = setUp();
  stage.setCalls(['a']);
  stage.drawn('a', 282);
  stage.setCalls([]);
  stage.setCalls(['b']);
  stage.drawn('a', 282);
  assert.deepEqual(done, ['show 282', 'hide']);
  stage.drawn('b', 260);
  assert.deepEqual(done, ['show 282', 'hide', 'show 260']);
});

test('while it shows, it follows the height and keeps still otherwise', () => {
  const { stage, done } = setUp();
  stage.setCalls(['a']);
  stage.drawn('a', 282);
  stage.setCalls(['a', 'b']);
  stage.drawn('a', 282);
  stage.drawn('a', 340);
  stage.setCalls(['b']);
  stage.drawn('b', 282);
  assert.deepEqual(done, ['show 282', 'resize 340', 'resize 282']);
});

test('asked for while it shows, it gets the focus at once', () => {
  const { stage, done } = setUp();
  stage.setCalls(['a']);
  stage.drawn('a', 282);
  assert.equal(stage.open(), true);
  assert.deepEqual(done, ['show 282', 'focus']);
});

test('asked for before it shows, it gets the focus with that, once', () => {
  const { stage, done } = setUp();
  stage.setCalls(['a']);
  assert.deepEqual([stage.open(), stage.open()], [true, true]);
  stage.drawn('a', 282);
  stage.drawn('a', 300);
  assert.deepEqual(done, ['show 282', 'focus', 'resize 300']);
});

test('without a call there is nothing to ask for, and the next one comes without the focus', () => {
  const { stage, done } = setUp();
  assert.equal(stage.open(), false);
  stage.setCalls(['a']);
  stage.open();
  stage.setCalls([]);
  stage.setCalls(['b']);
  stage.drawn('b', 282);
  assert.deepEqual(done, ['show 282']);
});
