import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWholePictures } from '../../../main/media/video/whole-pictures.ts';
import { createFakeClock } from './fake-clock.ts';

function counted() {
  const clock = createFakeClock();
  let asked = 0;
  const wholes = createWholePictures(clock, () => {
    asked += 1;
  });
  return { clock, wholes, asked: () => asked };
}

test('a stream begins with whole pictures, and goes on without where the far side asks', () => {
  const { clock, wholes, asked } = counted();
  wholes.begin(true);
  clock.advance(3_000);
  assert.equal(asked(), 3);
  clock.advance(60_000);
  assert.equal(asked(), 3);
});

test('a far side that cannot ask gets one every five seconds, until the stream ends', () => {
  const { clock, wholes, asked } = counted();
  wholes.begin(false);
  clock.advance(20_000);
  assert.equal(asked(), 3 + 4);
  wholes.stop();
  clock.advance(60_000);
  assert.equal(asked(), 7);
});

test('what begins anew is asked for anew, and once', () => {
  const { clock, wholes, asked } = counted();
  wholes.begin(true);
  clock.advance(1_000);
  wholes.begin(true);
  clock.advance(10_000);
  assert.equal(asked(), 1 + 3);
});
