import type { CallView } from '../../preload/contract/index.ts';
import type { Clock } from '../core/ports.ts';

/** With so many calls' leftovers there is no waiting for a moment without a call. */
const mostLeftovers = 4;

/** How long after the last call they are collected, in milliseconds: by then nothing that ended it holds them any more. */
const quietMs = 400;

export interface LeftoversDeps {
  readonly clock: Pick<Clock, 'after'>;
  /** Collects garbage; it holds up a process for some ten milliseconds. */
  collect(): void;
}

/**
 * Lets go of what calls leave behind. A closed peer connection and a stopped microphone are objects of a few bytes with ten
 * megabytes behind them that only a full garbage collection frees, and V8, which sees only the few bytes, makes one in a
 * dozen calls or in none (Chromium's issue 825576). So one is asked for when a call is over.
 */
export interface Leftovers {
  /** The calls of the present snapshot. */
  update(calls: readonly Pick<CallView, 'id' | 'state'>[]): void;
}

export function createLeftovers({ clock, collect }: LeftoversDeps): Leftovers {
  let going: readonly string[] = [];
  let listed = 0;
  let count = 0;
  let cancel: (() => void) | null = null;

  function plan(): void {
    // From here on calls that end one after another must not put it off any more.
    if (cancel !== null && count > mostLeftovers) return;
    cancel?.();
    const due = count >= mostLeftovers || (count > 0 && going.length === 0);
    cancel = due ? clock.after(quietMs, run) : null;
  }

  function run(): void {
    cancel = null;
    count = 0;
    collect();
  }

  return {
    update: (calls) => {
      const now = calls.filter(({ state }) => state !== 'ended').map(({ id }) => id);
      const over = going.filter((id) => !now.includes(id)).length;
      // How a call ended is shown for some seconds more; with the last one goes what the windows drew for it.
      const shown = listed > 0 && calls.length === 0 ? 1 : 0;
      const changed = over > 0 || shown > 0 || now.length !== going.length;
      going = now;
      listed = calls.length;
      count += over + shown;
      if (changed) plan();
    },
  };
}
