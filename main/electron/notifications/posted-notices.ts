import * as v from 'valibot';
import type { Records } from '../../core/ports.ts';
import { fields } from '../../core/schema/fields.ts';
import { list } from '../../core/schema/list.ts';
import { read } from '../../core/schema/schema.ts';
import type { BusCall } from '../dbus/connection.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import { daemonObject } from '../dbus/signals.ts';

const name = 'org.freedesktop.Notifications';
const record = 'notices';
const noticeId = v.pipe(v.number(), v.integer(), v.minValue(1));
const notices = fields({ owner: v.string(), ids: list(noticeId, { most: 50 }) });

/** Remembers what is on the daemon's screen, because a notice of a ring stays there when the app is killed. */
export interface PostedNotices {
  shown(serverId: number): void;
  gone(serverId: number): void;
  /** Closes what an earlier run left; numbers of a daemon that is gone mean nothing to the next one. */
  closeStale(): Promise<void>;
}

export function createPostedNotices(bus: SessionBus, records: Records): PostedNotices {
  const ids = new Set<number>();
  let from: Promise<string | null> | null = null;

  async function write(): Promise<void> {
    from ??= daemonName(bus);
    const owner = await from;
    records.write(record, owner === null ? null : { owner, ids: [...ids] });
  }

  return {
    shown(serverId) {
      ids.add(serverId);
      from = null;
      void write();
    },
    gone(serverId) {
      if (ids.delete(serverId)) void write();
    },
    async closeStale() {
      const left = read(notices, records.read(record));
      if (left === null || left.ids.length === 0 || left.owner !== (await daemonName(bus))) return;
      const close = { destination: name, path: '/org/freedesktop/Notifications', interface: name, signature: 'u' };
      for (const id of left.ids) {
        if (!ids.has(id)) await bus.call({ ...close, member: 'CloseNotification', body: [id] });
      }
      if (ids.size === 0) records.write(record, null);
    },
  };
}

/** The daemon among all daemons of all buses: a bus never gives a unique name twice. Null where there is none. */
async function daemonName(bus: SessionBus): Promise<string | null> {
  const ask = async (call: Omit<BusCall, keyof typeof daemonObject>) => {
    const reply = await bus.call({ ...daemonObject, ...call });
    return reply.ok ? String(reply.value[0]) : null;
  };
  const owner = await ask({ member: 'GetNameOwner', signature: 's', body: [name] });
  const id = owner === null ? null : await ask({ member: 'GetId' });
  return id === null ? null : `${id} ${owner}`;
}
