import type { Clock } from '../../ports.ts';

/** Work that is done once at a time, and again, ever more rarely, for as long as it is not done. */
export interface RepeatedWork {
  /** Does it once more, after what is under way; resolves when that is over. */
  now(): Promise<void>;
  /** Tries nothing again; resolves when nothing is under way. */
  stop(): Promise<void>;
}

/** A keychain that does not answer may only be slow, as all is while a desktop starts: it tells nobody when it is there. */
const [firstRetryMs, lastRetryMs] = [3_000, 60_000];

/** `work` resolves with true where it is to be tried again. */
export function createRepeatedWork(clock: Clock, work: () => Promise<boolean>): RepeatedWork {
  let last: Promise<void> = Promise.resolve();
  let retryMs = firstRetryMs;
  let stopRetry = (): void => {};
  let stopped = false;

  async function workOnce(): Promise<void> {
    stopRetry();
    const isOwed = await work();
    if (stopped || !isOwed) {
      retryMs = firstRetryMs;
      return;
    }
    stopRetry = clock.after(retryMs, () => void now());
    retryMs = Math.min(retryMs * 2, lastRetryMs);
  }

  function now(): Promise<void> {
    last = last.then(workOnce, workOnce);
    return last;
  }

  return {
    now,
    stop() {
      stopped = true;
      stopRetry();
      return last;
    },
  };
}
