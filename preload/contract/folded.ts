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
};
const special = new RegExp(`[${Object.keys(typedAs).join('')}]`, 'g');

/** A text as it is searched for: small letters without their accents, so that "oliv" finds Olívia, and "sorensen" Sørensen. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  if (/^[\x20-\x7e]*$/.test(small)) return small;
  return small
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(special, (letter) => typedAs[letter] ?? letter);
}

/** The words of a folded text. */
export function wordsIn(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
