/** The server's timers: scaled, so that tests need not wait minutes, and all ended together with the server. */

export class Timers {
  readonly #scale: number;
  readonly #running = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** @param scale what a second of the protocol's lasts here, in seconds */
  constructor(scale: number) {
    this.#scale = scale;
  }

  /** Runs once after so many of the protocol's seconds, unless the returned function is called first. */
  afterSeconds(seconds: number, run: () => void): () => void {
    return this.afterMs(seconds * 1000 * this.#scale, run);
  }

  /** Runs once after a real delay. */
  afterMs(delayMs: number, run: () => void): () => void {
    if (this.#stopped) return () => {};
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      run();
    }, delayMs);
    this.#running.add(timer);
    return () => {
      clearTimeout(timer);
      this.#running.delete(timer);
    };
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}
