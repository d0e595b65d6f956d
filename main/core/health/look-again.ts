import type { Clock } from '../ports.ts';
import type { Store } from '../store.ts';
import type { Known } from './known.ts';
import { climbed } from './ladder.ts';
import { nextLookAt } from './next-look.ts';

/** Timers cannot be set for longer; a look too early does no harm. */
const longestMs = 3_600_000;

/** Looks at health again when time alone changes the answer. */
export interface LookAgain {
  /** To be called after each change of the model. */
  changed(): void;
  stop(): void;
}

export function createLookAgain({ clock, store }: { readonly clock: Clock; readonly store: Store<Known> }): LookAgain {
  let cancel = (): void => {};
  let stopped = false;
  let lookAt: number | null = null;

  function look(): void {
    lookAt = null;
    const { health } = store.model;
    const rings = climbed(health.rings, clock.now());
    store.change(rings === health.rings ? {} : { health: { ...health, rings } });
  }

  return {
    changed() {
      if (stopped) return;
      const now = clock.now();
      const at = nextLookAt(store.model, { now });
      if (at === lookAt) return;
      cancel();
      lookAt = at;
      // Whole, because the clock is not: what is left of a millisecond might never pass.
      cancel = at === null ? () => {} : clock.after(Math.ceil(Math.min(at - now, longestMs)), look);
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
