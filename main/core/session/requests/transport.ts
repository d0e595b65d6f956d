import type { Clock, Exchange, Http, HttpResponse, Log, Urls } from '../../ports.ts';
import { failed, ok, type Result } from '../../result.ts';
import { parseChallenges, type TokenIssuer, tokenIssuer } from '../../ucwa/challenge.ts';
import { get, type Operation } from '../../ucwa/request/operation.ts';
import type { UcwaFailure } from '../failure.ts';
import type { TokenStore } from '../tokens/tokens.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import type { ReadAnswer } from './read-answer.ts';

export interface UcwaResponse {
  readonly status: number;
  /** The document in it, as JSON has it also where it came as XML; undefined for an empty body. */
  readonly body: unknown;
  /** The URL that served it: what its relative hrefs resolve against. */
  readonly url: string;
}

export type UcwaResult = Result<UcwaResponse, UcwaFailure>;

/** What came back, whatever it says. */
export interface Answer {
  readonly response: HttpResponse;
  /** The URL that was asked. */
  readonly url: string;
  readonly host: string;
}

/** An operation under way. */
export interface UcwaExchange {
  readonly result: Promise<UcwaResult>;
  /** True once the request has gone out on a connection that is up; false where it ended before. */
  readonly sent: Promise<boolean>;
  /** True once the server asked for another token, so that nothing waits there; false where it never did. */
  readonly challenged: Promise<boolean>;
  /** True once it has gone out again with that token; false where it ended before. */
  readonly resent: Promise<boolean>;
  /** Ends it at once; the result is then a failure of kind `cancelled`. */
  cancel(): void;
}

/** Sends operations with the right token for each origin, and renews a token that the server does not take any more. */
export interface Transport {
  send(operation: Operation, base?: string): Promise<UcwaResult>;
  /** The same, before anything is made of the answer. */
  exchange(operation: Operation, base?: string): Promise<Result<Answer, UcwaFailure>>;
  /** The same, for whoever has to know more than the result. */
  begin(operation: Operation, base?: string): UcwaExchange;
  /** Has a connection ready for a request to that absolute URL, until the returned function is called. */
  prepare(url: string): () => void;
  /** Ends the connections that wait for their next request. */
  dropIdle(): void;
  /** Ends what is under way and every connection: after a sleep they are dead, whatever they say. */
  dropConnections(): void;
  /** A GET without credentials, whatever the answer: the first hop of a discovery that may begin over http. */
  look(url: string, timeoutMs: number): Promise<UcwaResult>;
  /** Renews the token of a URL's origin before it ends: asks for the challenge, then the issuer that it names. */
  renewToken(url: string): Promise<Result<string, UcwaFailure>>;
  /** Ends what is under way. */
  cancel(): void;
  /** Ends what is under way; nothing is sent any more. */
  close(): void;
}

const usualTimeoutMs = 20_000;
/** JSON; XML is read too, because it is what some servers send whatever is asked for. */
const acceptedTypes = 'application/json, application/xml;q=0.1';

interface TransportParts {
  readonly http: Http;
  readonly urls: Urls;
  readonly read: ReadAnswer;
  readonly clock: Clock;
  readonly log: Log;
  readonly policy: OriginPolicy;
  readonly tokens: TokenStore;
}

