import type { Clock } from '../../core/ports.ts';

/** Holds packets back for a while, which may change; they leave in the order in which they came. */
export interface DelayLine {
  /** Of what comes from now on, in ms. */
  delay(ms: number): void;
  /** Runs it at its turn: at once where nothing is held back. */
  pass(run: () => void): void;
  /** What is held back never leaves. */
  stop(): void;
}

interface Held {
  readonly dueAt: number;
  readonly run: () => void;
}

export function createDelayLine(clock: Pick<Clock, 'now' | 'after'>): DelayLine {
  let delayMs = 0;
  let held: Held[] = [];
  let cancel: (() => void) | null = null;

  const release = () => {
    cancel = null;
    const now = clock.now();
    const waiting = held.findIndex(({ dueAt }) => dueAt > now);
    const due = waiting < 0 ? held : held.slice(0, waiting);
    held = waiting < 0 ? [] : held.slice(waiting);
    wait();
    for (const { run } of due) run();
  };
  const wait = () => {
    const [first] = held;
    if (first !== undefined && cancel === null) cancel = clock.after(Math.max(first.dueAt - clock.now(), 0), release);
  };

  return {
    delay(ms) {
      delayMs = ms;
    },
    pass(run) {
      if (delayMs === 0 && held.length === 0) return run();
      held.push({ dueAt: Math.max(clock.now() + delayMs, held.at(-1)?.dueAt ?? 0), run });
      wait();
    },
    stop() {
      cancel?.();
      cancel = null;
      held = [];
    },
  };
}
