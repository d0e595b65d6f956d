/** What may be asked of an Opus encoder, with the least and the most that is passed on (RFC 7587 section 6.1). */
const bounds: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['maxplaybackrate', [8000, 48_000]],
  ['maxaveragebitrate', [6000, 510_000]],
  ['minptime', [3, 120]],
  ['useinbandfec', [0, 1]],
  ['cbr', [0, 1]],
]);

/**
 * What the far side's fmtp line wants of our Opus, for Chromium's encoder. Left out is what says how the far side itself sends, and two
 * wishes that we do not meet: `stereo`, for there is one voice, and `usedtx`, for a stream that pauses looks like one that is lost.
 */
export function opusWishes(config: string): string {
  const wishes = new Map<string, number>();
  for (const parameter of config.split(';')) {
    const [, name = '', digits = ''] = /^\s*([a-z-]{1,20})\s*=\s*(\d{1,6})\s*$/i.exec(parameter) ?? [];
    const [least, most] = bounds.get(name.toLowerCase()) ?? [1, 0];
    const value = Number(digits);
    if (value >= least && value <= most) wishes.set(name.toLowerCase(), value);
  }
  return [...wishes].map(([name, value]) => `${name}=${value}`).join(';');
}
