import type { HttpResponse, ParsedUrl, VisitFailure } from '../../ports.ts';
import { failed, ok, type Result } from '../../result.ts';
import type { TokenIssuer } from '../../ucwa/challenge.ts';
import type { Operation } from '../../ucwa/request/operation.ts';
import {
  grants,
  type OauthClient,
  requestTokenByCode,
  requestTokenByPassword,
  requestTokenByRefresh,
  requestTokenIntegrated,
  requestTokenPassive,
  tokenEndpoint,
} from '../../ucwa/request/token.ts';
import { isRecord, parseJson } from '../../ucwa/resource.ts';
import type { OriginPolicy } from '../discovery/origin-policy.ts';
import { hostIn, type UcwaFailure } from '../failure.ts';
import type { SignInFailureKind, SignInWay } from '../state.ts';
import type { Visits } from './visits.ts';

/** What a server's challenge says, and the URL that challenged. */
export type Issuer = TokenIssuer & { readonly base: string };

/** A refresh token, and the OAuth 2.0 endpoint that takes it. */
export interface RefreshToken {
  readonly value: string;
  readonly endpoint: string;
}

export interface FreshToken {
  readonly value: string;
  readonly lifetimeMs: number;
  readonly refresh?: RefreshToken;
}

export type Sender = (operation: Operation) => Promise<Result<HttpResponse, UcwaFailure>>;
type TokenResult = Result<FreshToken, UcwaFailure>;

export interface TokenRequestParts {
  readonly policy: OriginPolicy;
  readonly userName: string;
  /** The sign-in address, for the page of the organization. */
  readonly address: string;
  /** Null where the user typed none. */
  readonly password: string | null;
  readonly visits: Visits;
  /** In place of the challenge's `client_id`. */
  readonly clientId: string | null;
  /** The refresh token that an endpoint gave, if one is there. */
  readonly refreshFor: (endpoint: string) => RefreshToken | undefined;
  /** The endpoint does not take it any more. */
  readonly forgetRefresh: (endpoint: string) => void;
}

/** How a server lets users sign in, best first. */
export function waysOf({ grantTypes, authorizationUri }: TokenIssuer): readonly SignInWay[] {
  const page = grantTypes.includes(grants.passive) || authorizationUri !== null;
  return [
    ...(grantTypes.includes(grants.password) ? (['password'] as const) : []),
    ...(grantTypes.includes(grants.integrated) ? (['integrated'] as const) : []),
    ...(page ? (['page'] as const) : []),
  ];
}

/** What the token service came to, or whether another way is to be tried. */
type Attempt = TokenResult | { readonly ok: 'refused'; readonly kind: SignInFailureKind; readonly code: string };

/**
 * Gets a token from whoever issues it: by the password where the user typed one, in the form or, where no form takes it, by Negotiate or
 * NTLM; otherwise by the best of the ways that need none, as the user of this computer, then on the organization's page (AD FS, then
 * OAuth 2.0). Pages open only where the user is there for them.
 */
export function createTokenRequest(parts: TokenRequestParts): (issuer: Issuer, send: Sender) => Promise<TokenResult> {
  const { policy, password, visits } = parts;

  return async (issuer, send) => {
    const { grantTypes, authorizationUri, base } = issuer;
    const ways = waysOf(issuer);
    const service = issuer.href === null ? null : policy.admit(issuer.href, base);
    if (issuer.href !== null && service === null) return failed(policy.refusal(issuer.href, base));
    const host = (service ?? policy.admit(base))?.host ?? '';
    const refuse = (kind: SignInFailureKind, code: string): TokenResult =>
      failed({ kind: 'sign-in', failure: { kind, host, code, ways } });

    if (password !== null) {
      const byTyped = grantTypes.includes(grants.password)
        ? byPassword
        : grantTypes.includes(grants.integrated)
          ? typed
          : null;
      if (service === null || byTyped === null) return refuse('no-password-grant', grantTypes.join(' '));
      return settle(await byTyped(service, password), refuse);
    }
    let last: Attempt | null = null;
    if (service !== null && grantTypes.includes(grants.integrated)) last = await integrated(service);
    if (isOpen(last) && service !== null && grantTypes.includes(grants.passive)) last = await passive(service);
    if (isOpen(last) && authorizationUri !== null) last = await oauth(authorizationUri, issuer);
    const unasked = last?.ok === 'refused' && last.kind === 'integrated' && !visits.allowed();
    if (last !== null && !(unasked && ways.includes('password'))) return settle(last, refuse);
    return refuse(ways.includes('password') ? 'password-needed' : 'no-way', 'no password');

    async function byPassword({ href }: ParsedUrl, secret: string): Promise<Attempt> {
      return read(await send(requestTokenByPassword(href, parts.userName, secret)), href, 'password');
    }

    async function typed({ href }: ParsedUrl, secret: string): Promise<Attempt> {
      const reply = await send(requestTokenIntegrated(href, { userName: parts.userName, password: secret }));
      // A server that knows tickets only has not seen the password: it cannot be wrong.
      const wasSeen = reply.ok && reply.value.tookCredentials === true;
      return read(reply, href, wasSeen ? 'password' : 'no-password-grant');
    }

    async function integrated({ href }: ParsedUrl): Promise<Attempt> {
      return read(await send(requestTokenIntegrated(href, 'integrated')), href, 'integrated');
    }

    async function passive({ href, origin }: ParsedUrl): Promise<Attempt> {
      const first = await send(requestTokenPassive(href));
      const page = first.ok && first.value.status === 400 ? passivePage(first.value) : null;
      if (page === null) return read(first, href, 'page-failed');
      const target = policy.admit(page, href);
      if (target === null) return failed(policy.refusal(page, href));
      if (!visits.allowed()) return { ok: 'refused', kind: 'page-needed', code: 'passive' };
      const visit = await visits.passive(target.href, origin);
      if (!visit.ok) return afterVisit(visit.failure);
      return read(await send(requestTokenPassive(href)), href, 'page-failed');
    }

    async function oauth(page: string, { clientId }: Issuer): Promise<Attempt> {
      const target = policy.admit(page, base);
      const challenged = policy.admit(base);
      if (target === null || challenged === null) return failed(policy.refusal(page, base));
      const endpoint = tokenEndpoint(target.href);
      const client: OauthClient = { clientId: parts.clientId ?? clientId ?? '', resource: challenged.origin };
      const kept = parts.refreshFor(endpoint);
      if (kept !== undefined) {
        const reply = await send(requestTokenByRefresh(endpoint, client, kept.value));
        const renewed = read(reply, endpoint, 'page-needed', kept);
        if (renewed.ok !== 'refused') return renewed;
        parts.forgetRefresh(endpoint);
      }
      if (!visits.allowed()) return { ok: 'refused', kind: 'page-needed', code: 'oauth' };
      const { address } = parts;
      const visit = await visits.authorize({ authorizationUri: target.href, loginHint: address, ...client });
      if (!visit.ok) return afterVisit(visit.failure);
      const reply = await send(requestTokenByCode(endpoint, client, visit.value));
      return read(reply, endpoint, 'page-failed', { value: '', endpoint });
    }
  };
}

