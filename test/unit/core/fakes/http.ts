import type { Exchange, Http, HttpRequest, HttpResponse, TransportFailure } from '../../../../main/core/ports.ts';
import { failed, ok, type Result } from '../../../../main/core/result.ts';

/** What a scripted exchange comes to. */
export type Reply = HttpResponse | TransportFailure;
/** `undefined`: another script answers. `hold`: nothing does, and the test has to. */
export type Script = Reply | 'hold' | ((request: HttpRequest) => Reply | 'hold' | undefined);

/** A request that nothing has answered yet. */
export interface OpenRequest {
  readonly request: HttpRequest;
  readonly cancelled: boolean;
  reply(reply: Reply): void;
}

/** {@link Http} without a wire: answers by script, keeps what was sent, and leaves the rest open for the test to answer. */
export interface FakeHttp extends Http {
  readonly sent: readonly HttpRequest[];
  readonly open: readonly OpenRequest[];
  /** URLs for which a connection is kept ready. */
  readonly prepared: readonly string[];
  /** Answers each request of that method and URL; the newest script that gives a reply counts. */
  on(method: HttpRequest['method'], url: string | RegExp, script: Script): void;
  /** Answers only the next one. */
  once(method: HttpRequest['method'], url: string | RegExp, reply: Reply): void;
  /** Leaves the next one open. */
  hold(method: HttpRequest['method'], url: string | RegExp): void;
  sentTo(method: HttpRequest['method'], url: string | RegExp): readonly HttpRequest[];
  openTo(method: HttpRequest['method'], url: string | RegExp): OpenRequest | undefined;
}

interface Rule {
  readonly matches: (request: HttpRequest) => boolean;
  readonly script: Script | 'hold';
  readonly once: boolean;
}

export function createFakeHttp(): FakeHttp {
  const sent: HttpRequest[] = [];
  const open: OpenRequest[] = [];
  const prepared: string[] = [];
  let rules: Rule[] = [];

  function scripted(request: HttpRequest): Reply | undefined {
    for (const rule of [...rules].reverse()) {
      if (!rule.matches(request)) continue;
      if (rule.once) rules = rules.filter((other) => other !== rule);
      if (rule.script === 'hold') return undefined;
      const reply = typeof rule.script === 'function' ? rule.script(request) : rule.script;
      if (reply === 'hold') return undefined;
      if (reply !== undefined) return reply;
    }
    return undefined;
  }

  const add = (method: HttpRequest['method'], url: string | RegExp, script: Rule['script'], once: boolean): void => {
    rules.push({ matches: matcher(method, url), script, once });
  };
  return {
    sent,
    open,
    prepared,
    prepare(url) {
      prepared.push(url);
      return () => void prepared.splice(prepared.indexOf(url), 1);
    },
    dropIdle: () => {},
    on: (method, url, script) => add(method, url, script, false),
    once: (method, url, reply) => add(method, url, reply, true),
    hold: (method, url) => add(method, url, 'hold', true),
    sentTo: (method, url) => sent.filter(matcher(method, url)),
    openTo: (method, url) => open.find(({ request }) => matcher(method, url)(request)),
    send(request) {
      sent.push(request);
      const reply = scripted(request);
      if (reply !== undefined) {
        return {
          response: Promise.resolve(resultOf(reply)),
          sent: Promise.resolve('status' in reply),
          cancel: () => {},
        };
      }
      return openExchange(request, open);
    },
  };
}

function openExchange(request: HttpRequest, open: OpenRequest[]): Exchange {
  const outcome = Promise.withResolvers<Result<HttpResponse, TransportFailure>>();
  const entry = {
    request,
    cancelled: false,
    reply(reply: Reply) {
      const at = open.indexOf(entry);
      if (at >= 0) open.splice(at, 1);
      outcome.resolve(resultOf(reply));
    },
  };
  open.push(entry);
  return {
    response: outcome.promise,
    sent: Promise.resolve(true),
    cancel() {
      entry.cancelled = true;
      entry.reply({ kind: 'cancelled', message: 'Cancelled' });
    },
  };
}

function matcher(method: HttpRequest['method'], url: string | RegExp): (request: HttpRequest) => boolean {
  return (request) =>
    request.method === method && (typeof url === 'string' ? request.url === url : url.test(request.url));
}

function resultOf(reply: Reply): Result<HttpResponse, TransportFailure> {
  return 'status' in reply ? ok(reply) : failed(reply);
}

export function json(status: number, body: unknown, headers: Record<string, readonly string[]> = {}): HttpResponse {
  return {
    status,
    headers: { 'content-type': ['application/json; charset=utf-8'], ...headers },
    body: JSON.stringify(body),
  };
}

export function html(status: number, headers: Record<string, readonly string[]> = {}): HttpResponse {
  return { status, headers: { 'content-type': ['text/html'], ...headers }, body: '<html><body>No</body></html>' };
}

export const noContent: HttpResponse = { status: 204, headers: {}, body: '' };

export function broken(kind: TransportFailure['kind']): TransportFailure {
  return { kind, message: kind };
}
