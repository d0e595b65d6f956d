import { withAsciiDigits } from './ascii-digits.ts';

/** Letters that have a form of their own, and are typed as others. */
const typedAs: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  þ: 'th',
  ŧ: 't',
  // The end of a word, which may be its beginning as it is typed.
  ς: 'σ',
};
const special = new RegExp(`[${Object.keys(typedAs).join('')}]`, 'g');

/**
 * A text as it is searched for: small letters without their accents, so that "oliv" finds Olívia, and "sorensen" Sørensen; letters and
 * digits of full width, half width or another script as the usual ones.
 */
export function folded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return withAsciiDigits(plain.replace(special, (letter) => typedAs[letter] ?? letter));
}

/** The words of a folded text. */
export function wordsIn(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