/** Whether the next way is to be tried: nothing was, or the server did not take it. */
function isOpen(attempt: Attempt | null): boolean {
  return attempt === null || (attempt.ok === 'refused' && attempt.kind === 'integrated');
}

function settle(attempt: Attempt, refuse: (kind: SignInFailureKind, code: string) => TokenResult): TokenResult {
  return attempt.ok === 'refused' ? refuse(attempt.kind, attempt.code) : attempt;
}

function afterVisit({ kind }: VisitFailure): Attempt {
  return { ok: 'refused', kind: kind === 'closed' ? 'page-closed' : 'page-failed', code: `page ${kind}` };
}

/**
 * A token, or why there is none. `refusal` is what it means that the service does not take what was sent. `refresh`: what renewed or
 * will renew it; a service may give another. Only a fault of the service's own (5xx) may pass by itself: whatever else it says was said
 * to this secret, and sending that again could lock the account.
 */
function read(
  reply: Result<HttpResponse, UcwaFailure>,
  service: string,
  refusal: SignInFailureKind,
  refresh?: RefreshToken,
): Attempt {
  if (!reply.ok) return reply;
  const { status } = reply.value;
  const body = parseJson(reply.value.body);
  const fields = isRecord(body) ? body : {};
  if (status === 200 && typeof fields.access_token === 'string' && fields.access_token !== '') {
    const next = typeof fields.refresh_token === 'string' ? fields.refresh_token : refresh?.value;
    return ok({
      value: fields.access_token,
      lifetimeMs: lifetimeIn(fields.expires_in),
      ...(refresh === undefined || !next ? {} : { refresh: { value: next, endpoint: refresh.endpoint } }),
    });
  }
  const error = typeof fields.error === 'string' ? fields.error : '';
  const code = `${status} ${error}`.trim();
  if (status >= 500) return failed({ kind: 'sign-in', failure: { kind: 'server-error', host: hostIn(service), code } });
  if (error === 'unsupported_grant_type') {
    return { ok: 'refused', kind: refusal === 'password' ? 'no-password-grant' : refusal, code };
  }
  const refused = error === 'invalid_grant' || error === 'interaction_required' || status === 401;
  return { ok: 'refused', kind: refused ? refusal : status < 400 ? 'not-ucwa' : 'sign-in-refused', code };
}

/** No token is good for longer, whatever a server or a clock that was set wrong makes of it; in milliseconds. */
export const longestLifeMs = 86_400_000;
const usualLifeMs = 3_600_000;

/** `expires_in` (RFC 6749 section 5.1): seconds as a number or, from some servers, as text; an hour where it makes no sense, as less than a second does not. */
export function lifetimeIn(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'string' ? Number(expiresIn) : expiresIn;
  return typeof seconds === 'number' && seconds >= 1 ? Math.min(seconds * 1000, longestLifeMs) : usualLifeMs;
}

function passivePage({ body }: HttpResponse): string | null {
  const fields = parseJson(body);
  if (!isRecord(fields) || fields.error !== 'invalid_grant') return null;
  const page = fields.ms_rtc_passiveauthuri;
  return typeof page === 'string' && page !== '' ? page : null;
}
