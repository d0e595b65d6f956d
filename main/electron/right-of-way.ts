import type { Clock } from '../core/ports.ts';

/** The card of a new ring, or the answer of a call. */
export type Urgent = 'card' | 'answer';

/**
 * Lets what a person waits for go first: the card of a new ring, the answer of a call. On a machine with few cores the
 * rest of the work, done at the same time, would triple the time that these take.
 */
export interface RightOfWay {
  /** What yields has to wait from now on, for so many milliseconds at most. */
  claim(what: Urgent, limitMs: number): void;
  /** The claim ends so many milliseconds from now, if it does not sooner. */
  release(afterMs: number): void;
  /** Runs work at once or, while there is a claim, when it has ended; in the order of the calls. Work that is a part of what is urgent does not wait for it. */
  yielding(work: () => void, partOf?: Urgent): void;
}

export function createRightOfWay(clock: Pick<Clock, 'now' | 'after'>): RightOfWay {
  let waiting: (() => void)[] = [];
  let end: { readonly what: Urgent; readonly at: number; cancel(): void } | null = null;

  function endIn(what: Urgent, delayMs: number): void {
    end?.cancel();
    end = { what, at: clock.now() + delayMs, cancel: clock.after(delayMs, free) };
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
      if (end !== null && clock.now() + afterMs < end.at) endIn(end.what, afterMs);
    },
    yielding: (work, partOf) => {
      if (end === null || end.what === partOf) work();
      else waiting.push(work);
    },
  };
}
