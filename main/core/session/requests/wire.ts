import type { Clock, Exchange, Http, HttpRequest, HttpResponse, Log, Urls } from '../../ports.ts';
import { failed, type Result } from '../../result.ts';
import type { Operation } from '../../ucwa/request/operation.ts';
import type { UcwaFailure } from '../failure.ts';

/** One request over HTTP and its answer, whatever it says; knows what is under way, so that it can be ended. */
export interface Wire {
  /** To an absolute URL. `onBegun`: called with the request as soon as there is one. */
  send(
    operation: Operation,
    url: string,
    token: string | null,
    onBegun?: (exchange: Exchange) => void,
  ): Promise<Result<HttpResponse, UcwaFailure>>;
  isClosed(): boolean;
  /** Ends what is under way. */
  cancel(): void;
  /** Ends what is under way; nothing is sent any more. */
  close(): void;
}

export interface WireDeps {
  readonly http: Http;
  readonly urls: Urls;
  readonly clock: Clock;
  readonly log: Log;
}

const usualTimeoutMs = 20_000;
/** JSON; XML is read too, because it is what some servers send whatever is asked for. */
const acceptedTypes = 'application/json, application/xml;q=0.1';

export function createWire({ http, urls, clock, log }: WireDeps): Wire {
  const underWay = new Set<Exchange>();
  let closed = false;

  function cancel(): void {
    for (const exchange of underWay) exchange.cancel();
  }

  return {
    async send(operation, url, token, onBegun) {
      const { host } = urls.parse(url) ?? { host: '' };
      if (closed) return failed(cancelled(host));
      const exchange = http.send(requestOf(operation, url, token));
      underWay.add(exchange);
      onBegun?.(exchange);
      const startedAt = clock.now();
      const response = await exchange.response;
      underWay.delete(exchange);
      const outcome = response.ok ? response.value.status : response.failure.kind;
      const ms = Math.round(clock.now() - startedAt);
      const server = response.ok ? serverIn(response.value) : {};
      log.debug('http', { method: operation.method, url, outcome, ms, ...server });
      if (response.ok) return response;
      const { failure } = response;
      // The platform's stack says too late what has gone out: where it broke, it is taken to have.
      const broke = operation.credentials !== undefined && (failure.kind === 'network' || failure.kind === 'timeout');
      return failed({ kind: 'transport', host, failure, sent: broke || (await exchange.sent) });
    },
    isClosed: () => closed,
    cancel,
    close() {
      closed = true;
      cancel();
    },
  };
}

function requestOf(operation: Operation, url: string, token: string | null): HttpRequest {
  const { method, headers, body, credentials, timeoutMs, ownConnection, spareConnection, binary } = operation;
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  return {
    method,
    url,
    headers: { accept: acceptedTypes, ...headers, ...authorization },
    ...(body === undefined ? {} : { body }),
    ...(credentials === undefined ? {} : { credentials }),
    timeoutMs: timeoutMs ?? usualTimeoutMs,
    ...(ownConnection === undefined ? {} : { ownConnection }),
    ...(spareConnection === undefined ? {} : { spareConnection }),
    ...(binary === undefined ? {} : { binary }),
  };
}

function cancelled(host: string): UcwaFailure {
  return { kind: 'transport', host, failure: { kind: 'cancelled', message: 'Signed out' } };
}

/** Which machine answered, in which version: for the log only. */
function serverIn({ headers }: HttpResponse): Readonly<Record<string, unknown>> {
  const [server, version] = [headers['x-ms-server-fqdn']?.[0], headers['x-ms-ucwaversion']?.[0]];
  return { ...(server === undefined ? {} : { server }), ...(version === undefined ? {} : { version }) };
}
