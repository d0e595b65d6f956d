import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionBus } from '../../../../main/electron/dbus/session-bus.ts';
import { createTrayHost } from '../../../../main/electron/tray/tray-host.ts';
import { settled } from '../manual-clock.ts';

/** A bus on which tray hosts come and go; the value is a variant as the bus library gives it. */
function setUp(registered: boolean | null) {
  let host = registered;
  const listeners: (() => void)[] = [];
  const bus: SessionBus = {
    call: async () => (host === null ? { ok: false, failure: 'ServiceUnknown' } : { ok: true, value: [[[], [host]]] }),
    onSignal: (_signal, listener) => {
      listeners.push(() => listener([]));
      return () => {};
    },
    onOwnerChange: (_name, listener) => void listeners.push(listener),
    close: () => {},
  };
  const trayHost = createTrayHost(bus);
  let appearances = 0;
  trayHost.onAppearance(() => {
    appearances += 1;
  });
  return {
    trayHost,
    appearances: () => appearances,
    async become(next: boolean | null) {
      host = next;
      for (const listener of listeners) listener();
      await settled();
    },
  };
}

test('a host that was there from the start is present, and did not appear', async () => {
  const { trayHost, appearances } = setUp(true);
  assert.equal(trayHost.present(), false);
  await settled();
  assert.equal(trayHost.present(), true);
  assert.equal(appearances(), 0);
});

test('a watcher without a host, or no watcher, is no place for an icon', async () => {
  for (const nobody of [false, null]) {
    const { trayHost } = setUp(nobody);
    await settled();
    assert.equal(trayHost.present(), false);
  }
});

test('a host that comes late appears once, and again after it was gone', async () => {
  const { trayHost, appearances, become } = setUp(null);
  await settled();
  await become(true);
  await become(true);
  assert.deepEqual([trayHost.present(), appearances()], [true, 1]);
  await become(null);
  assert.equal(trayHost.present(), false);
  await become(true);
  assert.equal(appearances(), 2);
});

test('the first look is told, and then each change', async () => {
  const { trayHost, become } = setUp(false);
  const told: boolean[] = [];
  trayHost.onChange((present) => told.push(present));
  await settled();
  await become(false);
  await become(true);
  await become(true);
  await become(null);
  assert.deepEqual(told, [false, true, false]);
});
