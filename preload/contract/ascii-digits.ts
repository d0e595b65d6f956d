/**
 * A text with its decimal digits as those of ASCII: Arabic, Persian and Indian keyboards type their own. Digits of a script stand in
 * runs of ten, each from zero up (Unicode Standard, section 4.6).
 */
export function withAsciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  // Runs may touch each other.
  return before % 10;
}
