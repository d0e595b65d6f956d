import { folded, wordsIn } from '../../preload/contract/index.ts';

/** A piece of a name; `marked`: it is what was typed. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** A name in pieces, with what was typed of it marked where a word begins so. */
export function marked(name: string, typed: string): readonly Piece[] {
  const terms = wordsIn(folded(typed));
  if (terms.length === 0) return [{ text: name, marked: false }];
  const pieces: Piece[] = [];
  for (const [word] of name.matchAll(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu)) {
    const length = Math.max(...terms.map((term) => lettersOf(word, term)));
    if (length > 0) pieces.push({ text: word.slice(0, length), marked: true });
    if (length < word.length) pieces.push({ text: word.slice(length), marked: false });
  }
  return pieces;
}

/** So many units at a word's beginning are that term, their marks with them; 0 where it begins in another way. */
function lettersOf(word: string, term: string): number {
  if (!folded(word).startsWith(term)) return 0;
  for (let length = 1; length < word.length; length += 1) {
    const isWhole = !/^[\p{M}\udc00-\udfff]/u.test(word.slice(length));
    if (isWhole && folded(word.slice(0, length)).length >= term.length) return length;
  }
  return word.length;
}
