import type { Clock, Random } from '../../ports.ts';
import { retryWait } from '../../ucwa/retry-wait.ts';
import { isPassing, reconnecting, signInFailure, type UcwaFailure } from '../failure.ts';
import type { SignInFailure } from '../sign-in-failure.ts';
import type { Account, SessionEvent, TrustQuestion } from '../state.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import { type ConnectDeps, type Connected, connect, findServer } from './connect.ts';
import type { KnownServers } from './known-servers.ts';

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
  let open: { readonly question: TrustQuestion; readonly decide: (trusted: boolean) => void } | null = null;

  function ask(question: TrustQuestion): Promise<boolean> {
    return new Promise((resolve) => {
      open = { question, decide: resolve };
      emit({ type: 'trust-asked', question });
    });
  }

  return {
    async connect(patient, endpoint, outage) {
      let known = servers.found(account);
      for (let failures = 1; ; failures += 1) {
        const begunAt = clock.now();
        const result = await connect({
          ...deps,
          endpoint,
          known,
          onStage: (stage) => emit({ type: 'sign-in-stage', stage }),
          onFound: (found) => servers.remember(account, found),
        });
        if (closed()) return null;
        if (result.ok) return result.value;
        const { failure } = result;
        if (failure.kind === 'untrusted' && failure.question !== undefined) {
          const { domain } = failure.question;
          const trusted = await ask(failure.question);
          if (closed()) return null;
          if (!trusted) return { failure: signInFailure(failure) };
          deps.policy.trust(domain);
          servers.trust(deps.domain, domain);
          failures = 0;
          continue;
        }
        if (known !== null && isTimeToSeek(failures) && hasMoved(failure, !patient || failures >= mostKnownFailures)) {
          known = null;
          continue;
        }
        if (!patient || !isPassing(failure)) return { failure: signInFailure(failure) };
        emit(reconnecting(failure, clock.wall()));
        const who = failure.kind === 'refused' ? 'server' : 'network';
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
    answer(domain, trusted) {
      if (open === null || open.question.domain !== domain) return false;
      const { decide } = open;
      open = null;
      if (trusted) emit({ type: 'sign-in-stage', stage: 'discovering' });
      decide(trusted);
      return true;
    },
    close: () => open?.decide(false),
  };
}

/** Whether a remembered server is to be sought anew (UCWA: on 403 and 502, and where it cannot be reached again and again). */
function hasMoved(failure: UcwaFailure, repeated: boolean): boolean {
  switch (failure.kind) {
    case 'refused':
      if (failure.location !== null || [403, 404, 502].includes(failure.status)) return true;
      return repeated && failure.status >= 500;
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
