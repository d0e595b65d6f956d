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

export type KeychainState = 'working' | 'locked' | 'unavailable';

export interface SessionModel {
  readonly state: SessionStateName;
  readonly account: Account;
  readonly user: { readonly name: string; readonly address: string } | null;
  readonly failure: SignInFailure | null;
  readonly failedAt: number;
  readonly keychain: KeychainState;
}

export type SessionEvent =
  | { readonly type: 'sign-in-started'; readonly account: Account }
  | { readonly type: 'sign-in-stage'; readonly stage: SessionStage }
  | { readonly type: 'sign-in-failed'; readonly failure: SignInFailure; readonly at: number }
  | { readonly type: 'online'; readonly user: { readonly name: string; readonly address: string } }
  | { readonly type: 'reconnecting' }
  | { readonly type: 'signed-out' }
  | { readonly type: 'keychain'; readonly keychain: KeychainState };

export const signedOut: SessionModel = {
  state: 'signed-out',
  account: { address: '', userName: '', keep: true, server: '' },
  user: null,
  failure: null,
  failedAt: 0,
  keychain: 'working',
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
      return { ...model, state: 'signed-out', user: null, failure: event.failure, failedAt: event.at };
    case 'online':
      return { ...model, state: 'online', user: event.user, failure: null };
    case 'reconnecting':
      return { ...model, state: 'reconnecting' };
    case 'signed-out':
      return { ...model, state: 'signed-out', user: null, failure: null };
    case 'keychain':
      return { ...model, keychain: event.keychain };
  }
}
