import type { Clock } from '../../core/ports.ts';

const crashLimit = 3;
const periodMs = 60_000;

export interface RevivalDeps {
  readonly clock: Pick<Clock, 'now'>;
  revive(): void;
  /** The page died too often to be brought back by itself once more. */
  giveUp(): void;
}

/** What to do when a page's process is gone: bring it back, but not by itself for a fourth time within a minute. */
export interface Revival {
  crashed(): void;
  /** The user wants it back: it gets as many lives as a new one. Does nothing where it is there. */
  startOver(): void;
  /** Something needs it: one more try. Does nothing where it is there. */
  tryAgain(): void;
}

export function createRevival({ clock, revive, giveUp }: RevivalDeps): Revival {
  let crashes: readonly number[] = [];
  let gone = false;

  function tryAgain(): void {
    if (!gone) return;
    gone = false;
    revive();
  }

  return {
    crashed() {
      const now = clock.now();
      crashes = [...crashes.filter((at) => now - at < periodMs), now];
      gone = crashes.length > crashLimit;
      if (gone) giveUp();
      else revive();
    },
    startOver() {
      if (gone) crashes = [];
      tryAgain();
    },
    tryAgain,
  };
}
