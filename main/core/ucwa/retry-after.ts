/** Longest time that a server's wish to be left alone is respected, in milliseconds. */
const longestMs = 300_000;

/**
 * A Retry-After header, seconds or a date (RFC 9110 section 10.2.3), in milliseconds from `wall` (ms since 1970), 0 to five minutes; null
 * where it makes no sense.
 */
export function retryAfterMs(value: string, wall: number): number | null {
  const text = value.trim();
  // Date.parse alone would make a date of almost anything that has a number in it.
  const isDate = /^[A-Za-z]{3,9},? .{6,40}$/.test(text);
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : isDate ? Date.parse(text) - wall : Number.NaN;
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), longestMs);
}
