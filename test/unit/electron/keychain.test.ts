import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeychain, type Keytar } from '../../../main/electron/keychain.ts';
import { createManualClock, settled } from './manual-clock.ts';
import { silentLog } from './silent-log.ts';

const lockedText = 'Cannot create an item in a locked collection';
const deadlineMs = 3_000;

function never<Value>(): Promise<Value> {
  return new Promise(() => {});
}

function setUp(change: Partial<Keytar> = {}, load?: () => Promise<Keytar>) {
  const items = new Map<string, string>();
  let running = 0;
  let mostRunning = 0;
  const counted = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    running += 1;
    mostRunning = Math.max(mostRunning, running);
    await settled();
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
  const keytar: Keytar = {
    getPassword: (_service, account) => counted(async () => items.get(account) ?? null),
    setPassword: (_service, account, secret) => counted(async () => void items.set(account, secret)),
    deletePassword: (_service, account) => counted(async () => items.delete(account)),
    ...change,
  };
  const clock = createManualClock();
  const keychain = createKeychain({ load: load ?? (async () => keytar), clock, log: silentLog });
  return { keychain, clock, items, mostRunning: () => mostRunning };
}

/** Waits until the call is past its last step that needs no time, then lets the deadline pass. */
async function timedOut<Value>(outcome: Promise<Value>, clock: { advance(ms: number): void }): Promise<Value> {
  let over = false;
  void outcome.then(() => {
    over = true;
  });
  while (!over) {
    for (let turn = 0; turn < 10; turn += 1) await settled();
    clock.advance(deadlineMs);
    await settled();
  }
  return outcome;
}

test('a secret is written, found, removed and then missing, and no trial write is left', async () => {
  const { keychain, clock, items } = setUp();
  assert.deepEqual(await keychain.read('dana'), { kind: 'missing' });
  assert.deepEqual(await keychain.write('dana', 's3cret'), { kind: 'done' });
  assert.deepEqual(await keychain.read('dana'), { kind: 'found', secret: 's3cret' });
  assert.deepEqual(await keychain.remove('dana'), { kind: 'done' });
  assert.deepEqual(await keychain.remove('dana'), { kind: 'done' });
  assert.deepEqual(await keychain.read('dana'), { kind: 'missing' });
  assert.deepEqual([...items], []);
  assert.equal(clock.waiting, 0);
});

test('one call is in flight at a time', async () => {
  const { keychain, mostRunning } = setUp();
  await Promise.all([keychain.read('a'), keychain.write('b', 'x'), keychain.remove('c'), keychain.read('b')]);
  assert.equal(mostRunning(), 1);
});

test('a locked collection reads as empty and refuses writes: it is locked, not missing', async () => {
  const { keychain } = setUp({
    getPassword: async () => null,
    deletePassword: async () => false,
    setPassword: async () => {
      throw new Error(lockedText);
    },
  });
  assert.deepEqual(await keychain.read('dana'), { kind: 'locked' });
  assert.deepEqual(await keychain.write('dana', 'x'), { kind: 'locked' });
  assert.deepEqual(await keychain.remove('dana'), { kind: 'locked' });
});

test('a write that waits for somebody to unlock is locked, and so is what comes after it', async () => {
  const { keychain, clock } = setUp({ getPassword: async () => null, setPassword: never });
  assert.deepEqual(await timedOut(keychain.write('dana', 'x'), clock), { kind: 'locked' });
  assert.equal(keychain.hangs(), true);
  assert.deepEqual(await keychain.read('dana'), { kind: 'locked' });
});

test('a daemon that answers nothing is unavailable, and is not asked again while it hangs', async () => {
  let asked = 0;
  const { keychain, clock } = setUp({
    getPassword: () => {
      asked += 1;
      return never();
    },
  });
  const read = await timedOut(keychain.read('dana'), clock);
  assert.equal(read.kind, 'unavailable');
  assert.equal((await keychain.write('dana', 'x')).kind, 'unavailable');
  assert.equal(asked, 1);
});

test('once the late answer came, the keychain works again', async () => {
  let unlock: () => void = () => {};
  const { keychain, clock, items } = setUp({
    setPassword: () =>
      new Promise((resolve) => {
        unlock = resolve;
      }),
  });
  assert.deepEqual(await timedOut(keychain.write('dana', 'x'), clock), { kind: 'locked' });
  unlock();
  await settled();
  assert.equal(keychain.hangs(), false);
  items.set('dana', 'x');
  assert.deepEqual(await keychain.read('dana'), { kind: 'found', secret: 'x' });
});

test('no native module, no library or no bus is unavailable, with its words', async () => {
  const missing = setUp({}, async () => {
    throw new Error('libsecret-1.so.0: cannot open shared object file');
  });
  assert.deepEqual(await missing.keychain.read('dana'), {
    kind: 'unavailable',
    message: 'libsecret-1.so.0: cannot open shared object file',
  });
  const noBus = setUp({
    getPassword: async () => {
      throw new Error('Cannot autolaunch D-Bus without X11 $DISPLAY');
    },
  });
  assert.equal((await noBus.keychain.read('dana')).kind, 'unavailable');
});
