import type { Clock } from '../../../../main/core/ports.ts';
import { settle } from './settle.ts';

/** A clock that stands still until the test moves it. */
export interface FakeClock extends Clock {
  /** Delays left of the timers that run, shortest first. */
  readonly waiting: readonly number[];
  /** Moves time on; runs what is due in its order, and lets promises settle before and after each. */
  advance(ms: number): Promise<void>;
  /** Time goes by and nothing runs: what was due fires late, with the next advance. */
  sleep(ms: number): void;
  /** Moves the wall clock only, as someone does who sets the date. */
  setWall(ms: number): void;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export function createFakeClock(): FakeClock {
  let now = 1_000;
  let wallOffset = 1_700_000_000_000;
  let timers: readonly Timer[] = [];
  const due = (until: number): Timer | undefined =>
    timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    wall: () => now + wallOffset,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    get waiting() {
      return timers.map(({ at }) => at - now).sort((a, b) => a - b);
    },
    async advance(ms) {
      await settle();
      const until = now + ms;
      for (let timer = due(until); timer !== undefined; timer = due(until)) {
        const { at, run } = timer;
        timers = timers.filter((other) => other !== timer);
        now = Math.max(now, at);
        run();
        await settle();
      }
      now = until;
      await settle();
    },
    sleep(ms) {
      now += ms;
    },
    setWall(ms) {
      wallOffset = ms - now;
    },
  };
}
