import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionBus } from '../../../../main/electron/dbus/session-bus.ts';
import { createPostedNotices } from '../../../../main/electron/notifications/posted-notices.ts';
import { createFakeRecords } from '../../core/fakes/storage.ts';
import { settled } from '../manual-clock.ts';

/** A bus with a notification daemon, by its unique name; null: nobody. */
function setUp(owner: string | null, records = createFakeRecords()) {
  const closed: unknown[] = [];
  const bus: SessionBus = {
    call: async ({ member, body }) => {
      if (member === 'CloseNotification') closed.push(body?.[0]);
      if (member === 'GetNameOwner' && owner === null) return { ok: false, failure: 'NameHasNoOwner' };
      return { ok: true, value: member === 'GetNameOwner' ? [owner] : ['bus-1'] };
    },
    onSignal: () => () => {},
    onOwnerChange: () => {},
    close: () => {},
  };
  return { closed, records, posts: createPostedNotices(bus, records) };
}

async function left(owner: string) {
  const first = setUp(owner);
  first.posts.shown(7);
  first.posts.shown(8);
  first.posts.gone(7);
  for (let turn = 0; turn < 5; turn += 1) await settled();
  return first.records;
}

test('what an earlier run left on the screen is closed, once', async () => {
  const records = await left(':1.5');
  const next = setUp(':1.5', records);
  await next.posts.closeStale();
  assert.deepEqual(next.closed, [8]);
  const third = setUp(':1.5', records);
  await third.posts.closeStale();
  assert.deepEqual(third.closed, []);
});

test('numbers of another daemon, or of none, are left alone', async () => {
  for (const owner of [':1.6', null]) {
    const next = setUp(owner, await left(':1.5'));
    await next.posts.closeStale();
    assert.deepEqual(next.closed, []);
  }
});

test('a record that somebody broke closes nothing', async () => {
  for (const notices of [
    'x',
    { owner: 'bus-1 :1.5', ids: 'x' },
    { ids: [1] },
    { owner: 'bus-1 :1.5', ids: ['1', -3, 2.5] },
  ]) {
    const next = setUp(':1.5', createFakeRecords({ notices }));
    await next.posts.closeStale();
    assert.deepEqual(next.closed, []);
  }
});
