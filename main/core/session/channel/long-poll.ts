import type { Clock } from '../../ports.ts';
import type { Operation } from '../../ucwa/request/operation.ts';
import type { Transport, UcwaExchange, UcwaResult } from '../requests/transport.ts';

/** The server holds a request for 180 s by default; no answer half a minute later means that the link is dead. */
const holdMs = 210_000;
/** A link that was silent for so long is tried by a replacement. */
const replaceAfterMs = 60_000;
/** For making a connection and writing the replacement on it. */
const replacementMs = 15_000;
/** For the request that was replaced to be answered with 409: a link that stays silent then is dead, like those that wait beside it. */
const supersededMs = 2_000;
/** So many in a row that were replaced and got no answer: the server may never give one. */
const mostUnanswered = 2;
/** What stands is given so long at least, in milliseconds, also where it had to be sent again at the end of its time. */
const leastStandingMs = 5_000;
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

export interface LongPollParts {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The request; of those for the same events the server answers the one with the highest priority. */
  readonly operationOf: (priority: number) => Operation;
  readonly priority: number;
  /** Over a new connection: those that wait may be dead. */
  readonly fresh: boolean;
  /** Deadline for writing it, in milliseconds. */
  readonly sentWithinMs: number;
  /** A request that is still waiting so long after it went out was accepted; in milliseconds. */
  readonly acceptedMs: number;
  /** The link is up at this moment. */
  readonly onAlive: () => void;
  /** The server holds the request: events will come. */
  readonly onHeld: () => void;
  /** The server holds none, for want of a token that does not come. */
  readonly onDeaf: () => void;
  /** Nothing shows that the server ever answers this request. */
  readonly onDoubt: () => void;
  /** An earlier one was never answered: this one is held once one like it was. */
  readonly doubted?: boolean;
  /** The priority of the newest request. */
  readonly onPriority: (priority: number) => void;
}

/**
 * Sends an event channel request and watches over it. A connection whose other end is gone looks like one on which nothing happens, and a
 * question on another connection cannot tell them apart; so each minute the request itself is replaced by the same one, with a higher
 * priority, on a connection of its own. Once that is written the old one is let go: the 409 PGetReplaced that it may be answered with is
 * not heard, and where it gets no answer at all, no connection of that time is used any more.
 *
 * A server that takes these requests and answers none looks like a quiet hour too. So where the old one got no answer, the new one, whose
 * connection is known to work, is replaced at once; where that gets none either, the last one stands for as long as a server may hold it:
 *
 *     certain --one got no answer--> doubted, replaced at once --got none either--> standing --its time is over--> silent
 *        ^                              |                                             |
 *        +-------one was answered-------+---------------------------------------------+
 */
