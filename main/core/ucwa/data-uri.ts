/** The content of a `data:` URI (RFC 2397) as UCWA writes it. */
export interface DataUri {
  /** In lower case, without parameters. */
  readonly mediaType: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly text: string;
}

const maximumLength = 256 * 1024;

/**
 * Decodes a `data:` URI of text. UCWA percent-encodes the body as a form does, with `+` for a space, and only after the
 * first comma; base64 is allowed too. Null for anything else, and for bodies over 256 KiB: they are never followed.
 */
export function decodeDataUri(uri: string): DataUri | null {
  if (uri.length > maximumLength || uri.slice(0, 5).toLowerCase() !== 'data:') return null;
  const comma = uri.indexOf(',');
  if (comma < 0) return null;
  const [mediaType = '', ...fields] = uri.slice(5, comma).split(';');
  const base64 = fields.some((field) => field.trim().toLowerCase() === 'base64');
  const text = base64 ? decodeBase64(uri.slice(comma + 1)) : decodeForm(uri.slice(comma + 1));
  if (text === null) return null;
  return { mediaType: mediaType.trim().toLowerCase(), parameters: parametersIn(fields), text };
}

/** `+` becomes a space before the escapes are read, so that an escaped plus (as in an SDP key) survives. */
function decodeForm(body: string): string | null {
  return decodeEscapes(body.replaceAll('+', ' '));
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648 section 4) of UTF-8 text; line breaks and escaped characters are allowed. */
function decodeBase64(body: string): string | null {
  const unescaped = body.includes('%') ? decodeEscapes(body) : body;
  if (unescaped === null) return null;
  const digits = unescaped.replaceAll(/[\r\n ]/g, '').replace(/={1,2}$/, '');
  if (digits.length % 4 === 1) return null;
  let escapes = '';
  let bits = 0;
  let count = 0;
  for (const digit of digits) {
    const value = alphabet.indexOf(digit);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      escapes += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`;
    }
  }
  return decodeEscapes(escapes);
}

function decodeEscapes(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function parametersIn(fields: readonly string[]): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const field of fields) {
    const equals = field.indexOf('=');
    if (equals > 0) {
      const value = field.slice(equals + 1).trim();
      parameters.set(field.slice(0, equals).trim().toLowerCase(), value.replace(/^"(.*)"$/, '$1'));
    }
  }
  return parameters;
}
