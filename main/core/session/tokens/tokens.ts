import * as v from 'valibot';
import type { Clock } from '../../ports.ts';
import { failed, ok, type Result } from '../../result.ts';
import { fields, ifFits } from '../../schema/fields.ts';
import type { Schema } from '../../schema/schema.ts';
import { hostIn, isPassing, type UcwaFailure } from '../failure.ts';
import { isLackOfWay, type SignInFailure } from '../sign-in-failure.ts';
import { createSpacing } from './spacing.ts';
import { type FreshToken, longestLifeMs, type RefreshToken } from './token-reply.ts';
import type { Issuer, Sender } from './token-request.ts';

/** A web ticket or an OAuth 2.0 token: good for one origin, until it expires or the server says so. */
export interface Token {
  readonly value: string;
  /** In ms since 1970, because a kept token outlives the process. */
  readonly expiresAt: number;
  /** What renews it without the user. */
  readonly refresh?: RefreshToken;
}

/** The tokens of one sign-in, by origin. */
export interface TokenStore {
  tokenFor(origin: string): string | null;
  /** How long the token is good for, in milliseconds; null where there is none. */
  remainingMs(origin: string): number | null;
  /**
   * A token in place of `refused`. However many ask at a time, one request goes out for each origin; whoever comes late with a
   * token that was replaced meanwhile gets the new one without a request. What the server has refused for good is not sent to it again:
   * a wrong password would lock the account. What a service failed over is sent to it a few times an hour at most.
   */
  renew(origin: string, refused: string | null, issuer: Issuer, send: Sender): Promise<Result<string, UcwaFailure>>;
  refreshFor(endpoint: string): RefreshToken | undefined;
  /** An endpoint did not take its refresh token: it is not sent again. */
  forgetRefresh(endpoint: string): void;
  /** The user asks for it: a service that failed is asked without waiting. */
  release(): void;
  all(): Readonly<Record<string, Token>>;
}

interface TokenStoreDeps {
  readonly clock: Clock;
  readonly kept: Readonly<Record<string, Token>>;
  readonly request: (issuer: Issuer, send: Sender) => Promise<Result<FreshToken, UcwaFailure>>;
  /** Called after each new token. */
  readonly onRenewed: (origin: string) => void;
  /** Called where what is kept changed without a new token. */
  readonly onForgotten: () => void;
  /** A service refused for good what it was sent. */
  readonly onRefused: (failure: SignInFailure) => void;
}

interface Held extends Token {
  /** On the monotonic clock, so that setting the date changes nothing. */
  readonly until: number;
}

export function createTokenStore(deps: TokenStoreDeps): TokenStore {
  const { clock, kept, request, onRenewed } = deps;
  const spacing = createSpacing(clock);
  const renewals = new Map<string, Promise<Result<string, UcwaFailure>>>();
  const [now, wall] = [clock.now(), clock.wall()];
  const tokens = new Map<string, Held>(
    Object.entries(kept).map(([origin, token]) => [
      origin,
      { ...token, until: now + Math.min(token.expiresAt - wall, longestLifeMs) },
    ]),
  );
  let refusal: UcwaFailure | null = null;

  async function fetch(origin: string, issuer: Issuer, send: Sender): Promise<Result<string, UcwaFailure>> {
    const service = serviceOf(issuer);
    const held = spacing.held(service);
    if (held !== null) return failed(held);
    let wasAsked = false;
    const result = await request(issuer, (operation) => {
      wasAsked = true;
      return send(operation);
    });
    if (!result.ok) {
      const { failure } = result;
      if (wasAsked) spacing.note(service, failure);
      if (failure.kind === 'sign-in' && !isPassing(failure)) {
        // Where nothing was sent, another service may have a way that this one has not.
        if (wasAsked || !isLackOfWay(failure.failure.kind)) refusal = failure;
        if (wasAsked) deps.onRefused(failure.failure);
      }
      return result;
    }
    spacing.note(service, null);
    const { value, lifetimeMs, refresh } = result.value;
    tokens.delete(origin);
    tokens.set(origin, {
      value,
      expiresAt: clock.wall() + lifetimeMs,
      until: clock.now() + lifetimeMs,
      ...(refresh === undefined ? {} : { refresh }),
    });
    onRenewed(origin);
    return ok(value);
  }

  const remainingMs = (origin: string): number | null => {
    const token = tokens.get(origin);
    return token === undefined ? null : Math.max(0, token.until - clock.now());
  };
  const tokenFor = (origin: string): string | null => {
    const token = tokens.get(origin);
    return token !== undefined && token.until > clock.now() ? token.value : null;
  };

  return {
    tokenFor,
    remainingMs,
    renew(origin, refused, issuer, send) {
      const present = tokenFor(origin);
      if (present !== null && present !== refused) return Promise.resolve(ok(present));
      const underWay = renewals.get(origin);
      if (underWay !== undefined) return underWay;
      if (refusal !== null) return Promise.resolve(failed(refusal));
      const renewal = fetch(origin, issuer, send).finally(() => renewals.delete(origin));
      renewals.set(origin, renewal);
      return renewal;
    },
    refreshFor: (endpoint) =>
      [...tokens.values()].reverse().find(({ refresh }) => refresh?.endpoint === endpoint)?.refresh,
    forgetRefresh(endpoint) {
      for (const [origin, { refresh, ...token }] of tokens) {
        if (refresh?.endpoint === endpoint) tokens.set(origin, token);
      }
      deps.onForgotten();
    },
    release: spacing.release,
    all: () => Object.fromEntries([...tokens].map(([origin, { until: _, ...token }]) => [origin, token])),
  };
}

/** Whom a challenge sends to: by the host, because what stands behind it may be another for each challenge. */
function serviceOf({ href, authorizationUri, base }: Issuer): string {
  return [href, authorizationUri, base].map((url) => hostIn(url ?? '')).find((host) => host !== '') ?? '';
}

/** A token as an earlier run kept it. */
export const keptToken: Schema<Token> = fields({
  value: v.string(),
  expiresAt: v.number(),
  refresh: ifFits(fields({ value: v.string(), endpoint: v.string() })),
});
