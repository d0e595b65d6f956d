import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionBus } from '../../../../main/electron/dbus/session-bus.ts';
import { watchDoNotDisturb } from '../../../../main/electron/notifications/do-not-disturb.ts';
import { settled } from '../manual-clock.ts';

const service = 'org.freedesktop.Notifications';

/** A service that says so; null: one that has no such property. The value is a variant as the bus library gives it. */
function setUp(first: unknown) {
  let inhibited = first;
  let signal = (_body: readonly unknown[]): void => {};
  const told: boolean[] = [];
  const asked: string[] = [];
  const bus: SessionBus = {
    call: async ({ member, body }) => {
      asked.push(`${member} ${body?.join(' ')}`);
      return inhibited === null
        ? { ok: false, failure: 'UnknownProperty' }
        : { ok: true, value: [[[{ type: 'b', child: [] }], [inhibited]]] };
    },
    onSignal: ({ sender, member }, listener) => {
      assert.deepEqual([sender, member], [service, 'PropertiesChanged']);
      signal = listener;
      return () => {};
    },
    onOwnerChange: () => {},
    close: () => {},
  };
  const watch = watchDoNotDisturb(bus, (now) => void told.push(now));
  return {
    ...{ watch, told, asked },
    async become(next: unknown, of = service) {
      inhibited = next;
      signal([of]);
      await settled();
    },
  };
}

test('asks nobody before there is a service, so that the question starts none', async () => {
  const { asked, told } = setUp(true);
  await settled();
  assert.deepEqual([asked, told], [[], []]);
});

test('tells when it begins and when it ends, each once', async () => {
  const { watch, told, asked, become } = setUp(false);
  watch.look();
  await settled();
  assert.deepEqual([asked, told], [[`Get ${service} Inhibited`], []]);
  await become(true);
  await become(true);
  assert.deepEqual(told, [true]);
  await become(false, 'org.example.Other');
  assert.deepEqual(told, [true], 'what changes of another interface is none of it');
  await become(false);
  assert.deepEqual(told, [true, false]);
});

test('ends with the service that said it, and what that answers late does not count', async () => {
  const { watch, told } = setUp(true);
  watch.look();
  await settled();
  watch.look();
  watch.gone();
  await settled();
  assert.deepEqual(told, [true, false]);
});

test('a service that does not say it, or says something else, may disturb', async () => {
  for (const said of [null, 'yes', 1, undefined, []]) {
    const { watch, told } = setUp(said);
    watch.look();
    await settled();
    assert.deepEqual(told, []);
  }
});
