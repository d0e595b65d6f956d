import MarkdownIt, { type Token } from 'markdown-it';
import type { Block, Guide, Inline, InlinePiece } from '../../renderer/views/help/guide.ts';

/** HTML in it stays text, and is refused below. */
const markdown = new MarkdownIt({ html: false, linkify: false });

/** Reads a page of Markdown. Throws where it has something that the app does not draw. */
export function readGuide(source: string): Guide {
  const tokens = new Tokens(markdown.parse(source, {}));
  return readBlocks(tokens, null);
}

/** The name by which a link finds a heading, as GitHub makes it. */
export function headingId(title: string): string {
  const kept = title.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, '');
  return kept.trim().replace(/\s+/g, '-');
}

class Tokens {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  next(): Token | null {
    const token = this.#tokens[this.#at] ?? null;
    this.#at += 1;
    return token;
  }

  /** The next one, which has to be of that type. */
  expect(type: string): Token {
    const token = this.next();
    if (token?.type !== type) throw new Error(`${type} was expected, not ${token?.type ?? 'the end'}`);
    return token;
  }

  /** What stands until the token that closes, or the end where there is none; the openers are handed over. */
  each(closing: string | null, take: (opener: Token) => void): void {
    for (let token = this.next(); token !== null && token.type !== closing; token = this.next()) take(token);
  }
}

function readBlocks(tokens: Tokens, closing: string | null): Guide {
  const blocks: Block[] = [];
  tokens.each(closing, (token) => void blocks.push(readBlock(token, tokens)));
  return blocks;
}

function readBlock(token: Token, tokens: Tokens): Block {
  switch (token.type) {
    case 'heading_open':
      return readHeading(token, tokens);
    case 'paragraph_open':
      return { kind: 'paragraph', text: readInlineUntil(tokens, 'paragraph_close') };
    case 'code_block':
    case 'fence':
      return { kind: 'code', text: token.content.trimEnd() };
    case 'bullet_list_open':
      return { kind: 'list', ordered: false, entries: readEntries(tokens, 'bullet_list_close') };
    case 'ordered_list_open':
      return { kind: 'list', ordered: true, entries: readEntries(tokens, 'ordered_list_close') };
    case 'table_open':
      return readTable(tokens);
    default:
      throw new Error(`The app draws no ${token.type}`);
  }
}

function readHeading({ tag }: Token, tokens: Tokens): Block {
  const level = Number(tag.slice(1));
  if (level !== 1 && level !== 2 && level !== 3) throw new Error(`The app draws no ${tag}`);
  const text = readInlineUntil(tokens, 'heading_close');
  return { kind: 'heading', level, id: headingId(wordsOf(text)), text };
}

function readEntries(tokens: Tokens, closing: string): readonly Guide[] {
  const entries: Guide[] = [];
  tokens.each(closing, () => void entries.push(readBlocks(tokens, 'list_item_close')));
  return entries;
}

function readTable(tokens: Tokens): Block {
  const rows: (readonly Inline[])[] = [];
  tokens.each('table_close', ({ type }) => {
    if (type === 'tr_open') rows.push(readRow(tokens));
  });
  const [head = [], ...others] = rows;
  return { kind: 'table', head, rows: others };
}

function readRow(tokens: Tokens): readonly Inline[] {
  const cells: Inline[] = [];
  tokens.each('tr_close', ({ type }) => {
    cells.push(readInlineUntil(tokens, type.replace('_open', '_close')));
  });
  return cells;
}

function readInlineUntil(tokens: Tokens, closing: string): Inline {
  const inline = tokens.expect('inline');
  tokens.expect(closing);
  return readPieces(new Tokens(inline.children ?? []), null);
}

function readPieces(tokens: Tokens, closing: string | null): Inline {
  const pieces: InlinePiece[] = [];
  tokens.each(closing, (token) => void pieces.push(...readPiece(token, tokens)));
  return joined(pieces);
}

function readPiece(token: Token, tokens: Tokens): Inline {
  switch (token.type) {
    case 'text':
    case 'text_special':
      return [token.content];
    case 'softbreak':
    case 'hardbreak':
      return [' '];
    case 'code_inline':
      return [{ kind: 'code', text: token.content }];
    case 'strong_open':
      return [{ kind: 'strong', text: readPieces(tokens, 'strong_close') }];
    case 'em_open':
      return [{ kind: 'emphasis', text: readPieces(tokens, 'em_close') }];
    case 'link_open': {
      const text = readPieces(tokens, 'link_close');
      const href = String(token.attrGet('href') ?? '');
      return href.startsWith('#') ? [{ kind: 'link', to: href.slice(1), text }] : text;
    }
    // A picture of the app is of no use in the app.
    case 'image':
      return [];
    default:
      throw new Error(`The app draws no ${token.type}`);
  }
}

function joined(pieces: readonly InlinePiece[]): Inline {
  const together: InlinePiece[] = [];
  for (const piece of pieces) {
    const last = together.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') together[together.length - 1] = last + piece;
    else if (piece !== '') together.push(piece);
  }
  return together;
}

function wordsOf(text: Inline): string {
  return text.map((piece) => (typeof piece === 'string' ? piece : wordsOf([piece.text].flat()))).join('');
}
