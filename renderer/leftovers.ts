/** With so many calls' leftovers there is no waiting for a moment without a call. */
const mostLeftovers = 4;

/** How long after the last call they are collected, in milliseconds: by then nothing that ended it holds them any more. */
const quietMs = 400;

export interface LeftoversDeps {
  /** Runs something later; the returned function cancels it. */
  readonly after?: (delayMs: number, run: () => void) => () => void;
  /** Collects garbage; it holds up the page for some ten milliseconds. */
  readonly collect: () => void;
}

/**
 * Lets go of what calls leave behind. A closed peer connection and a stopped microphone are objects of a few bytes with ten
 * megabytes behind them that only a full garbage collection frees, and V8, which sees only the few bytes, makes one in a
 * dozen calls or in none (Chromium's issue 825576). What a window drew for a call goes with it. So one is asked for after each call.
 */
export interface Leftovers {
  /** A call left something behind. */
  add(): void;
  /** Whether there is a call, to whose sound nothing may come between. */
  setBusy(busy: boolean): void;
}

export function createLeftovers({ after = afterTimeout, collect }: LeftoversDeps): Leftovers {
  let count = 0;
  let busy = false;
  let cancel: (() => void) | null = null;

  function plan(): void {
    // From here on calls that end one after another must not put it off any more.
    if (cancel !== null && count > mostLeftovers) return;
    cancel?.();
    const due = count >= mostLeftovers || (count > 0 && !busy);
    cancel = due ? after(quietMs, run) : null;
  }

  function run(): void {
    cancel = null;
    count = 0;
    collect();
  }

  return {
    add: () => {
      count += 1;
      plan();
    },
    setBusy: (now) => {
      if (now === busy) return;
      busy = now;
      plan();
    },
  };
}

function afterTimeout(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
