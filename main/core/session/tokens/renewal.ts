import type { Clock, Random } from '../../ports.ts';
import type { Result } from '../../result.ts';
import { retryBound } from '../../ucwa/retry-wait.ts';
import { isForGood, type UcwaFailure } from '../failure.ts';

/** A token is renewed this long before its end, or a tenth of its life before where that is less; in milliseconds. */
const usualMarginMs = 300_000;
const leastRetryMs = 1_000;
/** A service that gives tokens for a second is not sent the password each second: what ends sooner is renewed when a server asks for it. */
const leastBetweenMs = 30_000;

export interface RenewalDeps {
  readonly clock: Clock;
  readonly random: Random;
  /** How long the token in use is good for, in milliseconds; null where there is none. */
  readonly remainingMs: () => number | null;
  readonly renew: () => Promise<Result<unknown, UcwaFailure>>;
  /** There is a token that is good for so long, in milliseconds. */
  readonly onPlanned: (remainingMs: number) => void;
  /** The last renewal brought none; `final`: and none will without the user. */
  readonly onFailing: (final: boolean) => void;
}

/** Keeps one token fresh. */
export interface Renewal {
  /** Plans anew from the token that there is: at first, and after each new one. */
  plan(): void;
  stop(): void;
}

/**
 * Renews a token before it ends, at a moment drawn from a stretch as long as the margin itself, so that clients that signed in together
 * do not come back together. What fails for now is tried again until it works; what the server refuses for good is left to the request
 * that meets the refusal.
 */
export function createRenewal({ clock, random, remainingMs, renew, onPlanned, onFailing }: RenewalDeps): Renewal {
  let stopped = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let cancel = (): void => {};

  function after(delayMs: number, failures: number): void {
    cancel();
    cancel = clock.after(delayMs, () => void attempt(failures));
  }

  async function attempt(failures: number): Promise<void> {
    const before = cancel;
    askedAt = clock.now();
    const result = await renew();
    if (stopped || cancel !== before) return;
    if (result.ok) {
      plan();
      return;
    }
    const isFinal = isForGood(result.failure);
    onFailing(isFinal);
    if (!isFinal) after(leastRetryMs + random.fraction() * retryBound(failures + 8), failures + 1);
  }

  function plan(): void {
    const remaining = remainingMs();
    if (stopped || remaining === null) return;
    onPlanned(remaining);
    const margin = Math.min(usualMarginMs, remaining / 10);
    const soonest = Math.max(leastRetryMs, askedAt + leastBetweenMs - clock.now());
    after(Math.max(soonest, remaining - margin * (1 + random.fraction())), 0);
  }

  return {
    plan,
    stop() {
      stopped = true;
      cancel();
    },
  };
}
