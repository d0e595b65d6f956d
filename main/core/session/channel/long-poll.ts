import type { UcwaExchange, UcwaResult } from '../requests/transport.ts';
import { AnswerTrust } from './answer-trust.ts';
import type { LongPollDeps } from './long-poll-deps.ts';
import { isCancelled, isSuperseded, isTimeout } from './poll-result.ts';
import { createTimers, type Timers } from './timers.ts';

/** A link that was silent for so long is tried by a replacement. */
const replaceAfterMs = 60_000;
/** For making a connection and writing the replacement on it. */
const replacementMs = 15_000;
/** For the request that was replaced to be answered with 409: a link that stays silent then is dead, like those that wait beside it. */
const supersededMs = 2_000;
/** TCP finds a dead link by a timeout too, and earlier. */
const timerSlackMs = 1_000;
/** One connection that cannot be made may be an accident, such as an address that changes at this moment. */
const anotherReplacementMs = 250;
/** For another token to be had, where the server asks for one, while it is said that calls ring here. */
const tokenMs = 1_500;

/** How one event channel request ended. */
export type PollEnd =
  | { readonly kind: 'answer'; readonly result: UcwaResult; readonly heldMs: number }
  /** No request could be written: the link is down. */
  | { readonly kind: 'unsent' }
  /** The server took it, and did not answer in the time for which it may hold it, nor what replaced it. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'dropped' };

/** A P-GET together with the one that replaces it; there are never more than these two. */
export interface LongPoll {
  readonly end: Promise<PollEnd>;
  /** Tries the link now, by a replacement. */
  replace(): void;
  /** Gives it up: its connection is of no use any more. */
  drop(): void;
}

/** Sends an event channel request and watches over it. */
export function openLongPoll(deps: LongPollDeps): LongPoll {
  const poll = new WatchedPoll(deps);
  return { end: poll.end, replace: () => poll.replace(), drop: () => poll.finish({ kind: 'dropped' }) };
}

/** A request that was begun. */
interface Sending {
  readonly exchange: UcwaExchange;
  /** When the server's time for it is over, on the monotonic clock. */
  readonly dueAt: number;
  /** On a connection of its own. */
  readonly own: boolean;
  sentAt: number | null;
}

/**
 * A connection whose other end is gone looks like one on which nothing happens, and a question on another connection cannot tell them
 * apart; so each minute the request itself is replaced by the same one, with a higher priority, on a connection of its own. Once that is
 * written the old one is let go: the 409 PGetReplaced that it may be answered with is not heard, and where it gets no answer at all, no
 * connection of that time is used any more.
 */
class WatchedPoll {
  readonly end: Promise<PollEnd>;
  readonly #deps: LongPollDeps;
  readonly #timers: Timers;
  readonly #trust: AnswerTrust;
  #tellEnd: (end: PollEnd) => void = () => {};
  #priority: number;
  #present: Sending | null = null;
  /** Will take the place of the present one once it is written. */
  #replacement: Sending | null = null;
  /** Was the present one before. */
  #superseded: UcwaExchange | null = null;
  #over = false;

  constructor(deps: LongPollDeps) {
    this.end = new Promise((resolve) => {
      this.#tellEnd = resolve;
    });
    this.#deps = deps;
    this.#timers = createTimers(deps.clock);
    this.#trust = new AnswerTrust(deps.clock, deps.doubted === true);
    this.#priority = deps.priority;
    this.#timers.after(deps.sentWithinMs, () => this.finish({ kind: 'unsent' }));
    this.#watch(this.#begin(deps.fresh));
  }

