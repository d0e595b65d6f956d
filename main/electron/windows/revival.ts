import type { Clock } from '../../core/ports.ts';

const crashLimit = 3;
const periodMs = 60_000;

export interface RevivalDeps {
  readonly clock: Clock;
  revive(): void;
  /** The page died too often to be brought back once more. */
  giveUp(): void;
}

/** What to do when a page's process is gone: bring it back, but not a fourth time within a minute. */
export function createRevival({ clock, revive, giveUp }: RevivalDeps): () => void {
  let crashes: readonly number[] = [];
  return () => {
    const now = clock.now();
    crashes = [...crashes.filter((at) => now - at < periodMs), now];
    if (crashes.length > crashLimit) giveUp();
    else revive();
  };
}
