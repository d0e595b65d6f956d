const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648 section 4) of UTF-8 text; line breaks are allowed. Null where it is none. */
export function decodeBase64(body: string): string | null {
  const digits = body.replaceAll(/[\r\n\t ]/g, '').replace(/={1,2}$/, '');
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
      escapes += escapeOf((bits >> count) & 0xff);
    }
  }
  return strictly(escapes);
}

/** The same, without line breaks. */
export function encodeBase64(text: string): string {
  let body = '';
  let bits = 0;
  let count = 0;
  for (const byte of bytesOf(text)) {
    bits = ((bits << 8) | byte) & 0xffff;
    count += 8;
    while (count >= 6) {
      count -= 6;
      body += alphabet[(bits >> count) & 0x3f];
    }
  }
  if (count > 0) body += alphabet[(bits << (6 - count)) & 0x3f];
  return body.padEnd(Math.ceil(body.length / 4) * 4, '=');
}

/** As UTF-8; half a surrogate pair becomes a replacement character. */
function* bytesOf(text: string): Generator<number> {
  for (const character of text) {
    const whole = /^[\ud800-\udfff]$/.test(character) ? '\ufffd' : character;
    const escaped = encodeURIComponent(whole);
    if (escaped.length === 1) yield escaped.charCodeAt(0);
    else for (const [, digits = ''] of escaped.matchAll(/%(..)/g)) yield Number.parseInt(digits, 16);
  }
}

/** Quoted-printable (RFC 2045 section 6.7); what is no escape stands for itself. */
export function decodeQuotedPrintable(body: string): string {
  return decodeEscapes(
    body
      .replaceAll(/=[ \t]*\r?\n/g, '')
      .replaceAll('%', '%25')
      .replaceAll(/=([0-9a-f]{2})/gi, '%$1'),
  );
}

/**
 * Percent-encoded UTF-8 (RFC 3986 section 2.1). A `%` that begins no escape stands for itself, and bytes that are no UTF-8 become a
 * replacement character: they cost the line that they are in and not the rest.
 */
export function decodeEscapes(text: string): string {
  if (!text.includes('%')) return text;
  return (
    strictly(text) ??
    text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) => strictly(escapes) ?? escapes.replaceAll(/%(..)/g, asciiOnly))
  );
}

function asciiOnly(_escape: string, digits: string): string {
  const code = Number.parseInt(digits, 16);
  return code < 0x80 ? String.fromCharCode(code) : '\ufffd';
}

function escapeOf(byte: number): string {
  return `%${byte.toString(16).padStart(2, '0')}`;
}

function strictly(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
