import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SecretsUnavailable } from '../../../../main/core/ports.ts';
import { failed, ok } from '../../../../main/core/result.ts';
import { createKeychain, longestSecret } from '../../../../main/electron/keychain/keychain.ts';
import type { Keytar } from '../../../../main/electron/keychain/keytar-calls.ts';
import type { SecretService } from '../../../../main/electron/keychain/secret-service.ts';
import { createManualClock, settled } from '../manual-clock.ts';
import { silentLog } from '../silent-log.ts';

const deadlineMs = 3_000;

function never<Value>(): Promise<Value> {
  return new Promise(() => {});
}

/** A Secret Service that says so, over the items that keytar has. */
interface Said {
  item?: 'readable' | 'locked' | 'missing';
  collection?: 'open' | 'locked' | 'none';
  failure?: SecretsUnavailable;
}

function setUp(change: Partial<Keytar> = {}, load?: () => Promise<Keytar>, said?: Said) {
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
  const service: SecretService | null = said
    ? {
        item: async ({ account }) =>
          said.failure ? failed(said.failure) : ok(said.item ?? (items.has(account ?? '') ? 'readable' : 'missing')),
        collection: async () => (said.failure ? failed(said.failure) : ok(said.collection ?? 'open')),
        unlock: async () => said.failure ?? { kind: 'done' },
        onChange: () => {},
      }
    : null;
  const longestBytes = longestSecret('linux');
  const keychain = createKeychain({
    load: load ?? (async () => keytar),
    service,
    longestBytes,
    clock,
    log: silentLog,
  });
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

test('what is locked is not touched: nobody is asked by a look', async () => {
  const { keychain, mostRunning } = setUp({}, undefined, { item: 'locked', collection: 'locked' });
  assert.deepEqual(await keychain.read('dana'), { kind: 'locked' });
  assert.deepEqual(await keychain.write('dana', 'x'), { kind: 'locked' });
  assert.deepEqual(await keychain.remove('dana'), { kind: 'locked' });
  assert.deepEqual(await keychain.check(), { kind: 'locked' });
  assert.equal(mostRunning(), 0);
});

test('a service that is not there, or does not answer, is not asked through keytar', async () => {
  const failure = { kind: 'unavailable', why: 'silent', message: 'no reply' } as const;
  const { keychain, mostRunning } = setUp({}, undefined, { failure });
  for (const outcome of [keychain.read('a'), keychain.write('a', 'x'), keychain.remove('a'), keychain.unlock()]) {
    assert.deepEqual(await outcome, failure);
  }
  assert.equal(mostRunning(), 0);
});

test('an item that is there and holds no text is corrupt', async () => {
  const { keychain } = setUp({ getPassword: async () => null }, undefined, { item: 'readable' });
  assert.deepEqual(await keychain.read('dana'), { kind: 'corrupt' });
});

test('an item that is still there after its deletion is no deletion', async () => {
  const { keychain } = setUp({ deletePassword: async () => true }, undefined, { item: 'readable' });
  assert.equal((await keychain.remove('dana')).kind, 'unavailable');
});

test('the check writes, reads and removes; before there is a first collection it does nothing', async () => {
  const { keychain, items } = setUp({}, undefined, {});
  assert.deepEqual(await keychain.check(), { kind: 'done' });
  assert.deepEqual([...items], []);
  const other = setUp({ getPassword: async () => 'something else' }, undefined, {});
  assert.equal((await other.keychain.check()).kind, 'unavailable');
  const first = setUp({}, undefined, { collection: 'none' });
  assert.deepEqual(await first.keychain.check(), { kind: 'done' });
  assert.equal(first.mostRunning(), 0);
});

test('the first item of all waits for somebody to choose a password: locked, not unavailable', async () => {
  const { keychain, clock } = setUp({ setPassword: never }, undefined, { collection: 'none' });
  assert.deepEqual(await timedOut(keychain.write('dana', 'x'), clock), { kind: 'locked' });
  assert.equal(keychain.hangs(), true);
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
  assert.equal((await timedOut(keychain.write('dana', 'x'), clock)).kind, 'unavailable');
  let told = 0;
  keychain.onChange(() => {
    told += 1;
  });
  unlock();
  await settled();
  assert.equal(keychain.hangs(), false);
  assert.equal(told, 1);
  items.set('dana', 'x');
  assert.deepEqual(await keychain.read('dana'), { kind: 'found', secret: 'x' });
});

test('no native module, no library or no bus is unavailable, with its words', async () => {
  const missing = setUp({}, async () => {
    throw new Error('libsecret-1.so.0: cannot open shared object file');
  });
  assert.deepEqual(await missing.keychain.read('dana'), {
    kind: 'unavailable',
    why: 'absent',
    message: 'libsecret-1.so.0: cannot open shared object file',
  });
  const noBus = setUp({
    getPassword: async () => {
      throw new Error('Cannot autolaunch D-Bus without X11 $DISPLAY');
    },
  });
  assert.equal((await noBus.keychain.read('dana')).kind, 'unavailable');
});
