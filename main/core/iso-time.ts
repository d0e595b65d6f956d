/** The furthest that a `Date` reaches from 1970, in milliseconds (ECMA-262 section 21.4.1.1). */
const furthestMs = 8.64e15;

/** ISO 8601 for `at` in ms since 1970. Total: what lies beyond the dates that there are is told as the last of them, no number as 1970. */
export function isoTime(at: number): string {
  const shown = Number.isNaN(at) ? 0 : Math.min(Math.max(at, -furthestMs), furthestMs);
  return new Date(shown).toISOString();
}
