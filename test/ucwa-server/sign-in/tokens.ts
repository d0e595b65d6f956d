/** Tokens, each good for one origin only and for a limited time: web tickets, and what the authorization server gives. */
import { randomBytes } from 'node:crypto';
import { monotonicNow } from '../ledger.ts';

export type TokenKind = 'ticket' | 'oauth';

export class Tokens {
  readonly #now: () => number;
  readonly #issued = new Map<string, { readonly origin: string | null; readonly until: number }>();

  /** @param now in milliseconds */
  constructor(now: () => number = monotonicNow) {
    this.#now = now;
  }

  /** @param origin scheme and host; without a port it holds for any. Null: a front gave it, and it is good everywhere. */
  issue(origin: string | null, seconds: number, kind: TokenKind = 'ticket'): string {
    const random = randomBytes(48);
    const token =
      kind === 'ticket' ? `cwt=${random.toString('base64')}` : `eyJ0eXAi.${random.toString('base64url')}.sig`;
    this.#issued.set(token, { origin, until: this.#now() + seconds * 1000 });
    return token;
  }

  /** What an Authorization header is worth at this origin now; `foreign`: it is good at another. */
  judge(authorization: string | undefined, origin: string): 'good' | 'none' | 'stale' | 'foreign' {
    if (authorization === undefined) return 'none';
    const [scheme, token = ''] = authorization.split(' ');
    const issued = scheme?.toLowerCase() === 'bearer' ? this.#issued.get(token) : undefined;
    if (issued === undefined || issued.until <= this.#now()) return 'stale';
    if (issued.origin === null) return 'good';
    return [origin, origin.replace(/:\d+$/, '')].includes(issued.origin) ? 'good' : 'foreign';
  }

  /** Every ticket issued so far is worthless from now on. */
  expireAll(): void {
    this.#issued.clear();
  }
}
