import type { Clock } from '../ports.ts';
import type { UcwaFailure } from '../session/failure.ts';
import type { Perform, UcwaResult } from '../session/requests/transport.ts';
import type { Operation } from '../ucwa/request/operation.ts';

export interface SendAgainDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly perform: Perform;
}

/** The far side gives up after some seconds without a word. Who went over to another network has to find the server again first. */
const [usualTries, restoringTries] = [4, 8];
const [firstWaitMs, longestWaitMs] = [500, 4_000];

/**
 * Tells the server of a renegotiation; again where it did not hear, while that `matters`. Resolves with its last word, and which try that was.
 *
 * @param restoring the call comes to its end without it
 */
export async function sendAgain(
  { clock, perform }: SendAgainDeps,
  operation: Operation,
  matters: () => boolean,
  restoring = false,
): Promise<{ readonly result: UcwaResult; readonly tries: number }> {
  const mostTries = restoring ? restoringTries : usualTries;
  for (let tries = 1; ; tries += 1) {
    const result = await perform(operation);
    if (result.ok || !mayHelp(result.failure) || tries === mostTries || !matters()) return { result, tries };
    const waitMs = Math.min(firstWaitMs * 2 ** (tries - 1), longestWaitMs);
    await new Promise<void>((resolve) => void clock.after(waitMs, resolve));
  }
}

/** The server may have been busy, or not reached. */
function mayHelp(failure: UcwaFailure): boolean {
  if (failure.kind === 'refused') return failure.status >= 500 || failure.status === 429;
  return failure.kind === 'transport' || failure.kind === 'malformed';
}
