import type { SignInRequest } from '../../../preload/contract/index.ts';
import type { Policy } from '../policy/policy.ts';
import type { Clock, Http, Log, Random, Records, SecretStore, SignInPages, Surroundings, Urls, Xml } from '../ports.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import type { Resource } from '../ucwa/resource.ts';
import type { CompleteEvent } from './channel/complete-event.ts';
import type { UcwaResult } from './requests/transport.ts';
import type { SessionEvent } from './state.ts';

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
  /** What the user can begin now, as far as the server takes it; hrefs are as it wrote them, and resolve against `base`. */
  | {
      readonly type: 'communication';
      readonly communication: Resource;
      readonly base: string;
      readonly policies: string | null;
      readonly groups: string | null;
    }
  /** The event channel is down: what rings cannot be answered. */
  | { readonly type: 'network-dropped' };

/** Makes an href absolute; null where there is none, or where it leads out of the session's hosts. */
export type Resolve = (href: string | null) => string | null;

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
  /** Makes an href absolute, against the application's address unless told; null where there is none, or where it leads out of the session's hosts. */
  resolve(href: string | null, base?: string): string | null;
  /** Has a connection ready for a request to that absolute URL, until the returned function is called. */
  prepare(url: string): () => void;
  /** Ends the application on the server and everything under way. */
  stop(): Promise<void>;
}

export interface SessionDeps {
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
