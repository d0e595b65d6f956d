import { isTrueVariant, readingOf } from '../dbus/property.ts';
import type { SessionBus } from '../dbus/session-bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

/** Whether somebody shows tray icons, so that a window can be hidden and found again. */
export interface TrayHost {
  present(): boolean;
  /** Calls back when a host appears that was not there at the look before. */
  onAppearance(listener: () => void): void;
  /** Calls back after the first look, and whenever a host came or went. */
  onChange(listener: (present: boolean) => void): void;
  /** Looks now. */
  look(): void;
}

/** Linux: a host is registered with the StatusNotifierWatcher of the session. Taken as absent until it says otherwise. */
export function createTrayHost(bus: SessionBus): TrayHost {
  let present = false;
  let looks = 0;
  const onAppearance: (() => void)[] = [];
  const onChange: ((present: boolean) => void)[] = [];
  const object = { destination: watcher, path: '/StatusNotifierWatcher' };

  async function look(): Promise<void> {
    const reply = await bus.call(readingOf(object, watcher, 'IsStatusNotifierHostRegistered'));
    const before = present;
    present = reply.ok && isTrueVariant(reply.value[0]);
    looks += 1;
    if (present !== before || looks === 1) for (const listener of onChange) listener(present);
    // At the first look it was there already when the icon was made.
    if (present && !before && looks > 1) for (const listener of onAppearance) listener();
  }

  bus.onOwnerChange(watcher, () => void look());
  for (const member of ['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered']) {
    bus.onSignal({ sender: watcher, path: object.path, interface: watcher, member }, () => void look());
  }
  void look();
  return {
    present: () => present,
    onAppearance: (listener) => void onAppearance.push(listener),
    onChange: (listener) => void onChange.push(listener),
    look: () => void look(),
  };
}
