import { performance } from 'node:perf_hooks';
import type { Clock } from '../core/ports.ts';

/** Node's timers count in 32 bits: a longer delay would run at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The machine's clocks: durations from the monotonic one, dates from the wall. */
export function createClock(): Clock {
  return { now: () => performance.now(), wall: () => Date.now(), after };
}

/** Total: what is no number or is past runs as soon as it can, what lies beyond one timer waits over several, and Infinity never runs. */
function after(delayMs: number, run: () => void): () => void {
  let left = delayMs > 0 ? delayMs : 0;
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const next = Math.min(left, longestTimerMs);
    left -= next;
    timer = setTimeout(left > 0 ? wait : run, next);
  };
  wait();
  return () => clearTimeout(timer);
}
