/**
 * The text of a body. A byte order mark says what it is written in. Without one it is UTF-8, as JSON has to be (RFC 8259 section 8.1); the
 * `charset` of its content type is believed only where it is not, for servers name one by habit that they do not use.
 */
export function textIn(bytes: Buffer, contentType: string): string {
  const charset = markedCharset(bytes) ?? (isText(bytes) ? null : charsetIn(contentType));
  return (charset === null ? null : decoded(bytes, charset, false)) ?? bytes.toString();
}

function markedCharset([first, second]: Buffer): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

function charsetIn(contentType: string): string | null {
  return /;\s*charset\s*=\s*"?([^\s";,]+)/i.exec(contentType)?.[1] ?? null;
}

/** UTF-16 may be UTF-8 to the letter, but has zeros in it that no text has. */
function isText(bytes: Buffer): boolean {
  return !bytes.includes(0) && decoded(bytes, 'utf-8', true) !== null;
}

/** Null where this runtime does not know the charset, or `fatal` finds what is none of it. */
function decoded(bytes: Buffer, charset: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}
