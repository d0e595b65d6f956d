/**
 * The `batch` resource: many requests in one `multipart/batching` body, each whole HTTP of its own. Answers come in the order of
 * the requests; the requests themselves run in another order, so that nobody comes to rely on one.
 */
import { randomUUID } from 'node:crypto';
import { type Incoming, type Read, unsupportedMediaType } from './incoming.ts';
import { badParameter, forbidden, problem, type Reply } from './reply.ts';

/** One request out of a batch; header names in lower case. */
export interface BatchedRequest {
  readonly method: string;
  /** A path with its query, or an absolute URL. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What one of them came to, ready to be written. */
export interface BatchedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly text: string;
}

/** More at a time are refused, and none of them runs. */
const most = 100;

/** @param mark what each body begins with: some servers put a byte order mark there */
export async function answerBatch(incoming: Incoming, mark = ''): Promise<Reply> {
  const boundary = /boundary="?([^";]+)"?/i.exec(incoming.headers['content-type'] ?? '')?.[1];
  if (incoming.contentType !== 'multipart/batching') return unsupportedMediaType(incoming, 'multipart/batching');
  if (boundary === undefined) return badParameter('Content-Type', 'has no boundary');
  if (!/multipart\/batching/i.test(incoming.headers.accept ?? '')) {
    return forbidden('Accept of a batch is not multipart/batching', problem(406, { code: 'NotAcceptable' }));
  }
  const read = readParts(incoming.body.toString('latin1'), boundary);
  if (!read.ok) return read.reply;
  if (read.value.length > most) {
    const message = `${read.value.length} requests in a batch; ${most} is the limit`;
    return forbidden(message, problem(429, { code: 'TooManyRequests', message }));
  }
  const replies = new Map<number, BatchedReply>();
  await Promise.all(
    [...read.value.entries()].reverse().map(async ([index, part]) => {
      replies.set(index, await incoming.perform(part));
    }),
  );
  const divider = randomUUID();
  const parts = [...replies.entries()].sort(([one], [other]) => one - other).map(([, reply]) => written(reply, mark));
  const text = `${parts.map((part) => `--${divider}\r\n${part}\r\n`).join('')}--${divider}--\r\n`;
  return { status: 200, body: { kind: 'text', text, type: `multipart/batching; boundary="${divider}"` } };
}

function written({ status, headers, text }: BatchedReply, mark: string): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
  const head = [`HTTP/1.1 ${status} ${status < 300 ? 'OK' : 'Refused'}`, ...lines].join('\r\n');
  return `Content-Type: application/http; msgtype=response\r\n\r\n${head}\r\n\r\n${text === '' ? '' : mark}${text}`;
}

function readParts(body: string, boundary: string): Read<BatchedRequest[]> {
  const sections = `\r\n${body}`.split(`\r\n--${boundary}`);
  const closed = sections.at(-1)?.startsWith('--') === true;
  if (!closed || sections.length < 3) return malformed('the batch is not closed by its boundary, or holds nothing');
  const parts: BatchedRequest[] = [];
  for (const section of sections.slice(1, -1)) {
    const part = readPart(section);
    if (typeof part === 'string') return malformed(part);
    parts.push(part);
  }
  return { ok: true, value: parts };
}

function readPart(section: string): BatchedRequest | string {
  if (!section.startsWith('\r\n')) return 'a boundary does not end its line';
  const [mime, http] = halves(section.slice(2));
  if (http === null) return 'a part has no blank line after its own headers';
  const type = headersIn(mime.split('\r\n'))?.['content-type'] ?? '';
  if (!/^application\/http; *msgtype=request$/i.test(type)) return `a part is ${type || 'of no type'}`;
  const [head, body] = halves(http.includes('\r\n\r\n') ? http : `${http}\r\n\r\n`);
  const [start = '', ...lines] = head.split('\r\n');
  const line = /^(GET|POST|PUT|DELETE) (\S+) HTTP\/1\.1$/.exec(start);
  if (line === null) return `"${start.slice(0, 60)}" is no request line`;
  const headers = headersIn(lines);
  if (headers === null) return 'a header of a part has no colon';
  const bytes = Buffer.from(body ?? '', 'latin1');
  const length = headers['content-length'];
  if (length !== undefined && Number(length) !== bytes.length)
    return `Content-Length ${length} for ${bytes.length} bytes`;
  return { method: line[1] ?? '', target: line[2] ?? '', headers, body: bytes };
}

/** What stands before and after the first blank line; null after it where there is none. */
function halves(text: string): readonly [string, string | null] {
  if (text.startsWith('\r\n')) return ['', text.slice(2)];
  const blank = text.indexOf('\r\n\r\n');
  return blank < 0 ? [text, null] : [text.slice(0, blank), text.slice(blank + 4)];
}

function headersIn(lines: readonly string[]): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (const line of lines.filter((each) => each !== '')) {
    const colon = line.indexOf(':');
    if (colon < 1) return null;
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}

function malformed(message: string): { readonly ok: false; readonly reply: Reply } {
  const reply = problem(400, { code: 'BadRequest', subcode: 'DeserializationFailure', message });
  return { ok: false, reply: forbidden(message, reply) };
}
