import type { SignInRequest } from '../../../preload/contract/index.ts';
import type { Clock, Http, Log, Random, Records, SecretStore, SignInPages, Surroundings, Urls, Xml } from '../ports.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import { attemptSignIn, type SignInAttempt } from './attempt.ts';
import type { CompleteEvent } from './channel/complete-event.ts';
import { watchSurroundings } from './channel/surroundings.ts';
import { createKnownServers } from './discovery/known-servers.ts';
import { createKeeping } from './keeping/keeping.ts';
import { createKeptSignIn, type KeptSecrets } from './keeping/kept-sign-in.ts';
import type { Policy } from './policy.ts';
import type { UcwaResult } from './requests/transport.ts';
import type { Account, SessionEvent } from './state.ts';

/** What the session tells the phone. */
export type SessionOutput =
  | SessionEvent
  /** In the order in which they count. */
  | { readonly type: 'ucwa'; readonly events: readonly CompleteEvent[] }
  /** The server forgot the application; voice goes on where there is some. */
  | { readonly type: 'application-lost' }
  /**
   * Events may have been missed: calls here and conversations there are compared. `application`: its absolute URL. `compared`: called
   * once that was tried.
   */
  | { readonly type: 'compare-calls'; readonly application: string; readonly compared?: () => void }
  /** The event channel is down: what rings cannot be answered. */
  | { readonly type: 'network-dropped' };

export interface Session {
  /** Signs in with what was kept, if anything was; where the keychain is locked, once it is unlocked. */
  start(): Promise<void>;
  signIn(request: SignInRequest): void;
  cancelSignIn(): void;
  /** The user's answer to the question about a domain; false where that was not asked. */
  trustDomain(domain: string, trusted: boolean): boolean;
  signOut(): Promise<void>;
  /** Does now what it would do after the present wait. */
  reconnect(): void;
  /** Lets the system ask for the keychain's password; false where it is not locked. */
  unlockKeychain(): boolean;
  /** Sends an operation in the present session. */
  perform(operation: Operation): Promise<UcwaResult>;
  /** Makes an href absolute, against the application's address unless told; null where it leads out of the session's hosts. */
  resolve(href: string, base?: string): string | null;
  /** Has a connection ready for a request to that absolute URL, until the returned function is called. */
  prepare(url: string): () => void;
  /** Ends the application on the server and everything under way. */
  stop(): Promise<void>;
}

