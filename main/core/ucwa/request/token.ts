import type { Operation } from './operation.ts';

/** Asks the issuer of a challenge for a token by user name and password: POST, 200 (MS-OCAUTHWS, grant type password). */
export function requestTokenByPassword(href: string, userName: string, password: string): Operation {
  const fields = { grant_type: 'password', username: userName, password };
  return {
    method: 'POST',
    href,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    body: Object.entries(fields)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&'),
  };
}
