/** The most characters of a name, a subject or a number that are shown. */
const longest = 256;

/**
 * Text from the wire made fit to show: control, bidi-override, zero-width, blank and private-use characters go, white space is folded,
 * and it ends after 256 characters. Null where nothing is left.
 */
export function cleanText(text: string | null): string | null {
  if (text === null) return null;
  const visible = text
    .slice(0, 4 * longest)
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{DI}\u2800]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = [...visible];
  if (characters.length === 0) return null;
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : visible;
}
