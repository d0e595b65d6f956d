import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Request, Response } from 'got';
import type { HttpRequest, HttpResponse, TransportFailure } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Hop } from '../connect/hop.ts';
import type { HttpClient, Over } from './http-client.ts';
import { acceptedEncodings, readBody } from './read-body.ts';
import { saveBody } from './save-body.ts';
import { textIn } from './text-in.ts';
import { isProxyUnreachable, transportFailure } from './transport-failure.ts';

export interface AttemptDeps {
  readonly client: HttpClient;
  readonly request: HttpRequest;
  readonly hop: Hop;
  readonly over: Over;
  /** What is left of the request's time, in milliseconds. */
  readonly timeoutMs: number;
  /** For the body alone, from its first byte. */
  readonly bodyMs: number;
  /** For a proxy that passes on a request without TLS. */
  readonly proxyAuthorization: string | null;
  onSent(): void;
}

/**
 * What came of one attempt. `tryNext`: nothing was sent, because the proxy could not be reached. `unwritten`: it had a connection, which
 * ended before a byte of the request was on it.
 */
export interface Outcome {
  readonly result: Result<HttpResponse, TransportFailure>;
  readonly tryNext: boolean;
  readonly unwritten?: boolean;
}

/**
 * Where no answer has begun by then, it is looked whether the other end is still to be reached. What TCP itself asks after a while it
 * does not ask as long as something is unacknowledged: a link that dies just after a request was written would only be written to.
 */
const probeAfterMs = 8_000;

export interface Attempt {
  readonly outcome: Promise<Outcome>;
  cancel(): void;
}

const cancelled: Outcome = { result: failed({ kind: 'cancelled', message: 'Cancelled' }), tryNext: false };
const timedOut: Outcome = { result: failed({ kind: 'timeout', message: 'The time is over' }), tryNext: false };

/** A peer that wants something of this side says so at once. */
const earlyMs = 2_000;

/** One request over one way. Never rejects. */
export function attempt(deps: AttemptDeps): Attempt {
  const { hop, request } = deps;
  const begunAt = performance.now();
  let probing: NodeJS.Timeout | undefined;
  const connection: Connection = { asked: null, socket: null, writtenBefore: 0 };
  const onSent = (): void => {
    deps.onSent();
    const { socket } = connection;
    if (socket !== null) probing = setTimeout(() => deps.client.probe(socket), probeAfterMs);
  };
  const stream = start({ ...deps, onSent }, connection);
  let give: (outcome: Outcome) => void = () => {};
  const outcome = new Promise<Outcome>((resolve) => {
    give = (value) => {
      clearTimeout(deadline);
      clearTimeout(probing);
      resolve(value);
      stream.destroy();
    };
  });
  // Got's own deadline, like all errors of Node's requests, is told only once there is a connection.
  const deadline = setTimeout(() => give(timedOut), deps.timeoutMs);
  stream.on('error', async (error) => {
    const { asked, socket, writtenBefore } = connection;
    const unwritten = socket !== null && socket.bytesWritten === writtenBefore;
    const failure = transportFailure(error);
    const isEarly = failure.kind === 'network' && performance.now() - begunAt < earlyMs;
    const reason = isEarly && isCutAtFirst(asked) ? await deps.client.explainCut(hop, request.url) : null;
    give({ result: failed(reason ?? failure), tryNext: isProxyUnreachable(error), unwritten });
  });
  stream.once('response', async (response: Response) => {
    clearTimeout(probing);
    const body = await bodyOf(stream, response, deps);
    const result = body.ok ? ok(received(response, body.value)) : failed({ ...body.failure, answered: true as const });
    give({ result, tryNext: false });
  });
  return { outcome, cancel: () => give(cancelled) };
}

function bodyOf(
  stream: Request,
  { statusCode, headers }: Response,
  { request: { into, binary }, bodyMs }: AttemptDeps,
): Promise<Result<string, TransportFailure>> {
  if (into !== undefined && statusCode === 200) return saveBody(stream, into);
  const form = (bytes: Buffer): string =>
    binary === true ? bytes.toString('base64') : textIn(bytes, headers['content-type'] ?? '');
  return readBody(stream, headers['content-encoding'] ?? '', bodyMs, form);
}

/** Nothing came over a connection that was made for this request, and whose peer may say late what it wants of this side. */
function isCutAtFirst(asked: ClientRequest | null): boolean {
  const socket = asked?.socket;
  if (asked === null || asked.reusedSocket || !(socket instanceof TLSSocket)) return false;
  return socket.bytesRead === 0;
}

/** What carries the request, once there is something. */
interface Connection {
  asked: ClientRequest | null;
  socket: Socket | null;
  writtenBefore: number;
}

function start(deps: AttemptDeps, connection: Connection): Request {
  const { client, request, hop, over, proxyAuthorization, onSent } = deps;
  const { method, url, headers, body } = request;
  const stream = client.got.stream(url, {
    method,
    // What goes into a file is taken as it comes.
    headers: { ...headers, 'accept-encoding': request.into === undefined ? acceptedEncodings : 'identity' },
    agent: client.agentsFor(hop, over),
    ...(body === undefined ? {} : { body }),
  });
  stream.on('request', (sent: ClientRequest) => {
    connection.asked = sent;
    if (isPassedOn(hop, url)) {
      // The absolute form is what tells a proxy where to go (RFC 9112, 3.2.2).
      sent.path = url;
      if (proxyAuthorization !== null) sent.setHeader('proxy-authorization', proxyAuthorization);
    }
    const carries = (socket: Socket, writtenBefore: number): void => {
      connection.socket = socket;
      connection.writtenBefore = writtenBefore;
    };
    // On one that it has already something may have been written.
    if (sent.socket) carries(sent.socket, Number.NaN);
    else sent.once('socket', (socket: Socket) => carries(socket, socket.bytesWritten));
    sent.once('finish', onSent);
    // 101 is no answer to what was asked, and nothing follows it; Node tells of it by this alone.
    sent.once('upgrade', (_response, socket) => {
      socket.destroy();
      stream.destroy(new Error('The server changed to another protocol'));
    });
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
