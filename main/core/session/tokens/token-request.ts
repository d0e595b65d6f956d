import type { HttpResponse, ParsedUrl, VisitFailure } from '../../ports.ts';
import { failed, type Result } from '../../result.ts';
import { isRecord } from '../../schema/record.ts';
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
import { parseJson } from '../../ucwa/resource.ts';
import type { UcwaFailure } from '../failure.ts';
import type { SignInFailureKind, SignInWay } from '../sign-in-failure.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import { type Attempt, type RefreshToken, readTokenReply, type TokenResult } from './token-reply.ts';
import type { Visits } from './visits.ts';

/** What a server's challenge says, and the URL that challenged. */
export type Issuer = TokenIssuer & { readonly base: string };

export type Sender = (operation: Operation) => Promise<Result<HttpResponse, UcwaFailure>>;

export interface TokenRequestDeps {
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
function waysOf({ grantTypes, authorizationUri }: TokenIssuer): readonly SignInWay[] {
  const page = grantTypes.includes(grants.passive) || authorizationUri !== null;
  return [
    ...(grantTypes.includes(grants.password) ? (['password'] as const) : []),
    ...(grantTypes.includes(grants.integrated) ? (['integrated'] as const) : []),
    ...(page ? (['page'] as const) : []),
  ];
}

/**
 * Gets a token from whoever issues it: by the password where the user typed one, in the form or, where no form takes it, by Negotiate or
 * NTLM; otherwise by the best of the ways that need none, as the user of this computer, then on the organization's page (AD FS, then
 * OAuth 2.0). Pages open only where the user is there for them.
 */
export function createTokenRequest(deps: TokenRequestDeps): (issuer: Issuer, send: Sender) => Promise<TokenResult> {
  const { policy, password, visits } = deps;

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
      return readTokenReply(await send(requestTokenByPassword(href, deps.userName, secret)), href, 'password');
    }

    async function typed({ href }: ParsedUrl, secret: string): Promise<Attempt> {
      const reply = await send(requestTokenIntegrated(href, { userName: deps.userName, password: secret }));
      // A server that knows tickets only has not seen the password: it cannot be wrong.
      const wasSeen = reply.ok && reply.value.tookCredentials === true;
      return readTokenReply(reply, href, wasSeen ? 'password' : 'no-password-grant');
    }

    async function integrated({ href }: ParsedUrl): Promise<Attempt> {
      return readTokenReply(await send(requestTokenIntegrated(href, 'integrated')), href, 'integrated');
    }

    async function passive({ href, origin }: ParsedUrl): Promise<Attempt> {
      const first = await send(requestTokenPassive(href));
      const page = first.ok && first.value.status === 400 ? passivePage(first.value) : null;
      if (page === null) return readTokenReply(first, href, 'page-failed');
      const target = policy.admit(page, href);
      if (target === null) return failed(policy.refusal(page, href));
      if (!visits.allowed()) return { ok: 'refused', kind: 'page-needed', code: 'passive' };
      const visit = await visits.passive(target.href, origin);
      if (!visit.ok) return afterVisit(visit.failure);
      return readTokenReply(await send(requestTokenPassive(href)), href, 'page-failed');
    }

    async function oauth(page: string, { clientId }: Issuer): Promise<Attempt> {
      const target = policy.admit(page, base);
      const challenged = policy.admit(base);
      if (target === null || challenged === null) return failed(policy.refusal(page, base));
      const endpoint = tokenEndpoint(target.href);
      const client: OauthClient = { clientId: deps.clientId ?? clientId ?? '', resource: challenged.origin };
      const kept = deps.refreshFor(endpoint);
      if (kept !== undefined) {
        const reply = await send(requestTokenByRefresh(endpoint, client, kept.value));
        const renewed = readTokenReply(reply, endpoint, 'page-needed', kept);
        if (renewed.ok !== 'refused') return renewed;
        deps.forgetRefresh(endpoint);
      }
      if (!visits.allowed()) return { ok: 'refused', kind: 'page-needed', code: 'oauth' };
      const { address } = deps;
      const visit = await visits.authorize({ authorizationUri: target.href, loginHint: address, ...client });
      if (!visit.ok) return afterVisit(visit.failure);
      const reply = await send(requestTokenByCode(endpoint, client, visit.value));
      return readTokenReply(reply, endpoint, 'page-failed', { value: '', endpoint });
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

function passivePage({ body }: HttpResponse): string | null {
  const fields = parseJson(body);
  if (!isRecord(fields) || fields.error !== 'invalid_grant') return null;
  const page = fields.ms_rtc_passiveauthuri;
  return typeof page === 'string' && page !== '' ? page : null;
}
