import type { ClientRequest } from 'node:http';
import type { SecureContext } from 'node:tls';
import type { CancelableRequest, Response } from 'got';
import type { Exchange, Http, HttpRequest, HttpResponse, TransportFailure } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { HttpClient } from './http-client.ts';
import { createSeenCertificates, type SeenCertificates } from './seen-certificates.ts';
import { transportFailure } from './transport-failure.ts';

const bodyLimit = 4 * 1024 * 1024;
const keepAliveMs = 15_000;

export interface HttpOptions {
  /** Called at the first exchange; exchanges wait for what it gives. */
  secureContext(): Promise<SecureContext>;
}

/** {@link Http} that can also let go of its idle connections, and says whom it trusts. */
export interface NodeHttp extends Http {
  /** Whether that host proves to be itself with that certificate (SHA-256 fingerprint) in a way this stack accepts. */
  trusts(host: string, fingerprint256: string): Promise<boolean>;
  close(): void;
}

/**
 * HTTP over Node's network stack. A body over 4 MiB, counted after it is inflated, or a header over 64 KiB ends the
 * exchange as `too-large`.
 */
export function createHttp({ secureContext }: HttpOptions): NodeHttp {
  let client: Promise<HttpClient> | null = null;
  const certificates = createSeenCertificates();
  const send = (request: HttpRequest): Exchange => {
    client ??= loadClient(secureContext);
    return exchange(client, request, certificates.see);
  };
  return {
    send,
    trusts: (host, fingerprint256) => certificates.trusts(host, fingerprint256, send),
    dropIdle: () => {
      client?.then(({ dropIdle }) => dropIdle(), ignore);
    },
    close: () => {
      client?.then(({ close }) => close(), ignore);
    },
  };
}

/** Loaded with the first exchange, to have the tray up before. */
async function loadClient(secureContext: HttpOptions['secureContext']): Promise<HttpClient> {
  const [{ createHttpClient }, context] = await Promise.all([import('./http-client.ts'), secureContext()]);
  return createHttpClient(context);
}

function exchange(client: Promise<HttpClient>, request: HttpRequest, see: SeenCertificates['see']): Exchange {
  let cancelled = false;
  let underWay: CancelableRequest<Response<Buffer>> | null = null;
  let tellSent: (sent: boolean) => void = ignore;
  const sent = new Promise<boolean>((resolve) => {
    tellSent = resolve;
  });

  async function run(): Promise<Result<HttpResponse, TransportFailure>> {
    let tooLarge = false;
    try {
      const loaded = await client;
      if (cancelled) return failed(cancellation);
      underWay = start(loaded, request, (socket) => {
        see(request.url, socket);
        tellSent(true);
      });
      const receiving = underWay;
      receiving.on('downloadProgress', ({ transferred }) => {
        if (transferred <= bodyLimit) return;
        tooLarge = true;
        receiving.cancel();
      });
      const response = await receiving;
      return response.body.length > bodyLimit ? failed(overflow) : ok(received(response));
    } catch (error) {
      if (tooLarge) return failed(overflow);
      return failed(cancelled ? cancellation : transportFailure(error));
    }
  }

  const response = run();
  void response.then(() => tellSent(false));
  return {
    response,
    sent,
    cancel: () => {
      cancelled = true;
      underWay?.cancel();
    },
  };
}

const cancellation: TransportFailure = { kind: 'cancelled', message: 'Cancelled' };
const overflow: TransportFailure = { kind: 'too-large', message: `The body is over ${bodyLimit} bytes` };

function start(
  { got, ownAgent }: HttpClient,
  request: HttpRequest,
  onSent: (socket: ClientRequest['socket']) => void,
): CancelableRequest<Response<Buffer>> {
  const exchange = got(request.url, {
    method: request.method,
    headers: request.headers,
    timeout: { request: request.timeoutMs },
    responseType: 'buffer',
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.ownConnection ? { agent: ownAgent() } : {}),
  });
  exchange.on('request', (sent: ClientRequest) => {
    sent.once('socket', keepAlive).once('finish', () => onSent(sent.socket));
  });
  return exchange;
}

/** Finds a dead peer, and sends a small request at once. Node 16's agents do neither by themselves. */
function keepAlive(socket: { setKeepAlive(on: boolean, ms: number): void; setNoDelay(on: boolean): void }): void {
  socket.setKeepAlive(true, keepAliveMs);
  socket.setNoDelay(true);
}

function received(response: Response<Buffer>): HttpResponse {
  return {
    status: response.statusCode,
    headers: headersOf(response.rawHeaders),
    body: response.body.toString('utf8'),
  };
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

function ignore(): void {}
