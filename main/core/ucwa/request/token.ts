import type { Authorization, HttpRequest } from '../../ports.ts';
import { type Operation, postForm } from './operation.ts';

/** Names of the grants that a server's challenge offers. */
export const grants = {
  password: 'password',
  integrated: 'urn:microsoft.rtc:windows',
  passive: 'urn:microsoft.rtc:passive',
} as const;

/** Asks the issuer of a challenge for a token by user name and password: POST, 200 (MS-OCAUTHWS, grant type password). */
export function requestTokenByPassword(href: string, userName: string, password: string): Operation {
  return postForm(href, { grant_type: grants.password, username: userName, password });
}

/** The same without a form: HTTP itself signs in, with Negotiate or NTLM, as the user of this computer or with what was typed. */
export function requestTokenIntegrated(
  href: string,
  as: Exclude<HttpRequest['credentials'], 'cookies' | undefined>,
): Operation {
  return { ...postForm(href, { grant_type: grants.integrated }), credentials: as };
}

/**
 * The same by the cookies of a sign-in page: 400 `invalid_grant` with the page's address in `ms_rtc_passiveauthuri` as long as they
 * are not there.
 */
export function requestTokenPassive(href: string): Operation {
  return { ...postForm(href, { grant_type: grants.passive }), credentials: 'cookies' };
}

/** What the requests to an OAuth 2.0 token endpoint share; `resource` is what the token is to be good for. */
export interface OauthClient {
  readonly clientId: string;
  readonly resource: string;
}

/** A code of the authorization page for a token (RFC 6749 section 4.1.3, RFC 7636 section 4.5). */
export function requestTokenByCode(href: string, client: OauthClient, authorization: Authorization): Operation {
  return postForm(href, {
    grant_type: 'authorization_code',
    client_id: client.clientId,
    resource: client.resource,
    code: authorization.code,
    code_verifier: authorization.codeVerifier,
    redirect_uri: authorization.redirectUri,
  });
}

/** A refresh token for a token (RFC 6749 section 6). */
export function requestTokenByRefresh(href: string, client: OauthClient, refreshToken: string): Operation {
  return postForm(href, {
    grant_type: 'refresh_token',
    client_id: client.clientId,
    resource: client.resource,
    refresh_token: refreshToken,
  });
}

/** Where the OAuth 2.0 server of an authorization page hands out tokens: beside it. */
export function tokenEndpoint(authorizationUri: string): string {
  return authorizationUri.replace(/[?#].*$/s, '').replace(/authorize\/?$/, 'token');
}
