import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { watchDevices } from '../../../../renderer/media/devices.ts';

/** A page's devices, whose list is asked for by the watch alone; and its clock, which the test moves. */
function startWatch(t: TestContext) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  let looks = 0;
  const mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => {
      looks += 1;
      return [];
    },
  });
  replaceGlobal(t, 'navigator', { mediaDevices });
  replaceGlobal(t, 'window', new EventTarget());
  const watch = watchDevices(() => {});
  const looksWithin = (ms: number): number => {
    looks = 0;
    t.mock.timers.tick(ms);
    return looks;
  };
  const looksAfter = (work: () => void): number => {
    looks = 0;
    work();
    return looks;
  };
  return { watch, looksWithin, looksAfter, mediaDevices };
}

function replaceGlobal(t: TestContext, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true });
  t.after(() => {
    if (before) Object.defineProperty(globalThis, name, before);
    else Reflect.deleteProperty(globalThis, name);
  });
}

test('devices are looked for seldom while nobody needs or sees them, more often while they show, and often in a call', (t) => {
  const { watch, looksWithin } = startWatch(t);
  assert.equal(looksWithin(60_000), 2);
  watch.setInterest('watched');
  assert.equal(looksWithin(60_000), 12);
  watch.setNeeded(true);
  assert.equal(looksWithin(60_000), 120);
  watch.setInterest('none');
  assert.equal(looksWithin(60_000), 120);
  watch.setNeeded(false);
  assert.equal(looksWithin(60_000), 2);
});

test('a ring, and a page that shows devices, look at once; what the system tells of is seen at once too', (t) => {
  const { watch, looksAfter, mediaDevices } = startWatch(t);
  assert.equal(
    looksAfter(() => watch.setInterest('watched')),
    1,
  );
  assert.equal(
    looksAfter(() => watch.setNeeded(true)),
    1,
  );
  assert.equal(
    looksAfter(() => watch.setNeeded(true)),
    0,
    'once is enough',
  );
  assert.equal(
    looksAfter(() => watch.setNeeded(false)),
    0,
  );
  assert.equal(
    looksAfter(() => mediaDevices.dispatchEvent(new Event('devicechange'))),
    1,
  );
});

test('who comes to the app sees the devices that are there now, at no other pace', (t) => {
  const { watch, looksAfter, looksWithin } = startWatch(t);
  assert.equal(
    looksAfter(() => watch.setInterest('glance')),
    1,
  );
  assert.equal(looksWithin(60_000), 2);
  assert.equal(
    looksAfter(() => watch.setInterest('watched')),
    1,
  );
  assert.equal(
    looksAfter(() => watch.setInterest('glance')),
    0,
  );
  assert.equal(
    looksAfter(() => watch.setInterest('none')),
    0,
  );
});
