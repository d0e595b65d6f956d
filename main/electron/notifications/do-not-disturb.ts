import { isTrueVariant, properties, readingOf } from '../dbus/property.ts';
import type { SessionBus } from '../dbus/session-bus.ts';

const name = 'org.freedesktop.Notifications';
const object = { destination: name, path: '/org/freedesktop/Notifications' };

/** Whether the user wants no notifications now. */
export interface DoNotDisturbWatch {
  /** The service of notifications is there, or another one. */
  look(): void;
  /** There is none: nobody says so. */
  gone(): void;
}

/**
 * Linux: what the notification service says of itself by its property `Inhibited`, as Plasma's does, which also sets it while the screen is shared or a
 * program fills it. A service without that property says nothing, and is taken as one that may disturb. It is asked only while it is there, so that the question starts none.
 */
export function watchDoNotDisturb(bus: SessionBus, changed: (doNotDisturb: boolean) => void): DoNotDisturbWatch {
  let known = false;
  let looks = 0;

  function tell(now: boolean): void {
    if (now === known) return;
    known = now;
    changed(now);
  }

  async function look(): Promise<void> {
    looks += 1;
    const mine = looks;
    const reply = await bus.call(readingOf(object, name, 'Inhibited'));
    if (mine === looks) tell(reply.ok && isTrueVariant(reply.value[0]));
  }

  const signal = { sender: name, path: object.path, interface: properties, member: 'PropertiesChanged' };
  bus.onSignal(signal, ([of]) => {
    if (of === name) void look();
  });
  return {
    look: () => void look(),
    gone() {
      looks += 1;
      tell(false);
    },
  };
}
