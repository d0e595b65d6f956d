import type { Clock } from '../../ports.ts';
import type { Outage, OutageCause } from '../state.ts';

/** Keeps account of when calls ring here, and when not. Durations are measured by the monotonic clock, so a date that is set does not count. */
export interface Outages {
  /** The link has just shown that it works. */
  alive(): void;
  /** Calls do not ring any more; `sinceMs`: on the monotonic clock. The first cause counts. */
  begin(cause: OutageCause, sinceMs: number): void;
  /** This computer is about to sleep. */
  suspend(): void;
  /** Calls ring. */
  end(): void;
  /** When the link last showed that it works, on the monotonic clock. */
  lastAlive(): number;
}

/** The link is said to be alive at most so often. */
const aliveEveryMs = 10_000;

export interface OutageDeps {
  readonly clock: Clock;
  readonly onAlive: (aliveAt: number) => void;
  readonly onOver: (outage: Outage) => void;
}

export function createOutages({ clock, onAlive, onOver }: OutageDeps): Outages {
  let aliveAt = clock.now();
  let toldAt = Number.NEGATIVE_INFINITY;
  let open: { readonly from: number; readonly cause: OutageCause } | null = null;
  let asleepSince: number | null = null;
  return {
    alive() {
      aliveAt = clock.now();
      if (aliveAt - toldAt < aliveEveryMs) return;
      toldAt = aliveAt;
      onAlive(aliveAt);
    },
    begin(cause, sinceMs) {
      // A sleep may not count on the monotonic clock: its beginning was noted as a date.
      const since = clock.wall() - (clock.now() - sinceMs);
      open ??= { cause, from: cause === 'asleep' ? Math.min(since, asleepSince ?? since) : since };
      toldAt = Number.NEGATIVE_INFINITY;
    },
    suspend() {
      asleepSince = clock.wall();
    },
    end() {
      asleepSince = null;
      if (open === null) return;
      const { from, cause } = open;
      open = null;
      onOver({ from, to: Math.max(from, clock.wall()), cause });
    },
    lastAlive: () => aliveAt,
  };
}
