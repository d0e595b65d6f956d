/**
 * Takes each request through the same steps: ledger, planned faults, rules that hold for every resource, token, method,
 * the resource's own handler, answer.
 */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Cut, Fault, Faults } from '../faults.ts';
import type { Ledger, LedgerEntry } from '../ledger.ts';
import type { RepresentationOptions } from '../options.ts';
import type { Challenge } from '../sign-in/challenge.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import type { BatchedReply, BatchedRequest } from './batch.ts';
import { formatFor, type Incoming, type Method, readBody, watchGone } from './incoming.ts';
import { forbidden, notFound, problem, type Reply } from './reply.ts';
import { batchText, errorText, type Format, resourceText } from './representation.ts';
import type { ResourceNode, Site } from './site.ts';
import { UnderWay } from './under-way.ts';

/** The newest revision of any resource here (section "Versioning" of the protocol notes). */
const newestRevision = 2;

export interface DispatcherParts {
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly tokens: Tokens;
  readonly challenge: Challenge;
  /** Looked at anew for each reply: tests change it. */
  readonly representation: RepresentationOptions;
}

export class Dispatcher {
  readonly underWay = new UnderWay();
  readonly #ledger: Ledger;
  readonly #faults: Faults;
  readonly #tokens: Tokens;
  readonly #challenge: Challenge;
  readonly #representation: RepresentationOptions;
  #exchanges = 0;

  constructor(parts: DispatcherParts) {
    this.#ledger = parts.ledger;
    this.#faults = parts.faults;
    this.#tokens = parts.tokens;
    this.#challenge = parts.challenge;
    this.#representation = parts.representation;
  }