export function createTransport({ http, urls, read, clock, log, policy, tokens }: TransportParts): Transport {
  const underWay = new Set<Exchange>();
  let closed = false;

  async function exchange(
    operation: Operation,
    url: string,
    token: string | null,
    onBegun: (sent: Exchange) => void = () => {},
  ): Promise<Result<HttpResponse, UcwaFailure>> {
    const { host } = urls.parse(url) ?? { host: '' };
    if (closed) return failed(cancelled(host));
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    const sent = http.send({
      method: operation.method,
      url,
      headers: { accept: acceptedTypes, ...operation.headers, ...authorization },
      ...(operation.body === undefined ? {} : { body: operation.body }),
      ...(operation.credentials === undefined ? {} : { credentials: operation.credentials }),
      timeoutMs: operation.timeoutMs ?? usualTimeoutMs,
      ...(operation.ownConnection === undefined ? {} : { ownConnection: operation.ownConnection }),
      ...(operation.spareConnection === undefined ? {} : { spareConnection: operation.spareConnection }),
    });
    underWay.add(sent);
    onBegun(sent);
    const startedAt = clock.now();
    const response = await sent.response;
    underWay.delete(sent);
    const outcome = response.ok ? response.value.status : response.failure.kind;
    const ms = Math.round(clock.now() - startedAt);
    log.debug('http', { method: operation.method, url, outcome, ms, ...(response.ok ? serverIn(response.value) : {}) });
    if (response.ok) return response;
    const { failure } = response;
    // The platform's stack says too late what has gone out: where it broke, it is taken to have.
    const broke = operation.credentials !== undefined && (failure.kind === 'network' || failure.kind === 'timeout');
    return failed({ kind: 'transport', host, failure, sent: broke || (await sent.sent) });
  }

  async function run(
    operation: Operation,
    base: string | undefined,
    onBegun: (sent: Exchange) => void = () => {},
    onChallenged: () => void = () => {},
  ): Promise<Result<Answer, UcwaFailure>> {
    const target = policy.admit(operation.href, base);
    if (target === null) return failed(policy.refusal(operation.href, base));
    const { origin, host } = target;
    const url = operation.query === undefined ? target.href : urls.withQuery(target.href, operation.query);
    const token = tokens.tokenFor(origin);
    const first = await exchange(operation, url, token, onBegun);
    if (!first.ok) return first;
    const issuer = challengeIn(first.value);
    if (issuer === null) return ok({ response: first.value, url, host });
    onChallenged();
    const renewed = await renew(origin, token, issuer, url);
    if (!renewed.ok) return renewed;
    const second = await exchange(operation, url, renewed.value, onBegun);
    return second.ok ? ok({ response: second.value, url, host }) : second;
  }

  async function send(
    operation: Operation,
    base: string | undefined,
    onBegun?: (sent: Exchange) => void,
    onChallenged?: () => void,
  ): Promise<UcwaResult> {
    const answer = await run(operation, base, onBegun, onChallenged);
    return answer.ok ? read(answer.value) : answer;
  }

  function begin(operation: Operation, base?: string): UcwaExchange {
    const [sent, challenged, resent] = [outcome(), outcome(), outcome()];
    let present: Exchange | null = null;
    let ended = false;
    const begun = (exchanging: Exchange): void => {
      const tell = present === null ? sent.tell : resent.tell;
      present = exchanging;
      if (ended) exchanging.cancel();
      void exchanging.sent.then(tell);
    };
    const result = send(operation, base, begun, () => challenged.tell(true));
    void result.then(() => {
      for (const { tell } of [sent, challenged, resent]) tell(false);
    });
    return {
      result,
      sent: sent.told,
      challenged: challenged.told,
      resent: resent.told,
      cancel() {
        ended = true;
        present?.cancel();
      },
    };
  }

  function renew(origin: string, refused: string | null, issuer: TokenIssuer, base: string) {
    return tokens.renew(origin, refused, { ...issuer, base }, (request) => exchange(request, request.href, null));
  }

  async function look(url: string, timeoutMs: number): Promise<UcwaResult> {
    const answer = await exchange({ ...get(url), timeoutMs }, url, null);
    return answer.ok ? read({ response: answer.value, url, host: urls.parse(url)?.host ?? '' }) : answer;
  }

  async function renewToken(url: string): Promise<Result<string, UcwaFailure>> {
    const target = policy.admit(url);
    if (target === null) return failed(policy.refusal(url));
    const present = tokens.tokenFor(target.origin);
    const answer = await exchange(get(url), url, null);
    if (!answer.ok) return answer;
    const issuer = challengeIn(answer.value);
    if (issuer !== null) return renew(target.origin, present, issuer, url);
    const { status } = answer.value;
    return failed({ kind: 'refused', host: target.host, status, reason: null, location: null, retryAfterMs: null });
  }

  function cancel(): void {
    for (const sent of underWay) sent.cancel();
  }

  return {
    send: (operation, base) => send(operation, base),
    exchange: (operation, base) => run(operation, base),
    begin,
    look,
    renewToken,
    cancel,
    prepare(url) {
      const target = closed ? null : policy.admit(url);
      return target === null ? () => {} : http.prepare(target.href);
    },
    dropIdle: http.dropIdle,
    dropConnections() {
      cancel();
      http.dropIdle();
    },
    close() {
      closed = true;
      cancel();
    },
  };
}

/** What is told once; what is told later does not count. */
function outcome(): { readonly told: Promise<boolean>; readonly tell: (is: boolean) => void } {
  let tell = (_is: boolean): void => {};
  const told = new Promise<boolean>((resolve) => {
    tell = resolve;
  });
  return { told, tell: (is) => tell(is) };
}

function cancelled(host: string): UcwaFailure {
  return { kind: 'transport', host, failure: { kind: 'cancelled', message: 'Signed out' } };
}

/** Which machine answered, in which version: for the log only. */
function serverIn({ headers }: HttpResponse): Readonly<Record<string, unknown>> {
  const [server, version] = [headers['x-ms-server-fqdn']?.[0], headers['x-ms-ucwaversion']?.[0]];
  return { ...(server === undefined ? {} : { server }), ...(version === undefined ? {} : { version }) };
}

/**
 * 401 always asks for a token; 403 only where it brings a challenge (an expired token looks so on some servers), and so does 500 from a
 * host that has seen no token yet.
 */
function challengeIn(response: HttpResponse): TokenIssuer | null {
  if (![401, 403, 500].includes(response.status)) return null;
  return tokenIssuer(parseChallenges(response.headers['www-authenticate'] ?? []));
}