  replace(): void {
    if (this.#over) return;
    this.#superseded?.cancel();
    this.#timers.stop();
    this.#timers.after(replacementMs, () => this.finish({ kind: 'unsent' }));
    this.#attempt(1);
  }

  finish(how: PollEnd): void {
    if (this.#over) return;
    this.#over = true;
    this.#timers.stop();
    this.#present?.exchange.cancel();
    this.#replacement?.exchange.cancel();
    this.#superseded?.cancel();
    this.#tellEnd(how);
  }

  #begin(own: boolean): Sending {
    const { transport, clock, operationOf } = this.#deps;
    const timeoutMs = this.#trust.holdMs();
    const operation = { ...operationOf(this.#priority), timeoutMs };
    const dueAt = clock.now() + timeoutMs;
    const exchange = transport.begin(own ? { ...operation, ownConnection: true } : operation);
    return { exchange, dueAt, own, sentAt: null };
  }

  #watch(mine: Sending): void {
    this.#present = mine;
    const { sent, challenged, resent, result } = mine.exchange;
    void sent.then((isSent) => this.#takeSent(mine, isSent));
    void challenged.then((isChallenged) => {
      if (!isChallenged || !this.#isPresent(mine)) return;
      this.#timers.stop();
      this.#timers.after(tokenMs, this.#deps.onDeaf);
      this.#replaceAfter(replaceAfterMs);
      void resent.then((isSent) => this.#takeSent(mine, isSent));
    });
    void result.then((answer) => this.#takeResult(mine, answer));
  }

  #isPresent(mine: Sending): boolean {
    return !this.#over && this.#present === mine;
  }

  #replaceAfter(ms: number): void {
    this.#timers.after(ms, () => this.replace());
  }

  #takeSent(mine: Sending, isSent: boolean): void {
    if (!isSent || !this.#isPresent(mine)) return;
    const { clock, acceptedMs, onAlive, onHeld } = this.#deps;
    mine.sentAt = clock.now();
    this.#timers.stop();
    if (mine.own) onAlive();
    if (this.#trust.isCertain) this.#timers.after(acceptedMs, onHeld);
    if (!this.#trust.isStanding) this.#replaceAfter(this.#trust.isCertain ? replaceAfterMs : supersededMs);
  }

  #takeResult(mine: Sending, result: UcwaResult): void {
    if (!this.#isPresent(mine)) return;
    const now = this.#deps.clock.now();
    const { sentAt, dueAt } = mine;
    if (this.#replacement !== null && isSuperseded(result)) {
      this.#present = null;
      if (!result.ok && result.failure.kind === 'refused') this.#takeAnswered();
    } else if (sentAt !== null && now >= dueAt - timerSlackMs && isTimeout(result)) this.finish({ kind: 'silent' });
    else this.finish({ kind: 'answer', result, heldMs: sentAt === null ? 0 : now - sentAt });
  }

  #attempt(tries: number): void {
    this.#replacement?.exchange.cancel();
    this.#priority += 1;
    this.#deps.onPriority(this.#priority);
    const mine = this.#begin(true);
    this.#replacement = mine;
    void mine.exchange.sent.then((isSent) => {
      if (this.#over || this.#replacement !== mine) return;
      if (isSent) this.#promote(mine);
      else if (tries === 2) this.finish({ kind: 'unsent' });
      else this.#timers.after(anotherReplacementMs, () => this.#attempt(tries + 1));
    });
  }

  /** The replacement was written: it takes the place of the present one, which is given a moment to be answered. */
  #promote(mine: Sending): void {
    this.#replacement = null;
    this.#superseded?.cancel();
    const old = this.#present?.exchange ?? null;
    this.#superseded = old;
    this.#watch(mine);
    if (old === null) return;
    let patient = true;
    const stop = this.#deps.clock.after(supersededMs, () => {
      patient = false;
      this.#deps.transport.dropIdle();
      old.cancel();
      this.#takeUnanswered(mine);
    });
    void old.result.then((result) => {
      stop();
      if (patient && !isCancelled(result)) this.#takeAnswered();
    });
  }

  #takeAnswered(): void {
    const wasCertain = this.#trust.isCertain;
    this.#trust.answered();
    if (this.#over || wasCertain) return;
    this.#timers.stop();
    this.#replaceAfter(replaceAfterMs);
    this.#deps.onHeld();
  }

  #takeUnanswered(newest: Sending): void {
    if (!this.#isPresent(newest) || this.#replacement !== null) return;
    this.#trust.unanswered(supersededMs);
    if (!this.#trust.isStanding) {
      this.replace();
      return;
    }
    this.#timers.stop();
    this.#deps.onDoubt();
  }
}
