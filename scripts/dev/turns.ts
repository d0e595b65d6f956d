/** Does one thing after the other; what goes wrong in one is told, and the next is done all the same. */
export class Turns {
  readonly #wrong: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();

  constructor(wrong: (error: unknown) => void) {
    this.#wrong = wrong;
  }

  /** Resolves when it was done, or went wrong. */
  take(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work).catch(this.#wrong);
    return this.#last;
  }
}
