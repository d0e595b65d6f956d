import type { Clock } from '../../../../main/core/ports.ts';
import { createClock } from '../../../../main/system/clock.ts';

/** The real clock, whose timers do not keep the process alive. */
export function createUnheldClock(): Clock {
  const clock = createClock();
  return {
    ...clock,
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs).unref();
      return () => clearTimeout(timer);
    },
  };
}
