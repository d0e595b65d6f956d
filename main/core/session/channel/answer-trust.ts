import type { Clock } from '../../ports.ts';

/** The server holds a request for 180 s by default; no answer half a minute later means that the link is dead. */
const holdMs = 210_000;
/** What stands is given so long at least, in milliseconds, also where it had to be sent again at the end of its time. */
const leastStandingMs = 5_000;
/** So many in a row that were replaced and got no answer: the server may never give one. */
const mostUnanswered = 2;

/**
 * Whether the server can be trusted to answer the requests that it takes. One that takes them and answers none looks like a quiet hour. So
 * where a request that was replaced got no answer, the new one, whose connection is known to work, is replaced at once; where that gets
 * none either, the last one stands for as long as a server may hold it:
 *
 *     certain --one got no answer--> doubted, replaced at once --got none either--> standing --its time is over--> silent
 *        ^                              |                                             |
 *        +-------one was answered-------+---------------------------------------------+
 */
export class AnswerTrust {
  readonly #clock: Clock;
  /** How many in a row got no answer when they were replaced. */
  #unanswered: number;
  #standsUntil = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, doubted: boolean) {
    this.#clock = clock;
    this.#unanswered = doubted ? 1 : 0;
  }

  get isCertain(): boolean {
    return this.#unanswered === 0;
  }

  /** The last request is not replaced any more. */
  get isStanding(): boolean {
    return this.#unanswered >= mostUnanswered;
  }

  /** For how long the server may take with a request that is sent now. */
  holdMs(): number {
    return Math.max(Math.min(holdMs, this.#standsUntil - this.#clock.now()), leastStandingMs);
  }

  answered(): void {
    this.#unanswered = 0;
    this.#standsUntil = Number.POSITIVE_INFINITY;
  }

  /** One that was replaced `agoMs` ago got no answer. */
  unanswered(agoMs: number): void {
    this.#unanswered += 1;
    if (this.isStanding) this.#standsUntil = Math.min(this.#standsUntil, this.#clock.now() + holdMs - agoMs);
  }
}
