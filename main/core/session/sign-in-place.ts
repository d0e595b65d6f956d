import type { SignInRequest } from '../../../preload/contract/index.ts';
import type { Urls } from '../ports.ts';
import { serverUrl } from './discovery/candidates.ts';
import { signInDomain } from './discovery/known-servers.ts';
import type { Account } from './state.ts';
import { typedAddress, typedServer, visible } from './typed.ts';

/**
 * What is signed in with: what was meant by what was typed into the form, and without the passwords. Null where the sign-in address or the
 * server is none. Whatever else is made of what was typed belongs here, because the user is asked about what comes of it.
 */
export function accountOf(request: Omit<SignInRequest, 'password'>, urls: Urls): Account | null {
  const address = typedAddress(request.address, urls);
  const server = typedServer(request.server, urls);
  if (address === null || server === null) return null;
  return { address, server, userName: visible(request.userName), keep: request.keep };
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
