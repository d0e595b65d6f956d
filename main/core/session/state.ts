import type { SignInFailure } from './sign-in-failure.ts';

/**
 * The session: whether calls ring here, and if not, why.
 *
 *     signed-out --sign-in--> discovering --> authenticating --> registering --> online
 *          ^                    |   ^          |        ^            |           |  ^
 *          |                    v   | yes      v        |            |           v  |
 *          |                 trust-asked    page-open --+            |       reconnecting
 *          |                    | no           | closed              |           |
 *          |<--failed, cancelled+--------------+---------------------+           |
 *          |<--signed out, replaced, ended by the server, token refused----------+
 *
 * `trust-asked` comes from any of them but `signed-out`: the server leads to a domain that only the user can vouch for, and nothing
 * is sent there before the answer. `reconnecting` is also where a kept sign-in waits for the network at start, and it is left only
 * for `online`, `trust-asked` and `signed-out`: the stages of a sign-in that nobody waits for are not told.
 */
export type SessionStage = 'discovering' | 'authenticating' | 'page-open' | 'registering';
export type SessionStateName = 'signed-out' | SessionStage | 'trust-asked' | 'online' | 'reconnecting';

/** What the sign-in form holds, but for the password. */
export interface Account {
  readonly address: string;
  readonly userName: string;
  readonly keep: boolean;
  readonly server: string;
}

/** A host that the server leads to, and the domain around it that the user is asked about. */
export interface TrustQuestion {
  readonly host: string;
  readonly domain: string;
}

/**
 * What stands between this sign-in and being kept. `unlocking`: the system asks the user for the keychain's password. `unavailable`:
 * there is no keychain. `failing`: there is one, and it does not answer or does not do what it is asked. `corrupt`: what was kept cannot
 * be read. `too-long`: the sign-in does not fit into it.
 */
export type KeychainState = 'working' | 'locked' | 'unlocking' | 'unavailable' | 'failing' | 'corrupt' | 'too-long';

/** What the session knows of its own health; times on the monotonic clock unless told. */
export interface Reach {
  /** When the server last proved that events come from it, which making the application counts as; null before that. */
  readonly aliveAt: number | null;
  /** Whether the server rings this endpoint (`makeMeAvailable`). `partly`: it refused some of what was asked for. */
  readonly available: 'yes' | 'partly' | 'no';
  /** The server takes no calls for this account: it will not help to ask again. */
  readonly callsRefused?: boolean;
  /** Null before the first token. */
  readonly tokenExpiresAt: number | null;
  /** The last renewal failed for now, and is tried again. */
  readonly renewalFailing: boolean;
  /** And it is not tried again without the user. */
  readonly renewalRefused?: boolean;
}

export type OutageCause = 'network' | 'server' | 'asleep' | 'taken-over' | 'signed-out';

/** A time during which calls did not ring here, in ms since 1970. */
export interface Outage {
  readonly from: number;
  readonly to: number;
  readonly cause: OutageCause;
}

/** `uri`: the address that is called, where the server says; the one that signs in may be another. */
export interface SignedInUser {
  readonly name: string;
  readonly address: string;
  readonly uri?: string;
}

export interface SessionModel {
  readonly state: SessionStateName;
  readonly account: Account;
  readonly user: SignedInUser | null;
  /** Why there is none; while `reconnecting` why not yet, where that is more than a network that is away. */
  readonly failure: SignInFailure | null;
  /** Set in `trust-asked` only. */
  readonly trust: TrustQuestion | null;
  readonly failedAt: number;
  readonly keychain: KeychainState;
  /** Secrets of a sign-in that is over are still in the keychain. */
  readonly undeleted: boolean;
  readonly reach: Reach;
  /** Newest first, the last twenty. */
  readonly outages: readonly Outage[];
}

export type SessionEvent =
  | { readonly type: 'sign-in-started'; readonly account: Account }
  | { readonly type: 'sign-in-stage'; readonly stage: SessionStage }
  | { readonly type: 'sign-in-failed'; readonly failure: SignInFailure; readonly at: number }
  | { readonly type: 'online'; readonly user: SignedInUser }
  | { readonly type: 'trust-asked'; readonly question: TrustQuestion }
  | { readonly type: 'reconnecting'; readonly failure?: SignInFailure; readonly at?: number }
  | { readonly type: 'signed-out' }
  | { readonly type: 'keychain'; readonly keychain: KeychainState; readonly undeleted: boolean }
  | { readonly type: 'reach'; readonly reach: Partial<Reach> }
  | { readonly type: 'outage-over'; readonly outage: Outage };

const unknownReach: Reach = { aliveAt: null, available: 'no', tokenExpiresAt: null, renewalFailing: false };
const mostOutages = 20;

export const signedOut: SessionModel = {
  state: 'signed-out',
  account: { address: '', userName: '', keep: true, server: '' },
  user: null,
  failure: null,
  trust: null,
  failedAt: 0,
  keychain: 'working',
  undeleted: false,
  reach: unknownReach,
  outages: [],
};

/** A sign-in is under way that the user can still cancel. */
export function isSigningIn({ state }: SessionModel): boolean {
  return state !== 'signed-out' && state !== 'online' && state !== 'reconnecting';
}

/** Total: an event that does not fit the state changes nothing. */
export function reduceSession(model: SessionModel, event: SessionEvent): SessionModel {
  const { state } = model;
  switch (event.type) {
    case 'sign-in-started':
      return { ...ended(model), state: 'discovering', account: event.account };
    case 'sign-in-stage':
      return isSigningIn(model) ? { ...model, state: event.stage, trust: null } : model;
    case 'trust-asked':
      return state === 'signed-out' ? model : { ...model, state: 'trust-asked', trust: event.question, failure: null };
    case 'sign-in-failed':
      return { ...ended(model), failure: event.failure, failedAt: event.at };
    case 'online':
      return state === 'signed-out'
        ? model
        : { ...model, state: 'online', user: event.user, trust: null, failure: null };
    case 'reconnecting':
      return state === 'signed-out'
        ? model
        : {
            ...model,
            state: 'reconnecting',
            trust: null,
            failure: event.failure ?? null,
            failedAt: event.at ?? model.failedAt,
          };
    case 'signed-out':
      return ended(model);
    case 'keychain':
      return { ...model, keychain: event.keychain, undeleted: event.undeleted };
    case 'reach':
      return state === 'signed-out' ? model : { ...model, reach: { ...model.reach, ...event.reach } };
    case 'outage-over':
      return { ...model, outages: [event.outage, ...model.outages].slice(0, mostOutages) };
  }
}

/** What is left when a session is over, whyever. */
function ended(model: SessionModel): SessionModel {
  return { ...model, state: 'signed-out', user: null, trust: null, failure: null, reach: unknownReach };
}
