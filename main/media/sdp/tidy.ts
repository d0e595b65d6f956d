/** A session description as lines that a parser can take, those of the session and those of each m= line apart. */
export interface Sections {
  readonly session: readonly string[];
  /** The m= line first. */
  readonly media: readonly (readonly string[])[];
}

/**
 * Writes each line as the grammar has it (RFC 8866 section 9), whatever its sender made of it: blanks around `=` and behind the
 * colon, tabs, several blanks, names of attributes and `in ip4` in any case. Lines that are none are left out.
 */
export function tidySections(text: string): Sections {
  const session: string[] = [];
  const media: string[][] = [];
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = tidyLine(raw);
    if (line === null) continue;
    if (line.startsWith('m=')) media.push([line]);
    else (media.at(-1) ?? session).push(line);
  }
  return { session, media };
}

/** What is said of one m= line: by itself, and by the session. */
export interface AudioLines {
  readonly media: readonly string[];
  readonly session: readonly string[];
}

function tidyLine(raw: string): string | null {
  const line = raw.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  const [, type, value] = /^([a-z]) ?= ?(.*)$/.exec(line) ?? [];
  if (type === undefined || value === undefined) return null;
  if (type === 'a') return `a=${tidyAttribute(value)}`;
  return `${type}=${type === 'b' ? value.replace(/ ?: ?/, ':') : tidyAddressType(value)}`;
}

function tidyAttribute(text: string): string {
  const colon = text.indexOf(':');
  if (colon < 0) return text.toLowerCase();
  const name = text.slice(0, colon).trim().toLowerCase();
  const value = text.slice(colon + 1).trim();
  if (name === 'rtcp') return `${name}:${tidyAddressType(value)}`;
  return `${name}:${name === 'rtpmap' ? value.replace(/ ?\/ ?/g, '/') : value}`;
}

function tidyAddressType(value: string): string {
  return value.replace(/\bin ip([46])\b/i, 'IN IP$1');
}
