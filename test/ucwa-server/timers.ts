/**
 * The server's time: its timers are scaled, so that tests need not wait minutes, can be moved on at once, and all end together
 * with the server.
 */
import { monotonicNow } from './ledger.ts';

interface Running {
  readonly run: () => void;
  /** By the server's own clock, in its milliseconds. */
  readonly due: number;
  timer: NodeJS.Timeout;
}

export class Timers {
  readonly #scale: number;
  readonly #scaled = new Set<Running>();
  readonly #real = new Set<NodeJS.Timeout>();
  #movedMs = 0;
  #stopped = false;

  /** @param scale what a second of the protocol's lasts here, in seconds */
  constructor(scale: number) {
    this.#scale = scale;
  }

  /** How far the clock has been moved on, in the protocol's milliseconds. */
  get movedMs(): number {
    return this.#movedMs;
  }

  /** Runs once after so many of the protocol's seconds, unless the returned function is called first. */
  afterSeconds(seconds: number, run: () => void): () => void {
    if (this.#stopped) return () => {};
    const running: Running = { run, due: this.#now() + seconds * 1000, timer: setTimeout(() => {}, 0) };
    this.#arm(running);
    this.#scaled.add(running);
    return () => {
      clearTimeout(running.timer);
      this.#scaled.delete(running);
    };
  }

  /** Runs once after a real delay, which moving the clock does not shorten. */
  afterMs(delayMs: number, run: () => void): () => void {
    if (this.#stopped) return () => {};
    const timer = setTimeout(() => {
      this.#real.delete(timer);
      run();
    }, delayMs);
    this.#real.add(timer);
    return () => {
      clearTimeout(timer);
      this.#real.delete(timer);
    };
  }

  /** Moves the clock on; what falls due runs now, the earliest first. */
  advance(seconds: number): void {
    this.#movedMs += seconds * 1000;
    const due = (): Running[] => [...this.#scaled].filter((each) => each.due <= this.#now());
    for (let batch = due(); batch.length > 0; batch = due()) {
      for (const running of batch.sort((one, other) => one.due - other.due)) {
        clearTimeout(running.timer);
        if (this.#scaled.delete(running)) running.run();
      }
    }
    for (const running of this.#scaled) this.#arm(running);
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#real) clearTimeout(timer);
    for (const { timer } of this.#scaled) clearTimeout(timer);
    this.#real.clear();
    this.#scaled.clear();
  }

  /** The server's own clock, in the protocol's milliseconds. */
  get now(): number {
    return this.#now();
  }

  #now(): number {
    return monotonicNow() / this.#scale + this.#movedMs;
  }

  #arm(running: Running): void {
    clearTimeout(running.timer);
    running.timer = setTimeout(
      () => {
        this.#scaled.delete(running);
        running.run();
      },
      Math.max(0, (running.due - this.#now()) * this.#scale),
    );
  }
}
