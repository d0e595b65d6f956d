import { performance } from 'node:perf_hooks';
import type { Clock } from '../core/ports.ts';

/** The machine's clocks: durations from the monotonic one, dates from the wall. */
export function createClock(): Clock {
  return {
    now: () => performance.now(),
    wall: () => Date.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
