import type { Clock } from '../../core/ports.ts';

const everyMs = 1_000;

export interface PulseDeps {
  readonly clock: Pick<Clock, 'after'>;
  /** How many looks in a row may go without an answer. */
  readonly patience: number;
  /** Resolves, or rejects, as soon as the page's thread comes to it. */
  feel(): Promise<unknown>;
  /** The thread stands still. */
  lost(): void;
}

/** Whether a page's thread still runs, looked at each second while it matters. Chromium notices it only of pages that get input. */
export interface Pulse {
  watch(watched: boolean): void;
}

/** Counts looks, not time: a computer that slept finds its pages as it left them. */
export function createPulse({ clock, patience, feel, lost }: PulseDeps): Pulse {
  let end: (() => void) | null = null;
  let unanswered = 0;

  function answered(): void {
    unanswered = 0;
  }

  function look(): void {
    end = clock.after(everyMs, look);
    if (unanswered === patience) {
      unanswered = 0;
      lost();
    }
    unanswered += 1;
    // Anew each time: what was asked of a page that died since is never answered.
    feel().then(answered, answered);
  }

  return {
    watch: (watched) => {
      if (watched === (end !== null)) return;
      end?.();
      end = watched ? clock.after(everyMs, look) : null;
      unanswered = 0;
    },
  };
}
