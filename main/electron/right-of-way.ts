import type { Clock } from '../core/ports.ts';

/**
 * Lets what a person waits for go first: the card of a new ring, the answer of a call. On a machine with few cores the
 * rest of the work, done at the same time, would triple the time that these take.
 */
export interface RightOfWay {
  /** What yields has to wait from now on, for so many milliseconds at most. */
  claim(limitMs: number): void;
  /** The claim ends so many milliseconds from now, if it does not sooner. */
  release(afterMs: number): void;
  /** Runs work at once or, while there is a claim, when it has ended; in the order of the calls. */
  yielding(work: () => void): void;
}

export function createRightOfWay(clock: Pick<Clock, 'now' | 'after'>): RightOfWay {
  let waiting: (() => void)[] = [];
  let end: { readonly at: number; cancel(): void } | null = null;

  function endIn(delayMs: number): void {
    end?.cancel();
    end = { at: clock.now() + delayMs, cancel: clock.after(delayMs, free) };
  }

  function free(): void {
    end = null;
    const works = waiting;
    waiting = [];
    for (const work of works) work();
  }

  return {
    claim: endIn,
    release: (afterMs) => {
      if (end !== null && clock.now() + afterMs < end.at) endIn(afterMs);
    },
    yielding: (work) => {
      if (end === null) work();
      else waiting.push(work);
    },
  };
}
