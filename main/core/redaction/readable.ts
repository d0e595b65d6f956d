/**
 * Characters that a serializer wrote as escapes, as what they stand for, so that one form of a name, an address or a number is all
 * that the rules have to know: letters, digits, and `+`, `@`, `:`, `'` (System.Text.Json escapes these too; XML 1.0 section 4.1; RFC
 * 3986 section 2.3). Quotes, backslashes, angle brackets and ampersands stay: they hold the text together.
 */
export function readable(text: string): string {
  return text
    .replace(/(?<!\\)\\+u([\da-f]{4})/gi, (match, hex: string) => plain(Number.parseInt(hex, 16)) ?? match)
    .replace(/&#(\d{1,6});/g, (match, digits: string) => plain(Number(digits)) ?? match)
    .replace(/%(3\d|[46][1-9a-f]|[57][\da])/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#x([\da-f]{1,5});/gi, (match, hex: string) => plain(Number.parseInt(hex, 16)) ?? match);
}

function plain(code: number): string | null {
  if (code > 0x10_ffff) return null;
  const character = String.fromCodePoint(code);
  return /[+@:'_-]|[\p{L}\p{M}\p{N}]/u.test(character) ? character : null;
}
