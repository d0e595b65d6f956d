import type { SignInRequest } from '../../../preload/contract.ts';
import type { Urls } from '../ports.ts';
import { serverUrl } from './discovery/discover.ts';
import { signInDomain } from './discovery/known-servers.ts';
import type { Account } from './state.ts';

/** Whether something is a sign-in address at all. Nothing is asked for what is none. */
export function isSignInAddress(address: string): boolean {
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address.trim());
}

/**
 * What is signed in with: the form's content without the spaces around it, and without the passwords. Whatever else is made of what was
 * typed belongs here, because the user is asked about what comes of it.
 */
export function accountOf({ address, userName, server, keep }: Omit<SignInRequest, 'password'>): Account {
  return { address: address.trim(), userName: userName.trim(), server: server.trim(), keep };
}

/**
 * What a sign-in asks first, by the words of whoever filled in the form: the server that they named, or the servers of their address's
 * domain. `host` is as it goes into requests (in ASCII), with the port where it is not the usual one.
 */
export interface SignInPlace {
  readonly kind: 'server' | 'domain';
  readonly host: string;
}

/** Read from the very URL that is asked. Null where there is none that may be asked. */
export function placeOf({ address, server }: Account, urls: Urls): SignInPlace | null {
  const prefix = server === '' ? 'https://lyncdiscover.' : 'https://';
  const url = urls.parse(server === '' ? `${prefix}${signInDomain(address)}/` : serverUrl(server));
  if (url === null || url.hasUserInfo || !url.origin.startsWith(prefix)) return null;
  return { kind: server === '' ? 'domain' : 'server', host: url.origin.slice(prefix.length) };
}