export interface SessionParts {
  readonly surroundings: Surroundings;
  readonly signInPages: SignInPages;
  readonly xml: Xml;
  readonly http: Http;
  readonly urls: Urls;
  readonly secrets: SecretStore;
  readonly records: Records;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface SessionOptions {
  readonly discoveryUrl: string | null;
  readonly userAgent: string;
  readonly culture: string;
  readonly policy: Policy;
}

export function createSession(
  parts: SessionParts,
  options: SessionOptions,
  emit: (output: SessionOutput) => void,
  /** What is said in a session that ends, before it ends; bounded. Null where there is nothing to say. */
  lastWords: () => Promise<void> | null = () => null,
): Session {
  const kept = createKeptSignIn(parts.secrets, parts.records, parts.log);
  let endpoint = { userAgent: options.userAgent, culture: options.culture, endpointId: endpointId(parts) };
  let attempt: SignInAttempt | null = null;
  /** It ends, and its last words are under way. */
  let parting: SignInAttempt | null = null;
  let account: Account | null = null;
  let byHand = false;
  let leaving: Promise<unknown> = Promise.resolve();
  const stopWatching = watchSurroundings(parts.surroundings, parts.clock, (event) => attempt?.tell(event));
  const keeping = createKeeping({
    kept,
    secrets: parts.secrets,
    clock: parts.clock,
    log: parts.log,
    onState: (keychain, undeleted) => emit({ type: 'keychain', keychain, undeleted }),
    onFound: (known, secrets) => {
      if (attempt === null) begin(known, secrets, true);
    },
  });

  function begin(next: Account, secrets: KeptSecrets, automatic: boolean): void {
    if (account !== null && !isSame(account, next)) parts.signInPages.forget();
    account = next;
    byHand = !automatic;
    emit({ type: 'sign-in-started', account: next });
    attempt?.close();
    const mine = attemptSignIn({
      parts,
      endpoint,
      newEndpoint: () => {
        endpoint = { ...endpoint, endpointId: freshEndpointId(parts) };
        return endpoint;
      },
      discoveryUrl: options.discoveryUrl,
      policy: options.policy,
      account: next,
      secrets,
      automatic,
      emit: (output) => {
        if (attempt !== mine) return;
        // Whoever signs in next, be it at the same address, says anew who they are.
        if (output.type === 'sign-in-failed') parts.signInPages.forget();
        emit(output);
      },
      onRefused: (failure) => {
        // Whoever had no ticket sent none: the next start of the computer may bring one.
        const isWithoutTicket = failure.kind === 'integrated' && failure.code.startsWith('401');
        if (account === next && !isWithoutTicket) kept.refuse(next, failure);
      },
      onTokens: (tokens) => {
        if (account !== next) return;
        kept.accept(next);
        if (next.keep) keeping.keep(next, { password: secrets.password, tokens });
      },
    });
    attempt = mine;
    mine.run();
  }

  async function end(): Promise<void> {
    const ending = attempt;
    attempt = null;
    if (ending === null) return;
    parting = ending;
    const words = lastWords();
    if (words !== null) await words;
    if (parting === ending) parting = null;
    await ending.leave();
  }

  function forget(left: Account): Promise<void> {
    kept.leave(left);
    return keeping.forget(left);
  }

  return {
    async start() {
      const toRecall = kept.recalled();
      await keeping.sweep(toRecall);
      const refusal = kept.refusal();
      if (toRecall !== null && refusal !== null) {
        emit({ type: 'sign-in-started', account: toRecall });
        emit({ type: 'sign-in-failed', failure: refusal, at: parts.clock.wall() });
        return;
      }
      if (toRecall !== null) await keeping.recall(toRecall);
    },
    signIn(request) {
      const { address, userName, server, keep: keepIt } = request;
      const next = { address, userName, server, keep: keepIt };
      kept.remember(next);
      keeping.supersede();
      void keeping.sweep(next.keep ? next : null);
      begin(next, { password: request.password === '' ? null : request.password, tokens: {} }, false);
    },
    cancelSignIn() {
      const cancelled = account;
      account = null;
      emit({ type: 'signed-out' });
      parts.signInPages.forget();
      leaving = Promise.all([end(), cancelled !== null && byHand ? forget(cancelled) : null]);
    },
    async signOut() {
      const of = account;
      account = null;
      emit({ type: 'signed-out' });
      createKnownServers(parts.records).forget();
      parts.signInPages.forget();
      leaving = Promise.all([end(), of === null ? null : forget(of)]);
      await leaving;
    },
    trustDomain: (domain, trusted) => attempt?.answerTrust(domain, trusted) ?? false,
    reconnect: () => attempt?.wake(),
    unlockKeychain: () => keeping.unlock(),
    perform: (operation) => (attempt ?? parting)?.send(operation) ?? Promise.resolve(notSignedIn),
    resolve: (href, base) => (attempt ?? parting)?.resolve(href, base) ?? null,
    prepare: (url) => attempt?.prepare(url) ?? (() => {}),
    async stop() {
      stopWatching();
      account = null;
      await Promise.all([leaving, end(), keeping.stop()]);
    },
  };
}

/** Whether it is the same user at the same server, as far as it was typed. */
function isSame(one: Account, other: Account): boolean {
  const folded = ({ address, userName, server }: Account) => [address, userName, server].join('\n').toLowerCase();
  return folded(one) === folded(other);
}

const notSignedIn: UcwaResult = {
  ok: false,
  failure: { kind: 'transport', host: '', failure: { kind: 'cancelled', message: 'Not signed in' } },
};

/** Random and kept: two processes with the same one would fight for one event channel. */
function endpointId({ records, random }: SessionParts): string {
  const known = records.read('endpoint');
  return typeof known === 'string' && known !== '' ? known : freshEndpointId({ records, random });
}

function freshEndpointId({ records, random }: Pick<SessionParts, 'records' | 'random'>): string {
  const fresh = random.uuid();
  records.write('endpoint', fresh);
  return fresh;
}
