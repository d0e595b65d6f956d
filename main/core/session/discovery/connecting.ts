import type { Clock, Random } from '../../ports.ts';
import { retryWait } from '../../ucwa/retry-wait.ts';
import { isForGood, isPassing, reconnecting, signInFailure, type UcwaFailure } from '../failure.ts';
import { saysApplicationGone } from '../own-word.ts';
import type { SignInFailure } from '../sign-in-failure.ts';
import type { Account, SessionEvent, TrustQuestion } from '../state.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import { type ConnectDeps, type Connected, connect, findServer } from './connect.ts';
import type { KnownServers } from './known-servers.ts';
import { createTrustQuestions } from './trust-questions.ts';

export interface ConnectingDeps extends Omit<ConnectDeps, 'known' | 'onFound' | 'onStage' | 'endpoint'> {
  readonly clock: Clock;
  readonly random: Random;
  readonly pause: (ms: number) => Promise<void>;
  readonly policy: OriginPolicy;
  readonly account: Account;
  /** Of the sign-in address. */
  readonly domain: string;
  readonly servers: KnownServers;
  readonly closed: () => boolean;
  readonly emit: (event: SessionEvent) => void;
}

export interface Connecting {
  /**
   * Connects; `patient`: again and again while that may help, because nobody waits for it. `outage`: since when, on
   * the monotonic clock, and how often in a row the server was asked in vain before. Null where it was ended meanwhile.
   */
  connect(
    patient: boolean,
    endpoint: ConnectDeps['endpoint'],
    outage: { readonly since: number; readonly tries: number },
  ): Promise<Connected | { readonly failure: SignInFailure } | null>;
  /** Seeks the server without a word, where the one that was found fails; true where it is another one now, which is remembered. */
  moved(): Promise<boolean>;
  /** The user's answer to the question about a domain; false where that was not asked. */
  answer(domain: string, trusted: boolean): boolean;
  /** Ends the wait for an answer. */
  close(): void;
}

/** Failures of a remembered server, one after the other, until it is sought anew. */
const mostKnownFailures = 2;

/**
 * Connects as often as it takes: by the server that was found last time, then by discovery where that one fails, though ever more rarely,
 * because discovery is many requests; with the user's word where a server leads to a domain that nobody vouched for; and later again
 * where the network or the server is away.
 */
export function createConnecting(deps: ConnectingDeps): Connecting {
  const { servers, account, closed, emit, clock, random } = deps;
  const questions = createTrustQuestions({
    pause: deps.pause,
    emit,
    onTrusted(domain) {
      deps.policy.trust(domain);
      servers.trust(deps.domain, domain);
    },
  });

  /** The user's word may have come while the server was asked again. */
  const isAdmitted = ({ host }: TrustQuestion): boolean => deps.policy.admit(`https://${host}/`) !== null;

  return {
    async connect(patient, endpoint, outage) {
      let known = servers.found(account);
      let looks = 0;
      for (let failures = 1; ; failures += 1) {
        const begunAt = clock.now();
        const result = await connect({
          ...deps,
          endpoint,
          known,
          onStage: (stage) => questions.isOpen() || emit({ type: 'sign-in-stage', stage }),
          onFound: (found) => servers.remember(account, found),
        });
        if (closed()) return null;
        if (result.ok) {
          questions.withdraw();
          return result.value;
        }
        const { failure } = result;
        if (failure.kind === 'untrusted' && failure.question !== undefined) {
          const trusted =
            isAdmitted(failure.question) || (await questions.ask(failure.question, patient ? looks : null));
          if (closed()) return null;
          if (trusted === false) return { failure: signInFailure(failure) };
          if (trusted === null) looks += 1;
          else failures = 0;
          continue;
        }
        questions.withdraw();
        if (known !== null && isTimeToSeek(failures) && hasMoved(failure, !patient || failures >= mostKnownFailures)) {
          known = null;
          continue;
        }
        // Right after it was made: the machine that made it may have gone.
        if (!patient && saysApplicationGone(failure) && failures === 1) continue;
        if (!patient || isForGood(failure)) return { failure: signInFailure(failure) };
        emit(reconnecting(failure, clock.wall()));
        const who = failure.kind === 'refused' || failure.kind === 'untrusted' ? 'server' : 'network';
        const askedMs = failure.kind === 'refused' ? (failure.retryAfterMs ?? 0) : 0;
        const { atLeastMs, upToMs } = retryWait(outage.tries + failures + 1, clock.now() - outage.since, who);
        const spentMs = askedMs > 0 ? 0 : clock.now() - begunAt;
        await deps.pause(Math.max(0, Math.max(atLeastMs, askedMs) + random.fraction() * upToMs - spentMs));
        if (closed()) return null;
        known = servers.found(account);
      }
    },
    async moved() {
      const known = servers.found(account);
      const found = await findServer({ ...deps, known: null, onStage: () => {} });
      if (closed() || !found.ok || found.value.user === known?.url) return false;
      const { user: url, internal } = found.value;
      servers.remember(account, { url, internal });
      return true;
    },
    answer: questions.answer,
    close: questions.withdraw,
  };
}

/** Whether a remembered server is to be sought anew (UCWA: on 403 and 502, and where it cannot be reached again and again). */
function hasMoved(failure: UcwaFailure, repeated: boolean): boolean {
  switch (failure.kind) {
    case 'refused':
      if (failure.location !== null || [403, 404, 502].includes(failure.status)) return true;
      return repeated && !isForGood(failure);
    case 'malformed':
      return true;
    case 'transport':
      return repeated && failure.failure.kind !== 'cancelled';
    case 'sign-in':
      return repeated && isPassing(failure);
    case 'untrusted':
      return failure.question === undefined;
    default:
      return false;
  }
}

/** After one failure, two, sixteen, and eight times as many each time. */
function isTimeToSeek(failures: number): boolean {
  return failures === 1 || Number.isInteger(Math.log2(failures / 2) / 3);
}
