import type { SessionBus } from '../dbus/session-bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

/** Whether somebody shows tray icons, so that a window can be hidden and found again. */
export interface TrayHost {
  present(): boolean;
}

/** Linux: a host is registered with the StatusNotifierWatcher of the session. Taken as absent until it says otherwise. */
export function createTrayHost(bus: SessionBus): TrayHost {
  let present = false;
  const object = { destination: watcher, path: '/StatusNotifierWatcher' };

  async function look(): Promise<void> {
    const reply = await bus.call({
      ...object,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [watcher, 'IsStatusNotifierHostRegistered'],
    });
    present = reply.ok && isTrueVariant(reply.value[0]);
  }

  bus.onOwnerChange(watcher, () => void look());
  for (const member of ['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered']) {
    bus.onSignal({ path: object.path, interface: watcher, member }, () => void look());
  }
  void look();
  return { present: () => present };
}

/** The library gives a variant as its parsed signature and a list with its value. */
function isTrueVariant(value: unknown): boolean {
  return Array.isArray(value) && Array.isArray(value[1]) && value[1][0] === true;
}
