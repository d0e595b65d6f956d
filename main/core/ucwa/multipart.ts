/** Header fields with names in lower case; one that came several times keeps each value, folded lines joined. */
export type Headers = ReadonlyMap<string, readonly string[]>;

/** Headers, and what follows the blank line after them, as it came. */
export interface Headed {
  readonly headers: Headers;
  readonly body: string;
}

export interface Multipart {
  /** In the order of the wire; null for a part whose headers have no end. */
  readonly parts: readonly (Headed | null)[];
  /** The closing boundary came; otherwise the last part may be cut. */
  readonly closed: boolean;
}

/** RFC 2046 allows 70; a longer one would only make the search slow. */
const longestBoundary = 200;
/** A batch has 100 at most, an offer two. */
const mostParts = 256;

/** Splits a multipart body (RFC 2046 section 5.1.1), with lines that end in CRLF or LF. Linear in the length of the body. */
export function splitMultipart(body: string, boundary: string): Multipart {
  const parts: (Headed | null)[] = [];
  if (boundary === '' || boundary.length > longestBoundary) return { parts, closed: false };
  let start = -1;
  for (let from = 0; ; ) {
    const delimiter = nextDelimiter(body, `--${boundary}`, from);
    if (start >= 0) parts.push(readHead(body.slice(start, delimiter?.at ?? body.length)));
    if (delimiter === null || delimiter.closing || parts.length === mostParts) {
      return { parts, closed: delimiter?.closing === true };
    }
    start = delimiter.end;
    from = delimiter.end;
  }
}

interface Delimiter {
  /** Where the line end before it begins, which belongs to it. */
  readonly at: number;
  /** Where the next part begins. */
  readonly end: number;
  readonly closing: boolean;
}

function nextDelimiter(body: string, mark: string, from: number): Delimiter | null {
  for (let found = body.indexOf(mark, from); found >= 0; found = body.indexOf(mark, found + mark.length)) {
    if (found > 0 && body[found - 1] !== '\n') continue;
    const rest = found + mark.length;
    const at = lineEndBefore(body, found);
    if (body.startsWith('--', rest)) return { at, end: body.length, closing: true };
    const end = endOfBlankLine(body, rest);
    if (end !== null) return { at, end, closing: false };
  }
  return null;
}

function lineEndBefore(body: string, at: number): number {
  if (at === 0) return 0;
  return body[at - 2] === '\r' ? at - 2 : at - 1;
}

/** Where the next line begins, if only white space is left on this one. */
function endOfBlankLine(body: string, from: number): number | null {
  let at = from;
  while (body[at] === ' ' || body[at] === '\t' || body[at] === '\r') at += 1;
  return body[at] === '\n' ? at + 1 : null;
}

/** Reads header lines up to a blank one; null where none comes. Lines that are no header are left out. */
export function readHead(text: string): Headed | null {
  const headers = new Map<string, string[]>();
  let values: string[] | null = null;
  for (let at = 0; ; ) {
    const end = text.indexOf('\n', at);
    if (end < 0) return null;
    const line = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end);
    at = end + 1;
    if (line === '') return { headers, body: text.slice(at) };
    const colon = line.indexOf(':');
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (values !== null) values.push(`${values.pop() ?? ''} ${line.trim()}`);
    } else if (colon > 0) {
      const name = line.slice(0, colon).trim().toLowerCase();
      values = headers.get(name) ?? [];
      values.push(line.slice(colon + 1).trim());
      headers.set(name, values);
    } else {
      values = null;
    }
  }
}

/** The `boundary` parameter of a multipart content type; null where there is none. */
export function boundaryOf(contentType: string): string | null {
  const match = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}
