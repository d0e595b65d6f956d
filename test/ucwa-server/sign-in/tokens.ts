/** Web tickets: each good for one origin only, for a limited time; there is no refresh. */
import { randomBytes } from 'node:crypto';
import { monotonicNow } from '../ledger.ts';

export class Tokens {
  readonly #issued = new Map<string, { readonly origin: string; readonly until: number }>();

  issue(origin: string, seconds: number): string {
    const token = `cwt=${randomBytes(48).toString('base64')}`;
    this.#issued.set(token, { origin, until: monotonicNow() + seconds * 1000 });
    return token;
  }

  /** Whether an Authorization header carries a ticket that is good at this origin now. */
  accepts(authorization: string | undefined, origin: string): boolean {
    const [scheme, token = ''] = (authorization ?? '').split(' ');
    const issued = scheme?.toLowerCase() === 'bearer' ? this.#issued.get(token) : undefined;
    return issued !== undefined && issued.origin === origin && issued.until > monotonicNow();
  }

  /** Every ticket issued so far is worthless from now on. */
  expireAll(): void {
    this.#issued.clear();
  }
}
