import type { Exchange, HttpResponse, Urls } from '../../ports.ts';
import { failed, ok, type Result } from '../../result.ts';
import { parseChallenges, type TokenIssuer, tokenIssuer } from '../../ucwa/challenge.ts';
import { get, type Operation } from '../../ucwa/request/operation.ts';
import type { UcwaFailure } from '../failure.ts';
import type { TokenStore } from '../tokens/tokens.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import type { Answer } from './transport.ts';
import type { Wire } from './wire.ts';

/** Sends operations to the hosts that are trusted, each with the token of its origin. */
export interface WithToken {
  /** Where the server asks for another token, gets one and sends the operation once more. */
  send(operation: Operation, base?: string, watch?: ExchangeWatch): Promise<Result<Answer, UcwaFailure>>;
  /** Renews the token of a URL's origin before it ends: asks for the challenge, then the issuer that it names. */
  renew(url: string): Promise<Result<string, UcwaFailure>>;
}

/** What is told of an operation on its way. */
export interface ExchangeWatch {
  /** Each request that is sent for it: one, or two where the server asks for another token. */
  readonly onBegun: (exchange: Exchange) => void;
  /** The server asks for another token. */
  readonly onChallenged: () => void;
}

export interface WithTokenDeps {
  readonly wire: Wire;
  readonly urls: Urls;
  readonly policy: OriginPolicy;
  readonly tokens: TokenStore;
}

export function createWithToken({ wire, urls, policy, tokens }: WithTokenDeps): WithToken {
  function renew(origin: string, refused: string | null, issuer: TokenIssuer, base: string) {
    return tokens.renew(origin, refused, { ...issuer, base }, (request) => wire.send(request, request.href, null));
  }

  return {
    async send(operation, base, watch) {
      const target = policy.admit(operation.href, base);
      if (target === null) return failed(policy.refusal(operation.href, base));
      const { origin, host } = target;
      const url = operation.query === undefined ? target.href : urls.withQuery(target.href, operation.query);
      const token = tokens.tokenFor(origin);
      const first = await wire.send(operation, url, token, watch?.onBegun);
      if (!first.ok) return first;
      const issuer = challengeIn(first.value);
      if (issuer === null) return ok({ response: first.value, url, host });
      watch?.onChallenged();
      const renewed = await renew(origin, token, issuer, url);
      if (!renewed.ok) return renewed;
      const second = await wire.send(operation, url, renewed.value, watch?.onBegun);
      return second.ok ? ok({ response: second.value, url, host }) : second;
    },
    async renew(url) {
      const target = policy.admit(url);
      if (target === null) return failed(policy.refusal(url));
      const present = tokens.tokenFor(target.origin);
      const answer = await wire.send(get(url), url, null);
      if (!answer.ok) return answer;
      const issuer = challengeIn(answer.value);
      if (issuer !== null) return renew(target.origin, present, issuer, url);
      const { status } = answer.value;
      return failed({ kind: 'refused', host: target.host, status, reason: null, location: null, retryAfterMs: null });
    },
  };
}

/**
 * 401 always asks for a token; 403 only where it brings a challenge (an expired token looks so on some servers), and so does 500 from a
 * host that has seen no token yet.
 */
function challengeIn(response: HttpResponse): TokenIssuer | null {
  if (![401, 403, 500].includes(response.status)) return null;
  return tokenIssuer(parseChallenges(response.headers['www-authenticate'] ?? []));
}
