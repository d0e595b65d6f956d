import type { HttpRequest, HttpResponse, Xml } from '../ports.ts';
import { readBody } from './body.ts';
import { boundaryOf, type Headed, readHead, splitMultipart } from './multipart.ts';
import { decodeResource, linkOf } from './resource.ts';

/**
 * Several requests in one (UCWA reference: batch). POST {@link encodeBatch}'s body to the application's `batch` link with its content
 * type and `Accept: multipart/batching`; a 200 is read with {@link decodeBatch}. A batch cannot hold another one, the event channel or
 * a photo, and holds {@link mostInBatch} at most: with more than 100 requests of a user outstanding the server runs none of
 * them and says 429.
 */
export type BatchedRequest = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>;

const mostInBatch = 100;

export interface EncodedBatch {
  readonly contentType: string;
  readonly body: string;
}

/**
 * The requests, in their order, between boundaries. `boundary`: random, letters and digits. Null where it cannot be said safely: too
 * many, or a line end or the boundary within an address or header.
 */
export function encodeBatch(requests: readonly BatchedRequest[], boundary: string): EncodedBatch | null {
  if (requests.length === 0 || requests.length > mostInBatch || !/^[A-Za-z0-9-]{8,70}$/.test(boundary)) return null;
  const parts: string[] = [];
  for (const request of requests) {
    const message = messageOf(request);
    if (message === null || message.includes(boundary)) return null;
    parts.push(`--${boundary}\r\nContent-Type: application/http; msgtype=request\r\n\r\n${message}\r\n`);
  }
  return {
    contentType: `multipart/batching; boundary="${boundary}"`,
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}

function messageOf({ method, url, headers, body = '' }: BatchedRequest): string | null {
  const target = /^https?:\/\/([^/?#\s]+)([^#\s]*)$/i.exec(url);
  if (target === null) return null;
  const [, host = '', path = ''] = target;
  const fields = Object.entries({ host, ...headers });
  if (body !== '') fields.push(['content-length', String(utf8Length(body))]);
  if (fields.some(([name, value]) => !/^[\w-]+$/.test(name) || /[\r\n\0]/.test(value))) return null;
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path.startsWith('/') ? path : `/${path}`} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/**
 * The answers, one for each request, in the order of the requests; null for one that is missing or cannot be read, which says nothing
 * about the others. Undefined where the whole is no batch at all.
 *
 * Answers are told apart by their order alone. If fewer came than were asked for and the end was not merely cut off, nobody can say
 * which are missing: then only those count whose resource says by its `self` link what it is.
 */
export function decodeBatch(
  contentType: string,
  body: string,
  requests: readonly BatchedRequest[],
  xml: Xml,
): readonly (HttpResponse | null)[] | undefined {
  const boundary = boundaryOf(contentType);
  if (boundary === null || boundary === '' || !/^\s*multipart\//i.test(contentType)) return undefined;
  const { parts, closed } = splitMultipart(body, boundary);
  const answers = parts.map((part, index) => (!closed && index === parts.length - 1 ? null : answerIn(part)));
  if (closed && answers.length < requests.length) {
    return requests.map(({ url }) => answers.find((answer) => answer !== null && isOf(url, answer, xml)) ?? null);
  }
  return requests.map((_, index) => answers[index] ?? null);
}

function answerIn(part: Headed | null): HttpResponse | null {
  const type = part?.headers.get('content-type')?.[0] ?? '';
  if (part === null || !/^application\/http\b/i.test(type)) return null;
  const message = part.body.replace(/^[\ufeff\r\n]+/, '');
  const status = /^HTTP\/\d(?:\.\d)?[ \t]+([1-5]\d\d)\b/.exec(message)?.[1];
  const lineEnd = message.indexOf('\n');
  const head = status === undefined || lineEnd < 0 ? null : readHead(message.slice(lineEnd + 1));
  if (head === null) return null;
  const headers = Object.create(null) as Record<string, readonly string[]>;
  for (const [name, values] of head.headers) headers[name] = values;
  return { status: Number(status), headers, body: head.body };
}

function isOf(url: string, answer: HttpResponse, xml: Xml): boolean {
  const body = readBody(answer.headers['content-type']?.[0] ?? '', answer.body, xml);
  const resource = body.kind === 'document' ? decodeResource(body.value) : null;
  const self = resource === null ? null : linkOf(resource, 'self');
  return self !== null && pathIn(self) === pathIn(url);
}

/** Without scheme, host and query: servers write hrefs with and without. */
function pathIn(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]+/i, '').replace(/[?#].*$/s, '');
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
