import type { NotificationService } from '../../core/health/state.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import { daemonObject } from '../dbus/signals.ts';

const name = 'org.freedesktop.Notifications';
/** For a service that runs, and for one that is started for the question. */
const [answerMs, startMs] = [2_000, 5_000];
/** A service that dies again and again is started no more often than this. */
const startEveryMs = 60_000;

/** Whether somebody shows notifications. */
export interface NotificationWatch {
  /** Looks now, whatever was seen before. */
  look(): void;
}

/**
 * Linux: watches who owns the name of the notification service. One that is gone is told of at once; where the desktop can start
 * another, it is asked to, because the next call would need it.
 */
export function watchNotificationService(
  bus: SessionBus,
  clock: Clock,
  log: Log,
  changed: (state: NotificationService) => void,
): NotificationWatch {
  let known: NotificationService = 'unknown';
  let startedAt = Number.NEGATIVE_INFINITY;
  let looks = 0;

  function tell(state: NotificationService): void {
    if (state === known) return;
    log.info('notification service', { from: known, to: state });
    known = state;
    changed(state);
  }

  async function look(mayStart: boolean): Promise<void> {
    looks += 1;
    const mine = looks;
    const owned = await bus.call({ ...daemonObject, member: 'NameHasOwner', signature: 's', body: [name] }, answerMs);
    if (mine !== looks) return;
    if (owned.ok && owned.value[0] === true) {
      const asked = { destination: name, path: '/org/freedesktop/Notifications', interface: name };
      const reply = await bus.call({ ...asked, member: 'GetServerInformation' }, answerMs);
      if (mine === looks) tell(reply.ok ? 'working' : 'silent');
      return;
    }
    const startable = owned.ok && (await canBeStarted());
    if (mine !== looks) return;
    tell('missing');
    if (!startable || !mayStart) return;
    startedAt = clock.now();
    const started = await bus.call(
      { ...daemonObject, member: 'StartServiceByName', signature: 'su', body: [name, 0] },
      startMs,
    );
    // The signal of its new owner leads to a look of its own.
    if (mine === looks && started.ok) void look(false);
    if (!started.ok) log.warn('The notification service could not be started', { failure: started.failure });
  }

  async function canBeStarted(): Promise<boolean> {
    const reply = await bus.call({ ...daemonObject, member: 'ListActivatableNames' }, answerMs);
    return reply.ok && Array.isArray(reply.value[0]) && reply.value[0].includes(name);
  }

  const lookPatiently = (): void => void look(clock.now() - startedAt >= startEveryMs);
  bus.onOwnerChange(name, lookPatiently);
  lookPatiently();
  return { look: () => void look(true) };
}
