import type { Clock } from '../../../../core/ports.ts';
import type { RelayFailure } from '../relay.ts';
import type { Exchange } from './exchange.ts';
import { attributeTypes, errorCodeOf, type MsTurnMessage, messageTypes, numberOf } from './message.ts';
import type { MsTurnSession } from './session.ts';

/** Before the end, so that a lost answer or two are no matter. */
const earlyMs = 60_000;
/** A relay that gives less than that is asked so often all the same. */
const leastMs = 5000;
const longestMs = 3_600_000;
const patienceMs = 20_000;
const farewellMs = 800;
const mostStale = 2;

/** Of a nonce that is out of date: 438, or as if we had given none. */
const staleNonces: readonly (number | null)[] = [401, 438];

/** Keeps an address at a relay for as long as it is wanted, by asking for it again ([MS-TURN] section 3.2.4.1). */
export interface Lease {
  /** Nothing is asked any more. */
  stop(): void;
  /** Resolves when the relay said yes, or nothing. */
  giveBack(): Promise<void>;
}

export interface LeaseDeps {
  readonly exchange: Exchange;
  readonly session: MsTurnSession;
  readonly clock: Clock;
  /** How long the relay keeps it from now on. */
  readonly seconds: number;
  readonly onLost: (failure: RelayFailure) => void;
}

export function startLease({ exchange, session, clock, seconds, onLost }: LeaseDeps): Lease {
  let cancel = () => {};
  let over = false;

  const schedule = (forSeconds: number) => {
    if (!over) cancel = clock.after(renewalMs(forSeconds), () => renew(0));
  };
  /** With a fresh nonce where that is all that is wrong; null where the answer is not to be believed. */
  const outcome = (answer: MsTurnMessage, stale: number): 'kept' | 'stale' | 'refused' | null => {
    if (answer.type === messageTypes.allocated) return session.isProved(answer) ? 'kept' : null;
    if (answer.type !== messageTypes.allocateError) return null;
    const isStale = staleNonces.includes(errorCodeOf(answer)) && stale < mostStale;
    return isStale && session.takeChallenge(answer) ? 'stale' : 'refused';
  };
  const renew = (stale: number) => {
    exchange.ask({
      write: (id) => session.allocate(id, null),
      patienceMs,
      onAnswer(answer) {
        const result = outcome(answer, stale);
        if (result === 'kept') schedule(numberOf(answer, attributeTypes.lifetime) ?? seconds);
        if (result === 'stale') renew(stale + 1);
        if (result === 'refused') onLost(refusedBy(answer));
        return result !== null;
      },
      onSilence: () => onLost({ kind: 'silent', message: 'the relay answers no more' }),
    });
  };
  const farewell = (stale: number, done: () => void) => {
    exchange.ask({
      write: (id) => session.allocate(id, 0),
      patienceMs: farewellMs,
      onAnswer(answer) {
        const result = outcome(answer, stale);
        if (result === 'stale') farewell(stale + 1, done);
        else if (result !== null) done();
        return result !== null;
      },
      onSilence: done,
    });
  };

  schedule(seconds);
  const stop = () => {
    over = true;
    cancel();
  };
  return {
    stop,
    giveBack() {
      stop();
      return new Promise((resolve) => farewell(0, resolve));
    },
  };
}

function renewalMs(seconds: number): number {
  const ms = Math.min(seconds * 1000, longestMs);
  return Math.max(ms - earlyMs, ms / 2, leastMs);
}

function refusedBy(answer: MsTurnMessage): RelayFailure {
  return { kind: 'refused', message: `the relay keeps the address no longer (${errorCodeOf(answer) ?? 'no code'})` };
}
