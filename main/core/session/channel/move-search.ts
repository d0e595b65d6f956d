import type { EventLoopDeps } from './loop-deps.ts';

/** A server that fails for so long may have been replaced by another one; looked for ever more rarely from then on. */
const firstSearchMs = 60_000;

/**
 * Looks whether discovery leads to another server, while this one fails: in the background, a minute after the first failure, four
 * minutes after that, and so on.
 */
export class MoveSearch {
  readonly #deps: Pick<EventLoopDeps, 'clock' | 'moved'>;
  readonly #onMoved: () => void;
  #searchedAt: number | null = null;
  #againAfterMs = firstSearchMs;
  #moved = false;

  constructor(deps: Pick<EventLoopDeps, 'clock' | 'moved'>, onMoved: () => void) {
    this.#deps = deps;
    this.#onMoved = onMoved;
  }

  get hasMoved(): boolean {
    return this.#moved;
  }

  /** The server failed once more. */
  goOn(): void {
    const { clock, moved } = this.#deps;
    this.#searchedAt ??= clock.now();
    if (clock.now() - this.#searchedAt < this.#againAfterMs) return;
    this.#searchedAt = clock.now();
    this.#againAfterMs *= 4;
    void moved().then((elsewhere) => {
      if (!elsewhere || this.#searchedAt === null) return;
      this.#moved = true;
      this.#onMoved();
    });
  }

  /** The server does its work: whatever is found now does not count. */
  stop(): void {
    this.#searchedAt = null;
    this.#againAfterMs = firstSearchMs;
  }
}
