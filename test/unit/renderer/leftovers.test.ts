import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLeftovers } from '../../../renderer/leftovers.ts';
import { createFakeClock } from '../core/fakes/clock.ts';

function start() {
  const clock = createFakeClock();
  let collections = 0;
  const leftovers = createLeftovers({
    after: clock.after,
    collect: () => {
      collections += 1;
    },
  });
  return { clock, leftovers, collections: () => collections };
}

test('what a call leaves is collected once it is quiet, and only then', async () => {
  const { clock, leftovers, collections } = start();
  leftovers.setBusy(true);
  leftovers.add();
  await clock.advance(60_000);
  assert.equal(collections(), 0, 'another call goes on');
  leftovers.setBusy(false);
  assert.equal(collections(), 0, 'the end of a call is not held up');
  await clock.advance(60_000);
  assert.equal(collections(), 1);
});

test('nothing is collected where nothing was left', async () => {
  const { clock, leftovers, collections } = start();
  leftovers.setBusy(true);
  leftovers.setBusy(false);
  await clock.advance(60_000);
  assert.equal(collections(), 0);
  leftovers.add();
  await clock.advance(60_000);
  await clock.advance(60_000);
  assert.equal(collections(), 1, 'once is enough');
  assert.deepEqual(clock.waiting, [], 'no timer is left');
});

test('a call that comes at once puts it off', async () => {
  const { clock, leftovers, collections } = start();
  leftovers.setBusy(true);
  leftovers.add();
  leftovers.setBusy(false);
  await clock.advance(100);
  leftovers.setBusy(true);
  await clock.advance(60_000);
  assert.equal(collections(), 0, 'a ring is not held up');
  leftovers.setBusy(false);
  await clock.advance(60_000);
  assert.equal(collections(), 1);
});

test('calls that never leave a pause are bounded too', async () => {
  const { clock, leftovers, collections } = start();
  leftovers.setBusy(true);
  for (let call = 0; call < 3; call += 1) leftovers.add();
  await clock.advance(60_000);
  assert.equal(collections(), 0);
  for (let call = 0; call < 100; call += 1) {
    leftovers.add();
    await clock.advance(100);
  }
  assert.ok(collections() >= 10, `${collections()} collections in ten seconds of calls`);
});