  async handle(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', site.origin);
    const node = site.find(url.pathname);
    const exchange = ++this.#exchanges;
    const method = request.method ?? 'GET';
    const about = { exchange, method, host: site.host, path: shownPath(url), rel: node?.rel, callId: node?.callId };
    const { headers } = request;
    const gone = watchGone(response);
    this.#ledger.record({ kind: 'request', ...about });
    if (node !== undefined) this.underWay.take(node.rel, response);
    const fault = node && this.#faults.take(node.rel, method);
    const body = await readBody(request).catch(() => undefined);
    if (body === undefined) return;
    if (this.#faults.stalled || (await struck(fault, 'request'))) return abandon(response, fault);
    const base = { exchange, method, origin: site.origin, path: url.pathname, query: url.searchParams };
    const perform = (part: BatchedRequest): Promise<BatchedReply> => this.#performBatched(site, part, headers);
    const incoming = body && { ...base, headers, contentType: typeIn(headers), body, ...gone, perform };
    const reply = fault?.instead ?? (incoming === null ? tooLarge() : await this.#reply(site, node, incoming));
    this.#blame(reply, about);
    if (await struck(fault, 'reply')) return abandon(response, fault);
    if (response.destroyed) return;
    const cut = this.#faults.takeCut(node?.rel);
    if (cut !== undefined && this.#breakOff(response, reply, headers, site, cut)) {
      return void this.#ledger.record({ ...about, kind: 'server', detail: `answer cut at byte ${cut.at}, ${cut.how}` });
    }
    write(response, reply, this.#formFor(headers), site, this.#representation.chunk);
    this.#ledger.record({ kind: 'response', ...about, status: reply.status, detail: errorName(reply) });
    reply.onSent?.();
  }

  /** One request out of a batch: its own entries in the ledger and its own faults, but the batch's token. */
  async #performBatched(site: Site, part: BatchedRequest, outer: IncomingMessage['headers']): Promise<BatchedReply> {
    const url = new URL(part.target, site.origin);
    const node = site.find(url.pathname);
    const exchange = ++this.#exchanges;
    const { method, body } = part;
    const about = { exchange, method, host: url.host, path: shownPath(url), rel: node?.rel, callId: node?.callId };
    this.#ledger.record({ kind: 'request', ...about });
    const fault = node && this.#faults.take(node.rel, method);
    await struck(fault, 'request');
    const headers = { ...part.headers, authorization: part.headers.authorization ?? outer.authorization };
    const base = { exchange, method, origin: site.origin, path: url.pathname, query: url.searchParams };
    const never = { onGone: () => {}, isGone: () => false, perform: () => Promise.reject(new Error('nested')) };
    const incoming: Incoming = { ...base, headers, contentType: typeIn(headers), body, ...never };
    const refused = refuseInBatch(node, headers, outer);
    const reply = refused ?? fault?.instead ?? (await this.#reply(site, node, incoming));
    this.#blame(reply, about);
    await struck(fault, 'reply');
    this.#ledger.record({ kind: 'response', ...about, status: reply.status, detail: errorName(reply) });
    reply.onSent?.();
    const { text, type } = written(reply, this.#formFor(headers));
    return { status: reply.status, headers: { ...(type && { 'Content-Type': type }), ...reply.headers }, text };
  }

  /** Writes so much of the answer as the cut leaves, then ends the connection; false where the cut leaves all of it. */
  #breakOff(
    response: ServerResponse,
    reply: Reply,
    headers: IncomingMessage['headers'],
    site: Site,
    cut: Cut,
  ): boolean {
    const whole = rawAnswer(reply, this.#formFor(headers), site);
    const { socket } = response;
    if (cut.at >= whole.length || socket === null) {
      cut.onCut?.(whole.length);
      return false;
    }
    const end = (): void => {
      if (cut.how === 'reset') site.reset(socket.remotePort);
      else if (cut.how === 'abrupt') socket.destroy();
      else socket.end();
      cut.onCut?.(whole.length);
    };
    if (cut.at === 0) end();
    else socket.write(whole.subarray(0, cut.at), end);
    return true;
  }

  #blame({ violation, status }: Reply, about: Partial<LedgerEntry>): void {
    if (violation !== undefined) this.#ledger.record({ ...about, kind: 'violation', status, detail: violation });
  }

  #formFor(headers: IncomingMessage['headers']): Form {
    const { forceXml, vendorTypes } = this.#representation;
    return { format: forceXml ? 'xml' : formatFor(headers.accept), vendor: vendorTypes };
  }

  async #reply(site: Site, node: ResourceNode | undefined, incoming: Incoming): Promise<Reply> {
    const refused = refuseForeign(site, incoming) ?? site.refuse?.(incoming) ?? null;
    if (refused !== null) return refused;
    if (site.moved) return { status: 502, body: { kind: 'html', text: '<html><body>502 Bad Gateway</body></html>' } };
    const worth = this.#tokens.judge(incoming.headers.authorization, site.origin);
    if (node?.open !== true && worth !== 'good') return this.#challenge.reply(site.origin, worth, node?.rel);
    if (node === undefined) return missing(site, incoming.path);
    const handler = node.methods[incoming.method as Method];
    if (handler === undefined) return wrongMethod(node, incoming);
    const required = incoming.headers['x-ms-requiresminresourceversion'];
    if (required !== undefined && Number(required) > newestRevision) return notFound('APIVersionNotSupported');
    return unlessUnchanged(incoming, await handler(incoming));
  }
}

/** Rules about headers that hold everywhere. */
function refuseForeign(site: Site, incoming: Incoming): Reply | null {
  const { headers } = incoming;
  // A web server in front names this one as it knows it.
  if (headers.host !== site.host && headers['x-front-secret'] === undefined) {
    return forbidden(`Host ${headers.host ?? '(none)'} at ${site.host}`, problem(400, { code: 'BadRequest' }));
  }
  // Browsers tell where a form comes from.
  if (site.find(incoming.path)?.page === true) return null;
  const foreign = ['origin', 'x-ms-origin'].find((name) => headers[name] !== undefined);
  if (foreign === undefined) return null;
  const message = 'The service does not allow a cross domain request from this origin.';
  return forbidden(`header ${foreign} from a client that is no browser`, problem(403, { code: 'Forbidden', message }));
}

/** 304 without a body where the client has it already. */
function unlessUnchanged({ method, headers }: Incoming, reply: Reply): Reply {
  const etag = reply.headers?.ETag;
  const has = method === 'GET' && reply.status === 200 && etag !== undefined && headers['if-none-match'] === etag;
  return has ? { status: 304, headers: { ETag: etag } } : reply;
}

function missing(site: Site, path: string): Reply {
  return site.ended(path) ?? forbidden('an address that was never handed out', notFound('ResourceNotFound'));
}

function wrongMethod(node: ResourceNode, incoming: Incoming): Reply {
  const message = `${incoming.method} on ${node.rel}`;
  const allowed = { Allow: Object.keys(node.methods).join(', ') };
  return forbidden(message, { ...problem(405, { code: 'MethodNotAllowed', message }), headers: allowed });
}

function tooLarge(): Reply {
  return forbidden('a body past every limit', problem(413, { code: 'EntityTooLarge' }));
}

/** Waits as the fault says; true where the connection is to end now. */
async function struck(fault: Fault | undefined, moment: Fault['moment']): Promise<boolean> {
  if (fault?.moment !== moment) return false;
  await fault.wait?.();
  return fault.drop === true;
}

function abandon(response: ServerResponse, fault: Fault | undefined): void {
  if (fault?.drop === true) response.destroy();
}

/** How UCWA's own bodies are to be written. */
interface Form {
  readonly format: Format;
  /** With UCWA's own media types in place of the plain ones. */
  readonly vendor: boolean;
}

function typeIn(headers: IncomingMessage['headers']): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** What must not stand in a batch. */
function refuseInBatch(
  node: ResourceNode | undefined,
  headers: IncomingMessage['headers'],
  outer: IncomingMessage['headers'],
): Reply | null {
  if (node !== undefined && ['batch', 'events', 'photo', 'contactPhoto'].includes(node.rel)) {
    return forbidden(`${node.rel} in a batch`, problem(400, { code: 'BadRequest', message: `${node.rel} in a batch` }));
  }
  if (headers.authorization === outer.authorization) return null;
  return forbidden('another token in a batch than that of the batch', problem(403, { code: 'Forbidden' }));
}

/** @param chunk the body goes in pieces of so many bytes, which split characters too; null: with its length, in one */
function write(response: ServerResponse, reply: Reply, form: Form, site: Site, chunk: number | null): void {
  const { text, bytes, headers } = answerOf(reply, form, site);
  response.statusCode = reply.status;
  for (const [name, value] of headers) response.setHeader(name, value);
  const body = bytes ?? Buffer.from(text);
  if (chunk === null || body.length === 0) return void response.end(body);
  for (let at = 0; at < body.length; at += chunk) response.write(body.subarray(at, at + chunk));
  response.end();
}

function rawAnswer(reply: Reply, form: Form, site: Site): Buffer {
  const { text, bytes, headers } = answerOf(reply, form, site);
  const body = bytes ?? Buffer.from(text);
  const start = `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? ''}`;
  const lines = headers.flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
  const head = [start, ...lines, `Content-Length: ${body.length}`].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);
}

