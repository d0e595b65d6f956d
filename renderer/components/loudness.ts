/** How many segments a level meter has. */
export const meterSegments = 8;

/** Below this a microphone counts as giving no sound: the noise of an open one lies above. */
export const soundThreshold = 0.01;

/**
 * Segments to light for a loudness of 0 to 1. Anything above the threshold lights one, so that soft speech is seen;
 * what is not a number lights none.
 */
export function litSegments(level: number): number {
  if (!(level >= soundThreshold)) return 0;
  return Math.min(meterSegments, Math.max(1, Math.round(level * meterSegments)));
}
