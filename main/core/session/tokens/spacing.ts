import type { Clock } from '../../ports.ts';
import type { UcwaFailure } from '../failure.ts';

/**
 * How long a token service is left alone after it failed with a secret in its hands, by failures in a row; the last holds for all that
 * follow. Nobody knows whether it counted the attempt, and an account is locked after a few of them in half an hour.
 */
const waitsMs: readonly number[] = [120_000, 600_000, 1_200_000];

/** When token services that failed may be sent a secret again without the user. */
export interface Spacing {
  /** What it came to the last time, where it is to be left alone now. */
  held(service: string): UcwaFailure | null;
  /** Takes note of what a service came to; null where it gave a token. */
  note(service: string, failure: UcwaFailure | null): void;
  /** The user asks for it: nothing is held back. */
  release(): void;
}

interface Entry {
  readonly failures: number;
  readonly notBefore: number;
  readonly failure: UcwaFailure;
}

export function createSpacing(clock: Clock): Spacing {
  const entries = new Map<string, Entry>();
  return {
    held(service) {
      const entry = entries.get(service);
      return entry !== undefined && clock.now() < entry.notBefore ? entry.failure : null;
    },
    note(service, failure) {
      if (failure === null) return void entries.delete(service);
      if (!mayHaveCounted(failure)) return;
      const failures = (entries.get(service)?.failures ?? 0) + 1;
      // A connection that breaks once is an everyday thing, and not the service's word.
      const waited = failure.kind === 'transport' ? failures - 2 : failures - 1;
      const waitMs = waited < 0 ? 0 : (waitsMs[Math.min(waited, waitsMs.length - 1)] ?? 0);
      entries.set(service, { failures, notBefore: clock.now() + waitMs, failure });
    },
    release: () => entries.clear(),
  };
}

/** Whether the service had the secret: it answered with an error of its own, or the request had gone out when the connection broke. */
function mayHaveCounted(failure: UcwaFailure): boolean {
  return failure.kind === 'transport' ? failure.sent === true : failure.kind === 'sign-in';
}