function answerOf(reply: Reply, form: Form, site: Site) {
  const { text, bytes, type } = written(reply, form);
  const headers: Record<string, string | readonly string[]> = {
    'X-MS-Server-Fqdn': new URL(site.origin).hostname,
    'X-MS-UcwaVersion': '2.0',
    'Cache-Control': 'no-cache',
    ...(type !== null && { 'Content-Type': type }),
    ...reply.headers,
  };
  return { text, bytes, headers: Object.entries(headers) };
}

interface Written {
  readonly text: string;
  /** In place of the text. */
  readonly bytes?: Buffer;
  readonly type: string | null;
}

function written({ body }: Reply, { format, vendor }: Form): Written {
  const type = vendor ? `application/vnd.microsoft.com.ucwa+${format}` : `application/${format}; charset=utf-8`;
  switch (body?.kind) {
    case undefined:
      return { text: '', type: null };
    case 'html':
      return { text: body.text, type: 'text/html' };
    case 'text':
      return { text: body.text, type: body.type };
    case 'bytes':
      return { text: '', bytes: body.bytes, type: body.type };
    case 'json':
      return { text: JSON.stringify(body.value), type: 'application/json' };
    case 'resource':
      return { text: resourceText(body.resource, format), type };
    case 'error':
      return { text: errorText(body.error, format), type };
    case 'batch':
      return { text: batchText(body.batch, format), type };
  }
}

function errorName({ body }: Reply): string | undefined {
  if (body?.kind !== 'error') return undefined;
  return [body.error.code, body.error.subcode].filter(Boolean).join('/');
}

function shownPath(url: URL): string {
  const query = new URLSearchParams(url.searchParams);
  query.delete('key');
  return query.size === 0 ? url.pathname : `${url.pathname}?${query}`;
}
