import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionBus } from '../../../main/electron/dbus/session-bus.ts';
import { followScreenReader } from '../../../main/electron/screen-reader.ts';
import { settled } from './manual-clock.ts';

/** AT-SPI with these properties on; null: nobody has started it. */
function setUp(first: readonly string[] | null) {
  let on = first;
  const hear: (() => void)[] = [];
  const asked: string[] = [];
  const turned: boolean[] = [];
  const bus: SessionBus = {
    call: async ({ member, body }) => {
      if (member === 'NameHasOwner') return { ok: true, value: [on !== null] };
      asked.push(String(body?.[1]));
      return { ok: true, value: [[[{ type: 'b', child: [] }], [on?.includes(String(body?.[1])) === true]]] };
    },
    onSignal: (_signal, listener) => {
      hear.push(() => listener([]));
      return () => {};
    },
    onOwnerChange: (_name, listener) => void hear.push(listener),
    close: () => {},
  };
  followScreenReader(bus, { setAccessibilitySupportEnabled: (enabled) => void turned.push(enabled) });
  return {
    ...{ asked, turned },
    async become(next: readonly string[] | null) {
      on = next;
      for (const tell of hear) tell();
      await settled();
    },
  };
}

for (const property of ['ScreenReaderEnabled', 'IsEnabled']) {
  test(`pages are read from the start where AT-SPI says ${property}`, async () => {
    const { turned } = setUp([property]);
    await settled();
    assert.deepEqual(turned, [true]);
  });
}

test('a reader that starts later is heard of, once, and nobody is asked before AT-SPI is there', async () => {
  const { asked, turned, become } = setUp(null);
  await settled();
  assert.deepEqual(asked, []);
  await become([]);
  assert.deepEqual(turned, []);
  await become(['ScreenReaderEnabled']);
  await become([]);
  await become(['IsEnabled']);
  assert.deepEqual(turned, [true]);
});
