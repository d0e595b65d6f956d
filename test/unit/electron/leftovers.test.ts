import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLeftovers } from '../../../main/electron/leftovers.ts';
import type { CallStateName } from '../../../preload/contract/index.ts';
import { createManualClock } from './manual-clock.ts';

function start() {
  const clock = createManualClock();
  let collections = 0;
  const leftovers = createLeftovers({
    clock,
    collect: () => {
      collections += 1;
    },
  });
  const show = (calls: Readonly<Record<string, CallStateName>>) =>
    leftovers.update(Object.entries(calls).map(([id, state]) => ({ id, state })));
  return { clock, show, collections: () => collections };
}

for (const last of ['ringing', 'answering', 'connected', 'ending'] as const) {
  test(`what a call leaves that ends from ${last} is collected when it is quiet, and again when its end is no longer shown`, () => {
    const { clock, show, collections } = start();
    show({ one: 'ringing' });
    show({ one: last });
    clock.advance(60_000);
    assert.equal(collections(), 0, 'it goes on');
    show({ one: 'ended' });
    assert.equal(collections(), 0, 'its end is not held up');
    clock.advance(60_000);
    assert.equal(collections(), 1);
    show({ one: 'ended' });
    clock.advance(60_000);
    assert.equal(collections(), 1, 'once is enough');
    show({});
    clock.advance(60_000);
    assert.equal(collections(), 2, 'what was drawn for its end');
    assert.equal(clock.waiting, 0, 'no timer is left');
  });
}

test('a call that is gone without an end counts too', () => {
  const { clock, show, collections } = start();
  show({ one: 'ringing' });
  show({});
  clock.advance(60_000);
  assert.equal(collections(), 1);
});

test('nothing is collected where nothing was left', () => {
  const { clock, show, collections } = start();
  show({});
  show({});
  clock.advance(60_000);
  assert.equal(collections(), 0);
});

test('a call that goes on, or comes at once, puts it off', () => {
  const { clock, show, collections } = start();
  show({ one: 'connected', two: 'ringing' });
  show({ one: 'connected', two: 'ended' });
  clock.advance(60_000);
  assert.equal(collections(), 0);
  show({ one: 'ended' });
  clock.advance(100);
  show({ three: 'ringing' });
  clock.advance(60_000);
  assert.equal(collections(), 0, 'a ring is not held up');
  show({ three: 'ended' });
  clock.advance(60_000);
  assert.equal(collections(), 1);
});

test('calls that never leave a pause are bounded too', () => {
  const { clock, show, collections } = start();
  for (let call = 0; call < 3; call += 1) show({ stays: 'connected', [`call-${call}`]: 'ringing' });
  clock.advance(60_000);
  assert.equal(collections(), 0);
  for (let call = 0; call < 100; call += 1) {
    show({ stays: 'connected', [`next-${call}`]: 'ringing' });
    clock.advance(100);
  }
  assert.ok(collections() >= 10, `${collections()} collections in ten seconds of calls`);
});
