import LinkifyIt from 'linkify-it';
import { cleanLine } from '../../text.ts';
import { longestMessage, longestUrl, type MessageText, mostLines, mostLinks, type Piece } from './pieces.ts';

/** Addresses of the web that are written whole, and nothing else. Made when the first message comes. */
let finder: LinkifyIt | null = null;

function linksIn(text: string): readonly { readonly index: number; readonly lastIndex: number }[] {
  finder ??= new LinkifyIt({}, { fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
    .add('ftp:', null)
    .add('mailto:', null)
    .add('//', null);
  return finder.match(text) ?? [];
}

/** Plain text from the wire: cleaned line by line, bounded, with its addresses of the web told apart. */
export function readPlainText(text: string): MessageText {
  return withLinks(cleanLines(text));
}

/** Text from the wire made fit to show, as {@link cleanLine} does it; lines stay, but not three empty ones in a row. */
export function cleanLines(text: string): string {
  const lines = text
    .slice(0, longestMessage)
    .replace(/[\ud800-\udbff]$/, '')
    .split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/, mostLines)
    .map(cleanLine);
  const shown = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return text.length > longestMessage ? `${shown}…` : shown;
}

/** The addresses of the web in a text that is clean already. */
export function withLinks(text: string): MessageText {
  if (!/https?:\/\//i.test(text)) return text === '' ? [] : [text];
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, lastIndex } of linksIn(text).slice(0, mostLinks)) {
    const shown = text.slice(index, lastIndex);
    if (!isWebAddress(shown)) continue;
    if (index > from) pieces.push(text.slice(from, index));
    pieces.push({ text: shown, url: shown });
    from = lastIndex;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

/** An address that may be opened: of the web, without a user in it, which only leads people astray. */
export function isWebAddress(url: string): boolean {
  return url.length <= longestUrl && /^https?:\/\/[^\s/?#@\\"<>`]+(?:[/?#][^\s"<>`\\]*)?$/i.test(url);
}
