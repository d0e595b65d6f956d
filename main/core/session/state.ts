/**
 * The session: whether calls ring here, and if not, why.
 *
 *     signed-out --sign-in--> discovering --> authenticating --> registering --> online
 *          ^                       |                |                 |           |  ^
 *          |<--failed, cancelled---+----------------+-----------------+           v  |
 *          |<--signed out, replaced, token refused---------------------------- reconnecting
 *
 * `reconnecting` is also where a kept sign-in waits for the network at start.
 */
export type SessionStage = 'discovering' | 'authenticating' | 'registering';
export type SessionStateName = 'signed-out' | SessionStage | 'online' | 'reconnecting';

/** What the sign-in form holds, but for the password. */
export interface Account {
  readonly address: string;
  readonly userName: string;
  readonly keep: boolean;
  readonly server: string;
}

/** Why there is no session, as far as the user has to know. */
export type SignInFailureKind =
  | 'address'
  | 'password'
  | 'password-needed'
  | 'no-server'
  | 'offline'
  | 'certificate'
  | 'untrusted-domain'
  | 'no-answer'
  | 'server-error'
  | 'not-ucwa'
  | 'no-password-grant'
  | 'no-calls'
  | 'replaced'
  | 'gone';

export interface SignInFailure {
  readonly kind: SignInFailureKind;
  /** The host concerned; empty where there is none. */
  readonly host: string;
  /** For "Copy details": status, code and subcode; no secrets and no names. */
  readonly code: string;
}

/**
 * What stands between this sign-in and being kept. `unlocking`: the system asks the user for the keychain's password. `unavailable`:
 * there is no keychain. `failing`: there is one, and it does not answer or does not do what it is asked. `corrupt`: what was kept cannot
 * be read. `too-long`: the sign-in does not fit into it.
 */
export type KeychainState = 'working' | 'locked' | 'unlocking' | 'unavailable' | 'failing' | 'corrupt' | 'too-long';

/** What the session knows of its own health; times on the monotonic clock unless told. */
export interface Reach {
  /** When the event channel last proved to be alive; null before the first time. */
  readonly aliveAt: number | null;
  /** Whether the server rings this endpoint (`makeMeAvailable`). `partly`: it refused some of what was asked for. */
  readonly available: 'yes' | 'partly' | 'no';
  /** In ms since 1970; null before the first token. */
  readonly tokenExpiresAt: number | null;
  /** The last renewal failed for now, and is tried again. */
  readonly renewalFailing: boolean;
}

export type OutageCause = 'network' | 'server' | 'asleep' | 'taken-over' | 'signed-out';

/** A time during which calls did not ring here, in ms since 1970. */
export interface Outage {
  readonly from: number;
  readonly to: number;
  readonly cause: OutageCause;
}

export interface SessionModel {
  readonly state: SessionStateName;
  readonly account: Account;
  readonly user: { readonly name: string; readonly address: string } | null;
  readonly failure: SignInFailure | null;
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
  | { readonly type: 'online'; readonly user: { readonly name: string; readonly address: string } }
  | { readonly type: 'reconnecting' }
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
  failedAt: 0,
  keychain: 'working',
  undeleted: false,
  reach: unknownReach,
  outages: [],
};

/** A sign-in is under way that the user can still cancel. */
export function isSigningIn({ state }: SessionModel): boolean {
  return state === 'discovering' || state === 'authenticating' || state === 'registering';
}

/** Total: an event that does not fit the state changes nothing but what it says. */
export function reduceSession(model: SessionModel, event: SessionEvent): SessionModel {
  switch (event.type) {
    case 'sign-in-started':
      return { ...model, state: 'discovering', account: event.account, failure: null };
    case 'sign-in-stage':
      return model.state === 'reconnecting' ? model : { ...model, state: event.stage };
    case 'sign-in-failed':
      return {
        ...model,
        state: 'signed-out',
        user: null,
        failure: event.failure,
        failedAt: event.at,
        reach: unknownReach,
      };
    case 'online':
      return { ...model, state: 'online', user: event.user, failure: null };
    case 'reconnecting':
      return { ...model, state: 'reconnecting' };
    case 'signed-out':
      return { ...model, state: 'signed-out', user: null, failure: null, reach: unknownReach };
    case 'keychain':
      return { ...model, keychain: event.keychain, undeleted: event.undeleted };
    case 'reach':
      return { ...model, reach: { ...model.reach, ...event.reach } };
    case 'outage-over':
      return { ...model, outages: [event.outage, ...model.outages].slice(0, mostOutages) };
  }
}
