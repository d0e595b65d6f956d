import type { HttpResponse } from '../../ports.ts';
import { failed, ok, type Result } from '../../result.ts';
import { isRecord } from '../../schema/record.ts';
import { parseJson } from '../../ucwa/resource.ts';
import { hostIn, type UcwaFailure } from '../failure.ts';
import type { SignInFailureKind } from '../sign-in-failure.ts';

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

export type TokenResult = Result<FreshToken, UcwaFailure>;

/** What the token service came to, or whether another way is to be tried. */
export type Attempt = TokenResult | { readonly ok: 'refused'; readonly kind: SignInFailureKind; readonly code: string };

/**
 * A token, or why there is none. `refusal` is what it means that the service does not take what was sent. `refresh`: what renewed or
 * will renew it; a service may give another. Only a fault of the service's own (5xx) may pass by itself: whatever else it says was said
 * to this secret, and sending that again could lock the account.
 */
export function readTokenReply(
  reply: Result<HttpResponse, UcwaFailure>,
  service: string,
  refusal: SignInFailureKind,
  refresh?: RefreshToken,
): Attempt {
  if (!reply.ok) return reply;
  const { status } = reply.value;
  const body = parseJson(reply.value.body);
  const fields = isRecord(body) ? body : {};
  if (status === 200 && isToken(fields.access_token)) {
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

/** What can stand in a header (RFC 6749 appendix A.12). */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value);
}

/** No token is good for longer, whatever a server or a clock that was set wrong makes of it; in milliseconds. */
export const longestLifeMs = 86_400_000;
const usualLifeMs = 3_600_000;

/** `expires_in` (RFC 6749 section 5.1): seconds as a number or, from some servers, as text; an hour where it makes no sense, as less than a second does not. */
function lifetimeIn(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'string' ? Number(expiresIn) : expiresIn;
  return typeof seconds === 'number' && seconds >= 1 ? Math.min(seconds * 1000, longestLifeMs) : usualLifeMs;
}
