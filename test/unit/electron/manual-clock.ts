import type { Clock } from '../../../main/core/ports.ts';

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** Runs everything that is due within the next milliseconds, in its order. */
  advance(ms: number): void;
  /** How many timers are waiting. */
  readonly waiting: number;
}

export function createManualClock(): ManualClock {
  let now = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    wall: () => now,
    after: (delayMs, run) => {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers = timers.filter((other) => other !== next);
        now = next.at;
        next.run();
      }
      now = end;
    },
    get waiting() {
      return timers.length;
    },
  };
}

/** Lets promises that are settled by now run their reactions. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