export function openLongPoll(parts: LongPollParts): LongPoll {
  const { transport, clock } = parts;
  let { priority } = parts;
  let present: UcwaExchange | null = null;
  let replacement: UcwaExchange | null = null;
  let superseded: UcwaExchange | null = null;
  let over = false;
  /** How many in a row got no answer when they were replaced. */
  let unanswered = parts.doubted ? 1 : 0;
  /** When the time of the newest request is over. */
  let dueAt = 0;
  let standsUntil = Number.POSITIVE_INFINITY;
  let timers: (() => void)[] = [];
  let tellEnd: (end: PollEnd) => void = () => {};
  const end = new Promise<PollEnd>((resolve) => {
    tellEnd = resolve;
  });

  function begin(ownConnection: boolean): UcwaExchange {
    const timeoutMs = Math.max(Math.min(holdMs, standsUntil - clock.now()), leastStandingMs);
    dueAt = clock.now() + timeoutMs;
    const operation = { ...parts.operationOf(priority), timeoutMs };
    return transport.begin(ownConnection ? { ...operation, ownConnection } : operation);
  }

  function after(ms: number, run: () => void): void {
    timers.push(clock.after(ms, run));
  }

  function stopTimers(): void {
    for (const stop of timers) stop();
    timers = [];
  }

  function finish(how: PollEnd): void {
    if (over) return;
    over = true;
    stopTimers();
    present?.cancel();
    replacement?.cancel();
    superseded?.cancel();
    tellEnd(how);
  }

  function watch(mine: UcwaExchange, own: boolean): void {
    present = mine;
    let sentAt: number | null = null;
    const onSent = (sent: boolean): void => {
      if (over || present !== mine || !sent) return;
      sentAt = clock.now();
      stopTimers();
      if (own) parts.onAlive();
      if (unanswered === 0) after(parts.acceptedMs, parts.onHeld);
      if (unanswered < mostUnanswered) after(unanswered === 0 ? replaceAfterMs : supersededMs, () => replace());
    };
    void mine.sent.then(onSent);
    void mine.challenged.then((challenged) => {
      if (over || present !== mine || !challenged) return;
      stopTimers();
      after(tokenMs, parts.onDeaf);
      after(replaceAfterMs, () => replace());
      void mine.resent.then(onSent);
    });
    void mine.result.then((result) => {
      if (over || present !== mine) return;
      if (replacement !== null && isSuperseded(result)) {
        present = null;
        if (!result.ok && result.failure.kind === 'refused') answered();
      } else if (sentAt !== null && clock.now() >= dueAt - timerSlackMs && isTimeout(result))
        finish({ kind: 'silent' });
      else finish({ kind: 'answer', result, heldMs: sentAt === null ? 0 : clock.now() - sentAt });
    });
  }

  function replace(): void {
    if (over) return;
    superseded?.cancel();
    stopTimers();
    after(replacementMs, () => finish({ kind: 'unsent' }));
    attempt(1);
  }

  function attempt(tries: number): void {
    replacement?.cancel();
    priority += 1;
    parts.onPriority(priority);
    const mine = begin(true);
    replacement = mine;
    void mine.sent.then((sent) => {
      if (over || replacement !== mine) return;
      if (sent) promote(mine);
      else if (tries === 2) finish({ kind: 'unsent' });
      else after(anotherReplacementMs, () => attempt(tries + 1));
    });
  }

  function promote(mine: UcwaExchange): void {
    replacement = null;
    superseded?.cancel();
    const old = present;
    superseded = old;
    watch(mine, true);
    if (old === null) return;
    let patient = true;
    const stop = clock.after(supersededMs, () => {
      patient = false;
      transport.dropIdle();
      old.cancel();
      doubt(mine);
    });
    void old.result.then((result) => {
      stop();
      if (patient && !isCancelled(result)) answered();
    });
  }

  function answered(): void {
    const doubted = unanswered > 0;
    unanswered = 0;
    standsUntil = Number.POSITIVE_INFINITY;
    if (over || !doubted) return;
    stopTimers();
    after(replaceAfterMs, () => replace());
    parts.onHeld();
  }

  function doubt(newest: UcwaExchange): void {
    if (over || present !== newest || replacement !== null) return;
    unanswered += 1;
    if (unanswered < mostUnanswered) {
      replace();
      return;
    }
    stopTimers();
    standsUntil = Math.min(standsUntil, clock.now() + holdMs - supersededMs);
    parts.onDoubt();
  }

  after(parts.sentWithinMs, () => finish({ kind: 'unsent' }));
  watch(begin(parts.fresh), parts.fresh);
  return { end, replace, drop: () => finish({ kind: 'dropped' }) };
}

function isTimeout(result: UcwaResult): boolean {
  const failure = result.ok || result.failure.kind !== 'transport' ? null : result.failure.failure;
  return failure?.kind === 'timeout' && failure.answered !== true;
}

/** It was let go of here. */
function isCancelled(result: UcwaResult): boolean {
  return !result.ok && result.failure.kind === 'transport' && result.failure.failure.kind === 'cancelled';
}

/** While its replacement is on its way, neither a lost connection nor 409 PGetReplaced says anything: the replacement decides. */
function isSuperseded(result: UcwaResult): boolean {
  if (result.ok) return false;
  const { failure } = result;
  if (failure.kind === 'transport') return true;
  return failure.kind === 'refused' && failure.status === 409 && failure.reason?.subcode === 'PGetReplaced';
}
