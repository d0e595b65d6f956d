import type { Clock } from '../ports.ts';
import type { Store } from '../store.ts';
import type { Known } from './known.ts';
import { climbed } from './ladder.ts';
import { nextLookMs } from './next-look.ts';

/** Looks at health again when time alone changes the answer. */
export interface LookAgain {
  /** To be called after each change of the model. */
  changed(): void;
  stop(): void;
}

export function createLookAgain({ clock, store }: { readonly clock: Clock; readonly store: Store<Known> }): LookAgain {
  let cancel = (): void => {};
  let stopped = false;
  let lookAt = Number.POSITIVE_INFINITY;

  function look(): void {
    lookAt = Number.POSITIVE_INFINITY;
    const { health } = store.model;
    const rings = climbed(health.rings, clock.now());
    store.change(rings === health.rings ? {} : { health: { ...health, rings } });
  }

  return {
    changed() {
      if (stopped) return;
      const inMs = nextLookMs(store.model, { now: clock.now() });
      const at = inMs === null ? Number.POSITIVE_INFINITY : clock.now() + inMs;
      if (at === lookAt) return;
      cancel();
      lookAt = at;
      cancel = inMs === null ? () => {} : clock.after(inMs, look);
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
