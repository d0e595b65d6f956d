import { decodeBase64, decodeEscapes, encodeBase64 } from './transfer-encoding.ts';

/** The content of a `data:` URI (RFC 2397) as UCWA writes it. */
export interface DataUri {
  /** In lower case, without parameters. */
  readonly mediaType: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly text: string;
}

const maximumLength = 256 * 1024;
/** Of media type and parameters: many times what a boundary and a character set take. */
const maximumHead = 8 * 1024;

/**
 * Decodes a `data:` URI of text. UCWA percent-encodes the body as a form does, with `+` for a space, and only after the
 * first comma that is not in quotes; base64 is allowed too. Null for anything else, for bodies over 256 KiB, and for more than
 * 8 KiB before the body: they are never followed.
 */
export function decodeDataUri(uri: string): DataUri | null {
  if (uri.length > maximumLength || !/^\s{0,8}data:/i.test(uri)) return null;
  const rest = uri.slice(uri.indexOf(':') + 1);
  const head = rest.slice(0, maximumHead);
  const comma = unquoted(head, ',').next().value;
  if (comma === undefined) return null;
  const [mediaType = '', ...fields] = split(head.slice(0, comma), ';');
  const base64 = fields.some((field) => field.trim().toLowerCase() === 'base64');
  const body = rest.slice(comma + 1);
  const text = base64 ? decodeBase64(decodeEscapes(body)) : decodeForm(body);
  return text === null ? null : { mediaType: mediaType.trim().toLowerCase(), parameters: parametersIn(fields), text };
}

/** SDP as UCWA takes it in a link. */
export function sdpDataUri(sdp: string): string {
  return `data:application/sdp;base64,${encodeBase64(sdp)}`;
}

/** `+` becomes a space before the escapes are read, so that an escaped plus (as in an SDP key) survives. */
function decodeForm(body: string): string {
  return decodeEscapes(body.replaceAll('+', ' '));
}

/** Where that character stands outside of quotes, which may be escaped themselves. */
function* unquoted(text: string, wanted: string): Generator<number, undefined> {
  let quoted = false;
  for (const { 0: found, index } of text.matchAll(/%22|[",;]/g)) {
    if (found === '"' || found === '%22') quoted = !quoted;
    else if (found === wanted && !quoted) yield index;
  }
  return undefined;
}

function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const at of unquoted(text, separator)) {
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

/** Of a parameter with an escape in it the escaped text is the value, without its quotes. */
function parametersIn(fields: readonly string[]): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const field of fields) {
    const equals = field.indexOf('=');
    if (equals > 0) {
      const value = decodeEscapes(field.slice(equals + 1)).trim();
      parameters.set(field.slice(0, equals).trim().toLowerCase(), value.replace(/^"(.*)"$/s, '$1'));
    }
  }
  return parameters;
}
