import { Parser } from 'htmlparser2';
import { cleanLine } from '../../text.ts';
import { longestMessage, type MessageText, mostLinks, type Piece, wordsOf } from './pieces.ts';
import { cleanLines, isWebAddress, withLinks } from './plain-text.ts';

/** Elements that stand on lines of their own. */
const blocks = new Set([
  ...['address', 'article', 'aside', 'blockquote', 'body', 'center', 'dd', 'div', 'dl', 'dt', 'fieldset', 'figure'],
  ...['footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre'],
  ...['section', 'table', 'tr', 'ul'],
]);
/** What is in them is for no reader. */
const silent = new Set([
  ...['head', 'iframe', 'math', 'noembed', 'noscript', 'object', 'script', 'style', 'svg', 'template', 'textarea'],
  ...['title', 'xmp'],
]);
/** HTML takes room for its markup: so much of it is read. */
const longestHtml = 16 * longestMessage;

/**
 * HTML from the wire as text with links. Nothing of it is drawn: every element is only read for what it says, what a script or a style
 * holds is left out, and a link counts where it leads to the web by http or https. A link whose words are another address says both.
 */
export function readHtml(html: string): MessageText {
  const found = createReading();
  const parser = new Parser(found, { decodeEntities: true, lowerCaseTags: true });
  parser.write(html.slice(0, longestHtml));
  parser.end();
  return found.text();
}

interface Link {
  readonly url: string;
  /** Where its words begin. */
  readonly from: number;
}

/** Takes what the parser finds, and keeps words, line breaks and links of it. */
function createReading() {
  const parts: (string | Link)[] = [];
  let hush = 0;
  let length = 0;
  let links = 0;
  const open: (Link | null)[] = [];

  function say(words: string): void {
    if (hush > 0 || length > longestMessage) return;
    parts.push(words);
    length += words.length;
  }

  /** Elements beside each other have one line break between them. */
  function breakLine(): void {
    const last = parts.at(-1);
    if (parts.length > 0 && !(typeof last === 'string' && /\n *$/.test(last))) say('\n');
  }

  return {
    onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
      if (silent.has(name)) hush += 1;
      else if (name === 'br') say('\n');
      else if (blocks.has(name)) breakLine();
      else if (name === 'td' || name === 'th') say(' ');
      else if (name === 'img') say(attributes.alt ?? '');
      if (name !== 'a') return;
      const url = (attributes.href ?? '').trim();
      const isLink = hush === 0 && isWebAddress(url) && cleanLine(url) === url && links < mostLinks;
      if (isLink) links += 1;
      open.push(isLink ? { url, from: parts.length } : null);
    },
    ontext: (words: string): void => say(words.replace(/[ \t\r\n]+/g, ' ')),
    onclosetag(name: string): void {
      if (silent.has(name)) hush = Math.max(0, hush - 1);
      else if (blocks.has(name)) breakLine();
      if (name === 'a') endLink(parts, open.pop() ?? null);
    },
    text: (): MessageText => joined(parts),
  };
}

/** The words of a link become one part, which begins with it. */
function endLink(parts: (string | Link)[], link: Link | null): void {
  if (link === null || link.from > parts.length) return;
  const words = parts.splice(link.from).filter((part) => typeof part === 'string');
  parts.push(link, words.join(''));
}

function joined(parts: readonly (string | Link)[]): MessageText {
  const pieces: Piece[] = [];
  let link: Link | null = null;
  for (const part of parts) {
    if (typeof part !== 'string') link = part;
    else if (link === null) pieces.push(part);
    else {
      pieces.push(...linkPieces(part, link.url));
      link = null;
    }
  }
  return tidied(pieces);
}

/** Whoever reads it sees where it leads. */
function linkPieces(words: string, url: string): readonly Piece[] {
  const said = cleanLines(words).replaceAll('\n', ' ');
  const whole = { text: url, url };
  if (said === '' || said === url || `${said}/` === url) return [whole];
  return [`${said} (`, whole, ')'];
}

/** Words beside each other are one piece, cleaned as plain text is; addresses in them are links too. */
function tidied(pieces: readonly Piece[]): MessageText {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  const text = merged.flatMap((piece, at): readonly Piece[] => {
    if (typeof piece !== 'string') return [piece];
    const [before, after] = [at > 0 && /^[ ]/.test(piece), at < merged.length - 1 && /[ ]$/.test(piece)];
    const lines = edged(piece, at > 0, at < merged.length - 1);
    return lines === '' ? [] : withLinks(`${before ? ' ' : ''}${lines}${after && lines.trim() !== '' ? ' ' : ''}`);
  });
  return wordsOf(text).trim() === '' ? [] : text;
}

/** Line breaks count at the edge of a piece where another piece stands beside it. */
function edged(piece: string, isAfter: boolean, isBefore: boolean): string {
  const lines = cleanLines(piece);
  const [start, end] = [isAfter && /^\s*\n/.test(piece), isBefore && /\n\s*$/.test(piece)];
  return `${start ? '\n' : ''}${lines}${end && !(lines === '' && start) ? '\n' : ''}`;
}
