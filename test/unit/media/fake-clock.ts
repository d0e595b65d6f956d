import type { Clock, Random } from '../../../main/core/ports.ts';

/** A clock that stands until it is moved. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
  /** How many timers wait. */
  waiting(): number;
}

export function createFakeClock(wallAtStart = 0): FakeClock {
  let now = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const next = (until: number) => timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    wall: () => wallAtStart + now,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const until = now + ms;
      for (let due = next(until); due !== undefined; due = next(until)) {
        now = due.at;
        timers = timers.filter((timer) => timer !== due);
        due.run();
      }
      now = until;
    },
    waiting: () => timers.length,
  };
}

/** Randomness that is always the same. */
export function fixedRandom(fraction = 0): Random {
  return { uuid: () => '00000000-0000-4000-8000-000000000000', fraction: () => fraction };
}
