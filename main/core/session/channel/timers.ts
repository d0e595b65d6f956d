import type { Clock } from '../../ports.ts';

/** Timers that are ended together. */
export interface Timers {
  readonly after: (ms: number, run: () => void) => void;
  readonly stop: () => void;
}

export function createTimers(clock: Clock): Timers {
  let running: (() => void)[] = [];
  return {
    after(ms, run) {
      running.push(clock.after(ms, run));
    },
    stop() {
      for (const stop of running) stop();
      running = [];
    },
  };
}
