import type { Clock, HttpResponse } from '../ports.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import { requestTokenByPassword } from '../ucwa/request/token.ts';
import { isRecord, parseJson } from '../ucwa/resource.ts';
import type { UcwaFailure } from './failure.ts';
import type { OriginPolicy } from './origin-policy.ts';
import type { SignInFailureKind } from './state.ts';

/** A web ticket: good for one origin, until it expires or the server says so. */
export interface Token {
  readonly value: string;
  /** In ms since 1970, because a kept token outlives the process. */
  readonly expiresAt: number;
}

export interface Issuer {
  readonly href: string;
  readonly grantTypes: readonly string[];
  /** The URL that challenged. */
  readonly base: string;
}

type Sender = (operation: Operation) => Promise<Result<HttpResponse, UcwaFailure>>;

/** The tokens of one sign-in, by origin. */
export interface TokenStore {
  tokenFor(origin: string): string | null;
  /**
   * A token in place of `refused`. However many ask at a time, one request goes out for each origin; whoever comes late with a
   * token that was replaced meanwhile gets the new one without a request.
   */
  renew(origin: string, refused: string | null, issuer: Issuer, send: Sender): Promise<Result<string, UcwaFailure>>;
  all(): Readonly<Record<string, Token>>;
}

interface TokenParts {
  readonly clock: Clock;
  readonly policy: OriginPolicy;
  readonly userName: string;
  readonly password: string | null;
  readonly kept: Readonly<Record<string, Token>>;
  /** Called after each new token. */
  readonly onRenewed: () => void;
}

export function createTokenStore({ clock, policy, userName, password, kept, onRenewed }: TokenParts): TokenStore {
  const tokens = new Map<string, Token>(Object.entries(kept));
  const renewals = new Map<string, Promise<Result<string, UcwaFailure>>>();

  async function request(origin: string, issuer: Issuer, send: Sender): Promise<Result<string, UcwaFailure>> {
    const target = policy.admit(issuer.href, issuer.base);
    if (target === null) return failed({ kind: 'untrusted', host: '' });
    const refuse = (kind: SignInFailureKind, code: string) =>
      failed({ kind: 'sign-in' as const, failure: { kind, host: target.host, code } });
    if (!issuer.grantTypes.includes('password')) return refuse('no-password-grant', issuer.grantTypes.join(' '));
    if (password === null) return refuse('password-needed', 'no password');
    const response = await send(requestTokenByPassword(target.href, userName, password));
    if (!response.ok) return response;
    const { status } = response.value;
    const body = parseJson(response.value.body);
    if (status === 200 && isRecord(body) && typeof body.access_token === 'string') {
      const lifetimeS = typeof body.expires_in === 'number' && body.expires_in > 0 ? body.expires_in : 3600;
      tokens.set(origin, { value: body.access_token, expiresAt: clock.wall() + lifetimeS * 1000 });
      onRenewed();
      return ok(body.access_token);
    }
    const error = isRecord(body) && typeof body.error === 'string' ? body.error : '';
    if (error === 'invalid_grant' || status === 401) return refuse('password', `${status} ${error}`.trim());
    if (error === 'unsupported_grant_type') return refuse('no-password-grant', `${status} ${error}`);
    return refuse('server-error', `${status} ${error}`.trim());
  }

  const tokenFor = (origin: string): string | null => {
    const token = tokens.get(origin);
    return token !== undefined && token.expiresAt > clock.wall() ? token.value : null;
  };

  return {
    tokenFor,
    renew(origin, refused, issuer, send) {
      const present = tokenFor(origin);
      if (present !== null && present !== refused) return Promise.resolve(ok(present));
      const underWay = renewals.get(origin);
      if (underWay !== undefined) return underWay;
      const renewal = request(origin, issuer, send).finally(() => renewals.delete(origin));
      renewals.set(origin, renewal);
      return renewal;
    },
    all: () => Object.fromEntries(tokens),
  };
}
