/** A clock of a computer that sleeps: the date jumps, and the monotonic clock with it or not, as the operating system has it. */
import type { Clock } from '../../main/core/ports.ts';

export interface SleepingClock extends Clock {
  /**
   * Wakes up after so long. `counted`: the monotonic clock went on meanwhile, as on Windows, so that all timers that fell due fire now;
   * else it stood still, as Linux's does, and timers go on where they were.
   */
  sleep(ms: number, counted: boolean): void;
}

interface Waiting {
  readonly due: number;
  readonly run: () => void;
  timer: NodeJS.Timeout;
}

export function createSleepingClock(): SleepingClock {
  const waiting = new Set<Waiting>();
  let [slept, passed] = [0, 0];
  const now = (): number => performance.now() + slept;

  function arm(entry: Waiting): void {
    clearTimeout(entry.timer);
    const leftMs = Math.max(0, entry.due - now());
    entry.timer = setTimeout(() => {
      waiting.delete(entry);
      entry.run();
    }, leftMs).unref();
  }

  return {
    now,
    wall: () => Date.now() + passed,
    after(delayMs, run) {
      const entry: Waiting = { due: now() + delayMs, run, timer: setTimeout(() => {}, 0) };
      waiting.add(entry);
      arm(entry);
      return () => {
        clearTimeout(entry.timer);
        waiting.delete(entry);
      };
    },
    sleep(ms, counted) {
      passed += ms;
      if (!counted) return;
      slept += ms;
      for (const entry of [...waiting].sort((one, other) => one.due - other.due)) arm(entry);
    },
  };
}
