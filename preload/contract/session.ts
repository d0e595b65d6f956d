/** First word of the main window's role=status element. `No calls`: signed in, and the server takes no calls for the account. */
export type SessionStatus = 'Ready' | 'Connecting' | 'Reconnecting' | 'No calls' | 'Signed out';

export interface SessionView {
  readonly status: SessionStatus;
  /** A short line under the status, such as "Calls ring here". */
  readonly detail: string;
  /** Both in one line, such as "Ready: calls ring here". */
  readonly summary: string;
  /** The signed-in user; null while signed out or before the server said who it is. */
  readonly user: { readonly name: string; readonly address: string } | null;
  /** The sign-in form, while there is one to show. */
  readonly signIn: SignInView | null;
}

export interface SignInView {
  readonly address: string;
  readonly userName: string;
  readonly keep: boolean;
  /** Set by hand in place of discovery; empty when discovery is used. */
  readonly server: string;
  /** The stage, such as "Finding your server", while a sign-in is under way. */
  readonly stage: string | null;
  /** Whether the stage waits for the user on a page of the organization. */
  readonly page: boolean;
  /** What only the user can say: whether the servers of that domain are the organization's. */
  readonly trust: TrustView | null;
  readonly problem: ProblemView | null;
}

/** The server leads to `host`; the question is about `domain`, which stands for every host below it. */
export interface TrustView {
  readonly host: string;
  readonly domain: string;
}

/** Those of the proxy are there only while a problem names them, and until the sign-in worked. */
export type SignInField = 'proxyUserName' | 'proxyPassword' | 'address' | 'userName' | 'password' | 'server';

/** What went wrong, in words for the user, with what to do about it. */
export interface ProblemView {
  readonly title: string;
  readonly help: string;
  /** Fields to mark; focus goes to the first of them. */
  readonly fields: readonly SignInField[];
  /** Code and time for "Copy details"; no secrets, no names. */
  readonly details: string;
}

export interface SignInRequest {
  readonly address: string;
  /** Empty: the sign-in address is the user name. */
  readonly userName: string;
  /** Empty: by the best way that the server offers without one. */
  readonly password: string;
  readonly keep: boolean;
  /** Host name or https address; empty: discovery by the address's domain. */
  readonly server: string;
  /** For the proxy that the last sign-in failed at, and for no other. */
  readonly proxy?: ProxyEntry;
}

/** What a proxy is told of the user. */
export interface ProxyEntry {
  readonly userName: string;
  readonly password: string;
}

export type SessionCommand =
  | { readonly type: 'sign-in'; readonly request: SignInRequest }
  | { readonly type: 'cancel-sign-in' }
  | { readonly type: 'trust-domain'; readonly domain: string; readonly trusted: boolean }
  | { readonly type: 'sign-out' }
  | { readonly type: 'reconnect' }
  /** Lets the system ask for the keychain's password. */
  | { readonly type: 'unlock-keychain' };
