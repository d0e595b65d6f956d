/**
 * OAuth 2.0 as an Azure AD of the first version has it: an authorize page, codes with PKCE (RFC 7636), access tokens for one
 * `resource` each, and refresh tokens that serve every resource.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Incoming } from '../http/incoming.ts';
import { forbidden, type Reply } from '../http/reply.ts';
import type { Site } from '../http/site.ts';
import { type Account, checkPassword } from './account.ts';
import { badForm, oauthError, page, readForm, refusedPage, signInForm } from './form.ts';
import type { Tokens } from './tokens.ts';

const authorizePath = '/common/oauth2/authorize';
const tokenPath = '/common/oauth2/token';
const loginPath = '/common/login';

const known = [
  ...['response_type', 'response_mode', 'client_id', 'redirect_uri', 'resource', 'scope', 'state', 'prompt'],
  ...['code_challenge', 'code_challenge_method', 'login_hint', 'domain_hint'],
];

interface Request {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly resource: string;
  readonly state: string;
  readonly challenge: string;
  readonly loginHint: string;
}

export interface AuthorizationServerParts {
  readonly site: Site;
  readonly account: Account;
  readonly tokens: Tokens;
  /** In seconds, at present. */
  readonly lifetime: () => number;
}

export class AuthorizationServer {
  readonly #parts: AuthorizationServerParts;
  readonly #requests = new Map<string, Request>();
  readonly #codes = new Map<string, Request>();
  /** Clients by refresh token. */
  readonly #refreshTokens = new Map<string, string>();

  constructor(parts: AuthorizationServerParts) {
    this.#parts = parts;
    const add = (path: string, rel: string, methods: Parameters<Site['add']>[1]['methods']): void =>
      parts.site.add(path, { rel, open: true, page: rel !== 'token', methods });
    add(authorizePath, 'authorize', { GET: (incoming) => this.#authorize(incoming) });
    add(loginPath, 'login', { POST: (incoming) => this.#login(incoming) });
    add(tokenPath, 'token', { POST: (incoming) => this.#token(incoming) });
  }

  get authorizationUri(): string {
    return `${this.#parts.site.origin}${authorizePath}`;
  }

  /** No refresh token is taken any more: the user has to sign in again. */
  revoke(): void {
    this.#refreshTokens.clear();
  }

  #authorize(incoming: Incoming): Reply {
    const request = readRequest(incoming);
    if (typeof request === 'string') return refusedPage(request);
    const id = randomUUID();
    this.#requests.set(id, request);
    return page('Sign in to your account', signInForm(loginPath, { request: id }, request.loginHint));
  }

  #login(incoming: Incoming): Reply {
    const form = readForm(incoming);
    const id = form?.get('request') ?? '';
    const request = this.#requests.get(id);
    if (form === null || request === undefined) return refusedPage('a sign-in form that was not handed out');
    const back = new URL(request.redirectUri);
    back.searchParams.set('state', request.state);
    if (form.get('do') === 'cancel') {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'AADSTS65004: User declined to consent.');
    } else {
      const name = form.get('UserName') ?? '';
      if (checkPassword(this.#parts.account, name, form.get('Password') ?? '') !== 'right') {
        const problem = 'Your account or password is incorrect.';
        return page('Sign in to your account', signInForm(loginPath, { request: id }, name, problem));
      }
      const code = randomBytes(32).toString('base64url');
      this.#codes.set(code, request);
      back.searchParams.set('code', code);
      back.searchParams.set('session_state', randomUUID());
    }
    this.#requests.delete(id);
    return { status: 302, headers: { Location: back.href } };
  }

  #token(incoming: Incoming): Reply {
    const form = readForm(incoming);
    if (form === null) return badForm();
    const grant = form.get('grant_type');
    if (grant === 'authorization_code') return this.#byCode(form);
    if (grant === 'refresh_token') return this.#byRefreshToken(form);
    return wrong(`grant ${grant ?? '(none)'} at the authorization server`, 'unsupported_grant_type');
  }

  #byCode(form: ReadonlyMap<string, string>): Reply {
    const code = form.get('code') ?? '';
    const request = this.#codes.get(code);
    this.#codes.delete(code);
    if (request === undefined) return wrong('a code that was never given or was used before', 'invalid_grant');
    if (form.get('client_id') !== request.clientId) return wrong('client_id is another', 'invalid_grant');
    if (form.get('redirect_uri') !== request.redirectUri) return wrong('redirect_uri is another', 'invalid_grant');
    const verifier = form.get('code_verifier') ?? '';
    const hash = createHash('sha256').update(verifier).digest('base64url');
    if (!/^[\w.~-]{43,128}$/.test(verifier) || hash !== request.challenge) {
      return wrong('code_verifier does not fit code_challenge', 'invalid_grant');
    }
    const resource = form.get('resource') ?? request.resource;
    if (resource !== request.resource) return wrong('resource is another', 'invalid_resource');
    return this.#give(request.clientId, resource);
  }

  #byRefreshToken(form: ReadonlyMap<string, string>): Reply {
    const client = this.#refreshTokens.get(form.get('refresh_token') ?? '');
    if (client === undefined) return oauthError('invalid_grant', 'AADSTS70002', { error_codes: [70002] });
    if (form.get('client_id') !== client) return wrong('client_id is another', 'invalid_grant');
    const resource = form.get('resource') ?? '';
    if (!/^https:\/\/[^/]+\/?$/.test(resource)) return wrong(`resource ${resource} is no host`, 'invalid_resource');
    return this.#give(client, resource);
  }

  #give(clientId: string, resource: string): Reply {
    const seconds = this.#parts.lifetime();
    const token = this.#parts.tokens.issue(resource.replace(/\/$/, ''), seconds, 'oauth');
    const refreshToken = randomBytes(48).toString('base64url');
    this.#refreshTokens.set(refreshToken, clientId);
    // Numbers come as texts, as the first version of the service writes them.
    const value = {
      token_type: 'Bearer',
      expires_in: String(seconds),
      expires_on: String(Math.round(Date.now() / 1000) + seconds),
      resource,
      access_token: token,
      refresh_token: refreshToken,
    };
    return { status: 200, headers: { 'Cache-Control': 'no-store' }, body: { kind: 'json', value } };
  }
}

function wrong(violation: string, error: string): Reply {
  return forbidden(violation, oauthError(error, violation, { error_description: violation }));
}

/** The request in the query; what is wrong with it where something is. */
function readRequest({ query }: Incoming): Request | string {
  const strange = [...query.keys()].find((name) => !known.includes(name) || query.getAll(name).length > 1);
  if (strange !== undefined) return `query parameter ${strange} is unknown or comes twice`;
  const field = (name: string): string => query.get(name) ?? '';
  if (field('response_type') !== 'code') return 'response_type is not code';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(field('client_id'))) return 'client_id is no GUID';
  if (!/^http:\/\/(127\.0\.0\.1|\[::1\]|localhost):\d+(\/|$)/.test(field('redirect_uri'))) {
    return 'redirect_uri is not on loopback';
  }
  if (!/^https:\/\/[^/]+\/?$/.test(field('resource'))) return 'resource is no host';
  if (field('state').length < 16) return 'state could be guessed';
  if (field('code_challenge_method') !== 'S256') return 'code_challenge_method is not S256';
  if (!/^[\w-]{43}$/.test(field('code_challenge'))) return 'code_challenge is no SHA-256';
  return {
    clientId: field('client_id'),
    redirectUri: field('redirect_uri'),
    resource: field('resource'),
    state: field('state'),
    challenge: field('code_challenge'),
    loginHint: field('login_hint'),
  };
}
