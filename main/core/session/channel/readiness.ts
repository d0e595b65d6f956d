import type { OutageCause } from '../state.ts';
import type { EventLoopDeps } from './loop-deps.ts';

type ReadinessDeps = Pick<EventLoopDeps, 'clock' | 'outages' | 'doubted' | 'onConnection' | 'onDoubt' | 'onCompare'>;

/** Whether calls ring here, as far as anybody can know; and whether something may have been missed while they did not. */
export class Readiness {
  readonly #deps: ReadinessDeps;
  #up: boolean;
  #doubted: boolean;
  #slept = false;
  #compareOwed = false;
  /** When the server last showed that it holds a request of this channel, on the monotonic clock. */
  #polledAt: number;

  constructor(deps: ReadinessDeps) {
    this.#deps = deps;
    this.#up = deps.doubted !== true;
    this.#doubted = !this.#up;
    this.#polledAt = deps.clock.now();
  }

  get isUp(): boolean {
    return this.#up;
  }

  /** It seems that the server does not answer. */
  get isDoubted(): boolean {
    return this.#doubted;
  }

  /** This computer slept, and no request was held since. */
  get hasSlept(): boolean {
    return this.#slept;
  }

  get unpolledMs(): number {
    return this.#deps.clock.now() - this.#polledAt;
  }

  /** `sinceMs`: on the monotonic clock. */
  lose(cause: OutageCause, sinceMs: number): void {
    this.#lose(cause, sinceMs, () => this.#deps.onConnection(false));
  }

  /** The server takes requests and seems not to answer them; what rings can still be answered. */
  doubt(): void {
    this.#doubted = true;
    this.#lose('server', this.#deps.clock.now(), this.#deps.onDoubt);
  }

  sleep(): void {
    this.#slept = true;
    this.#polledAt = this.#deps.clock.now();
    this.lose('asleep', this.#deps.outages.lastAlive());
  }

  regain(): void {
    this.#slept = false;
    this.#doubted = false;
    this.#polledAt = this.#deps.clock.now();
    if (this.#up) return;
    this.#up = true;
    this.#deps.outages.end();
    this.#deps.onConnection(true);
  }

  /** Something may have been missed: the model is compared with the server once that answers. */
  oweComparison(): void {
    this.#compareOwed = true;
  }

  compareIfOwed(): void {
    if (!this.#compareOwed) return;
    this.#compareOwed = false;
    this.#deps.onCompare();
  }

  #lose(cause: OutageCause, sinceMs: number, tell: () => void): void {
    this.#compareOwed = true;
    if (!this.#up) return;
    this.#up = false;
    this.#deps.outages.begin(cause, sinceMs);
    tell();
  }
}
