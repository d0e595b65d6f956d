import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionBus } from '../../../../main/electron/dbus/session-bus.ts';
import { watchNotificationService } from '../../../../main/electron/notifications/notification-service.ts';
import { createFakeClock } from '../../core/fakes/clock.ts';
import { settled } from '../manual-clock.ts';
import { silentLog } from '../silent-log.ts';

interface Desktop {
  owned: boolean;
  answers: boolean;
  startable: boolean;
  /** Whether what is started comes up. */
  starts: boolean;
}

function setUp(given: Partial<Desktop>) {
  const desktop: Desktop = { owned: true, answers: true, startable: false, starts: true, ...given };
  const asked: string[] = [];
  let ownerChanged = (): void => {};
  const bus: SessionBus = {
    call: async ({ member }) => {
      asked.push(member);
      const no = { ok: false, failure: 'NoReply' } as const;
      switch (member) {
        case 'NameHasOwner':
          return { ok: true, value: [desktop.owned] };
        case 'ListActivatableNames':
          return { ok: true, value: [desktop.startable ? ['org.freedesktop.Notifications'] : []] };
        case 'StartServiceByName':
          desktop.owned = desktop.starts;
          return desktop.starts ? { ok: true, value: [1] } : no;
        default:
          return desktop.answers ? { ok: true, value: ['dunst'] } : no;
      }
    },
    onSignal: () => () => {},
    onOwnerChange: (_name, listener) => {
      ownerChanged = listener;
      return () => {};
    },
    close: () => {},
  };
  const told: string[] = [];
  const clock = createFakeClock();
  const watch = watchNotificationService(bus, clock, silentLog, (state) => told.push(state));
  return {
    told,
    asked,
    clock,
    watch,
    async change(part: Partial<Desktop>) {
      Object.assign(desktop, part);
      ownerChanged();
      await settled();
      await settled();
    },
  };
}

test('a service that dies is told of, and so is the next', async () => {
  const { told, change } = setUp({});
  await settled();
  await change({ owned: false });
  await change({ owned: true });
  assert.deepEqual(told, ['working', 'missing', 'working']);
});

test('one that the desktop can start is started, and no more often than once a minute', async () => {
  const { told, asked, change, clock } = setUp({ owned: false, startable: true });
  await change({});
  assert.deepEqual(told, ['missing', 'working']);
  await change({ owned: false });
  assert.deepEqual(told, ['missing', 'working', 'missing']);
  assert.equal(asked.filter((member) => member === 'StartServiceByName').length, 1);
  await clock.advance(60_000);
  await change({ owned: false });
  assert.equal(told.at(-1), 'working');
});

test('one that cannot be started, or does not answer, is told as such; a look by hand tries again', async () => {
  const { told, watch, change } = setUp({ owned: false, startable: true, starts: false });
  await change({});
  assert.deepEqual(told, ['missing']);
  await change({ owned: true, answers: false });
  assert.deepEqual(told, ['missing', 'silent']);
  await change({ owned: false, starts: true, answers: true });
  watch.look();
  await settled();
  await settled();
  assert.equal(told.at(-1), 'working');
});
