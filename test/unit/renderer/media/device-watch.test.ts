import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { watchDevices } from '../../../../renderer/media/devices.ts';

const speakers = { kind: 'audiooutput', deviceId: 's', groupId: 'g', label: 'Speakers' };

/** A page's devices, whose list is asked for by the watch alone; and its clock, which the test moves. */
function startWatch(t: TestContext, listed: readonly object[] = [speakers]) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  let looks = 0;
  let present = listed;
  let now = 0;
  const mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => {
      looks += 1;
      return present;
    },
  });
  replaceGlobal(t, 'performance', { now: () => now });
  replaceGlobal(t, 'navigator', { mediaDevices });
  replaceGlobal(t, 'window', new EventTarget());
  const told: string[] = [];
  const outputs: boolean[] = [];
  const watch = watchDevices({
    changed: () => told.push('changed'),
    looked: (hasOutputs) => outputs.push(hasOutputs),
    missing: () => told.push('missing'),
  });
  /** Lets time go on in steps, so that a look is over before the next. */
  const wait = async (ms: number, stepMs = 500): Promise<void> => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      now += stepMs;
      t.mock.timers.tick(stepMs);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    }
  };
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
  const show = (devices: readonly object[]): void => {
    present = devices;
  };
  return { watch, looksWithin, looksAfter, mediaDevices, told, outputs, wait, show, looks: () => looks };
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

test('where there is no device at all it is told at every look, and not more often than every 2 s', async (t) => {
  const { watch, told, wait, show } = startWatch(t);
  await wait(1_000);
  assert.deepEqual(told, ['changed']);
  show([]);
  watch.setNeeded(true);
  await wait(6_000);
  assert.deepEqual(told, ['changed', 'missing', 'changed', 'missing', 'missing']);
  show([speakers]);
  await wait(6_000);
  assert.equal(told.filter((each) => each === 'missing').length, 3);
  assert.equal(told.at(-1), 'changed');
});

test('a computer without sound is looked at ever more seldom while it is idle, and at once when it rings', async (t) => {
  const { watch, told, wait, show, looks } = startWatch(t, []);
  await wait(3_600_000, 5_000);
  assert.ok(looks() < 15, `${looks()} looks in an hour`);
  const before = looks();
  show([speakers]);
  watch.setNeeded(true);
  assert.equal(looks(), before + 1);
  await wait(500);
  assert.equal(told.at(-1), 'changed');
  watch.setNeeded(false);
  const idle = looks();
  await wait(60_000);
  assert.equal(looks(), idle + 2, 'as often as ever once there is one');
});

test('each look tells whether there is something to play on, and one that comes late tells nothing', async (t) => {
  const { watch, outputs, mediaDevices, wait, show } = startWatch(t);
  await wait(500);
  assert.deepEqual(outputs, [true]);
  let answer = (): void => {};
  const { enumerateDevices } = mediaDevices;
  mediaDevices.enumerateDevices = () =>
    new Promise((resolve) => {
      answer = () => resolve([]);
    });
  watch.setNeeded(true);
  mediaDevices.enumerateDevices = enumerateDevices;
  show([speakers]);
  await wait(500);
  answer();
  await wait(500);
  assert.deepEqual(outputs, [true, true, true], 'the empty list is older than the one before it');
});
