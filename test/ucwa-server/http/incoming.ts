/** A request as the resources see it: read whole, with its body within a limit. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BatchedReply, BatchedRequest } from './batch.ts';
import { badParameter, forbidden, problem, type Reply } from './reply.ts';
import type { Format } from './representation.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Incoming {
  /** Joins the ledger's entries about it. */
  readonly exchange: number;
  readonly method: string;
  /** Scheme, host and port it came to, as the server names itself. */
  readonly origin: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Without parameters, in lower case; empty where there is none. */
  readonly contentType: string;
  readonly body: Buffer;
  /** Runs when the client goes away before it is answered. */
  onGone(run: () => void): void;
  /** True once the client has gone away. */
  isGone(): boolean;
  /** Runs a request that came inside this one, with this one's token. */
  perform(request: BatchedRequest): Promise<BatchedReply>;
}

const bodyLimit = 65_536;

/** The body, or null where it is longer than any request needs. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > bodyLimit) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

const formats: Readonly<Record<string, Format>> = {
  'application/json': 'json',
  'application/xml': 'xml',
  'application/vnd.microsoft.com.ucwa+json': 'json',
  'application/vnd.microsoft.com.ucwa+xml': 'xml',
};

/** The media type the client likes best of those UCWA has; without any UCWA may answer in XML, and this server does. */
export function formatFor(accept = ''): Format {
  const wishes = accept.split(',').map((wish) => {
    const [type = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { format: formats[type], quality: quality === undefined ? 1 : Number(quality.slice(2)) };
  });
  const known = wishes.filter(({ format, quality }) => format !== undefined && quality > 0);
  return known.sort((one, other) => other.quality - one.quality)[0]?.format ?? 'xml';
}

/** Calls back when the connection closes before the response is complete. */
export function watchGone(response: ServerResponse): Pick<Incoming, 'onGone' | 'isGone'> {
  let gone = false;
  const listeners: (() => void)[] = [];
  response.on('close', () => {
    if (response.writableFinished) return;
    gone = true;
    for (const listener of listeners) listener();
  });
  return { onGone: (run) => void listeners.push(run), isGone: () => gone };
}

export type Read<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reply: Reply };

/** A JSON object with its keys in lower case, as UCWA takes them in any case. */
export function readJson(incoming: Incoming): Read<Map<string, unknown>> {
  if (!['application/json', 'application/vnd.microsoft.com.ucwa+json'].includes(incoming.contentType)) {
    return { ok: false, reply: unsupportedMediaType(incoming, 'application/json') };
  }
  try {
    const value: unknown = JSON.parse(incoming.body.toString('utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
    return { ok: true, value: new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field])) };
  } catch (error) {
    const message = `body is no JSON object: ${error instanceof Error ? error.message : String(error)}`;
    const reply = problem(400, { code: 'BadRequest', subcode: 'DeserializationFailure', message });
    return { ok: false, reply: forbidden(message, reply) };
  }
}

export function unsupportedMediaType(incoming: Incoming, expected: string): Reply {
  const message = `Content-Type ${incoming.contentType || '(none)'} where ${expected} is due`;
  return forbidden(message, problem(415, { code: 'UnsupportedMediaType', message }));
}

/** A reply where the query has other parameters than these, or one twice; else null. */
export function refuseQuery(incoming: Incoming, allowed: readonly string[]): Reply | null {
  for (const name of incoming.query.keys()) {
    if (!allowed.includes(name)) return badParameter(name, 'no such query parameter');
    if (incoming.query.getAll(name).length > 1) return badParameter(name, 'given twice');
  }
  return null;
}

/** A reply where there is a body though the operation has none; else null. */
export function refuseBody(incoming: Incoming): Reply | null {
  if (incoming.body.length === 0) return null;
  const message = 'a body where the operation defines none';
  return forbidden(message, problem(400, { code: 'BadRequest', message }));
}
