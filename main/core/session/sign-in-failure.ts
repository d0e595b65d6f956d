import type { CertificateFault } from '../ports.ts';

/** Why there is no session, as far as the user has to know. */
export type SignInFailureKind =
  | 'address'
  | 'server-address'
  | 'password'
  | 'password-needed'
  /** The token service refused what it was sent, in other words than those for a wrong password. */
  | 'sign-in-refused'
  /** It can be renewed only on the organization's page, and nobody asked for that page now. */
  | 'page-needed'
  | 'page-closed'
  | 'page-failed'
  /** The server did not take the user of this computer (Negotiate or NTLM). */
  | 'integrated'
  | 'no-server'
  | 'offline'
  | 'name-server'
  /** The name server of this network gives no address that may be used. */
  | 'filtered'
  /** This computer lets no connection out. */
  | 'blocked'
  | 'unreachable'
  | 'refused'
  | 'cut'
  | 'tls-cut'
  | 'tls-version'
  | 'tls'
  | 'not-tls'
  | 'client-certificate'
  | 'certificate'
  /** Only to be reached over http, or it leads there. */
  | 'insecure'
  | 'proxy'
  | 'proxy-auth'
  /** The proxy asks who is there by something else than a user name and a password. */
  | 'proxy-scheme'
  /** An administrator wants one, and what they wrote of it cannot be read. */
  | 'proxy-unknown'
  | 'untrusted-domain'
  /** An answer without encryption leads to another domain. */
  | 'unproven-domain'
  | 'no-answer'
  | 'server-error'
  | 'not-ucwa'
  /** The server does not say who the user is. */
  | 'no-me'
  | 'no-password-grant'
  /** It offers no way to sign in that this app knows. */
  | 'no-way'
  | 'not-allowed'
  | 'replaced'
  | 'gone'
  /** The server takes sign-ins, and does not tell this app of calls. */
  | 'no-events'
  | 'too-many'
  | 'inactive'
  | 'app-not-allowed';

/** Whether signing in again is all that is missing: the server knows the session, and only its token could not be renewed. */
export function endsWithSigningIn(kind: SignInFailureKind): boolean {
  return ['password', 'password-needed', 'sign-in-refused', 'page-needed', 'page-closed', 'integrated'].includes(kind);
}

/** A server lacks a way to sign in, which differs from server to server: that is no word about the account. */
export function isLackOfWay(kind: SignInFailureKind): boolean {
  return ['no-password-grant', 'password-needed', 'no-way'].includes(kind);
}

/** What a token service that refuses for good may come to. */
export const refusalKinds: readonly SignInFailureKind[] = [
  'password',
  'password-needed',
  'sign-in-refused',
  'page-needed',
  'page-closed',
  'page-failed',
  'integrated',
  'not-ucwa',
  'no-password-grant',
  'no-way',
];

/** How a server lets users sign in. `integrated`: as the user of this computer. `page`: on a page of the organization. */
export type SignInWay = 'password' | 'integrated' | 'page';

export interface SignInFailure {
  readonly kind: SignInFailureKind;
  /** The host concerned; empty where there is none. */
  readonly host: string;
  /** For "Copy details": status, code and subcode; no secrets and no names. */
  readonly code: string;
  /** What is wrong with its certificate. */
  readonly certificate?: CertificateFault;
  /** What the server offers, where that helps. */
  readonly ways?: readonly SignInWay[];
}
