import type { Clock } from '../core/ports.ts';
import type { Interfaces } from './ice/sockets/host-addresses.ts';

const intervalMs = 1000;
/** An address may be taken and given again in one moment, as when it is renewed: so often in a row it has to be missed. */
const leastMisses = 2;
/** After so many seconds it is told of again: nothing may have been done about it yet. */
const againAfter = 10;

export interface RootWatchDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly interfaces: Interfaces;
  /** The address of this computer that packets leave from; null where it is not known. */
  readonly home: () => string | null;
  /** Whether packets to another network have a way to leave by. */
  readonly hasRoute: () => Promise<boolean>;
  readonly onUprooted: () => void;
}

/**
 * Tells that the address from which a call's packets leave is gone from this computer, and that there is a way out by another one: it is in another
 * network. Before that there is nothing to go on from.
 */
export interface RootWatch {
  start(): void;
  stop(): void;
}

export function createRootWatch({ clock, interfaces, home, hasRoute, onUprooted }: RootWatchDeps): RootWatch {
  let misses = 0;
  let cancel: (() => void) | null = null;
  /** What was seen to be an address of this computer: that of a relay, where packets leave from that, never is. */
  let seen: string | null = null;
  const isGone = (): boolean => {
    const present = home();
    const isThere = Object.values(interfaces()).some((list) => list?.some(({ address }) => address === present));
    if (isThere) seen = present;
    return !isThere && present !== null && present === seen;
  };
  const look = (): void => {
    cancel = clock.after(intervalMs, look);
    misses = isGone() ? misses + 1 : 0;
    if (misses < leastMisses) return;
    void hasRoute().then((isRouted) => {
      if (!isRouted || cancel === null || misses < leastMisses) return;
      misses = leastMisses - againAfter;
      onUprooted();
    });
  };
  return {
    start() {
      if (cancel !== null) return;
      cancel = clock.after(intervalMs, look);
      // It may be gone before the first second is over.
      misses = isGone() ? 1 : 0;
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
