import type { ClientRequest } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Request, Response } from 'got';
import type { HttpRequest, HttpResponse, TransportFailure } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Hop } from '../connect/hop.ts';
import type { HttpClient } from './http-client.ts';
import { acceptedEncodings, readBody } from './read-body.ts';
import { isProxyUnreachable, transportFailure } from './transport-failure.ts';

export interface AttemptParts {
  readonly client: HttpClient;
  readonly request: HttpRequest;
  readonly hop: Hop;
  /** What is left of the request's time, in milliseconds. */
  readonly timeoutMs: number;
  /** For the body alone, from its first byte. */
  readonly bodyMs: number;
  /** For a proxy that passes on a request without TLS. */
  readonly proxyAuthorization: string | null;
  onSent(): void;
}

/** What came of one attempt. `tryNext`: nothing was sent, because the proxy could not be reached. */
export interface Outcome {
  readonly result: Result<HttpResponse, TransportFailure>;
  readonly tryNext: boolean;
}

export interface Attempt {
  readonly outcome: Promise<Outcome>;
  cancel(): void;
}

const cancelled: Outcome = { result: failed({ kind: 'cancelled', message: 'Cancelled' }), tryNext: false };
const timedOut: Outcome = { result: failed({ kind: 'timeout', message: 'The time is over' }), tryNext: false };

/** A peer that wants something of this side says so at once. */
const earlyMs = 2_000;

/** One request over one way. Never rejects. */
export function attempt(parts: AttemptParts): Attempt {
  const { hop, request } = parts;
  const begunAt = performance.now();
  let asked: ClientRequest | null = null;
  const stream = start(parts, (request) => {
    asked = request;
  });
  let give: (outcome: Outcome) => void = () => {};
  const outcome = new Promise<Outcome>((resolve) => {
    give = (value) => {
      clearTimeout(deadline);
      resolve(value);
      stream.destroy();
    };
  });
  // Got's own deadline, like all errors of Node's requests, is told only once there is a connection.
  const deadline = setTimeout(() => give(timedOut), parts.timeoutMs);
  stream.on('error', async (error) => {
    const failure = transportFailure(error);
    const isEarly = failure.kind === 'network' && performance.now() - begunAt < earlyMs;
    const reason = isEarly && isCutAtFirst(asked) ? await parts.client.explainCut(hop, request.url) : null;
    give({ result: failed(reason ?? failure), tryNext: isProxyUnreachable(error) });
  });
  stream.once('response', async (response: Response) => {
    const body = await readBody(stream, response.headers['content-encoding'] ?? '', parts.bodyMs);
    give({ result: body.ok ? ok(received(response, body.value)) : body, tryNext: false });
  });
  return { outcome, cancel: () => give(cancelled) };
}

/** Nothing came over a connection that was made for this request, and whose peer may say late what it wants of this side. */
function isCutAtFirst(asked: ClientRequest | null): boolean {
  const socket = asked?.socket;
  if (asked === null || asked.reusedSocket || !(socket instanceof TLSSocket)) return false;
  return socket.bytesRead === 0;
}

function start(parts: AttemptParts, onAsked: (request: ClientRequest) => void): Request {
  const { client, request, hop, proxyAuthorization, onSent } = parts;
  const { method, url, headers, body } = request;
  const stream = client.got.stream(url, {
    method,
    headers: { ...headers, 'accept-encoding': acceptedEncodings },
    agent: client.agentsFor(hop, request.ownConnection === true),
    ...(body === undefined ? {} : { body }),
  });
  stream.on('request', (sent: ClientRequest) => {
    onAsked(sent);
    if (isPassedOn(hop, url)) {
      // The absolute form is what tells a proxy where to go (RFC 9112, 3.2.2).
      sent.path = url;
      if (proxyAuthorization !== null) sent.setHeader('proxy-authorization', proxyAuthorization);
    }
    sent.once('finish', onSent);
  });
  if (body === undefined && method !== 'GET') stream.end();
  return stream;
}

/** Whether the proxy sees the request itself: where there is no TLS that it would tunnel. */
export function isPassedOn(hop: Hop, url: string): boolean {
  return (hop.scheme === 'http' || hop.scheme === 'https') && url.startsWith('http:');
}

function received({ statusCode, rawHeaders }: Response, body: string): HttpResponse {
  return { status: statusCode, headers: headersOf(rawHeaders), body };
}

function headersOf(raw: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const headers: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const values = headers[name] ?? [];
    values.push(raw[index + 1] ?? '');
    headers[name] = values;
  }
  return headers;
}
