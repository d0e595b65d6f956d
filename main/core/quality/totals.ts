import type { Direction } from './figures.ts';

/** One direction of a call so far: means, and the worst seconds. */
export interface Totals {
  readonly seconds: number;
  readonly mean: Direction;
  readonly worst: Direction;
}

/** With one more second of it. */
export function totalsAfter(before: Totals | null, second: Direction): Totals {
  if (before === null) return { seconds: 1, mean: second, worst: second };
  const { seconds, mean, worst } = before;
  const next = (was: number, now: number): number => was + (now - was) / (seconds + 1);
  const trip = second.roundTripMs;
  return {
    seconds: seconds + 1,
    mean: {
      missing: next(mean.missing, second.missing),
      jitterMs: next(mean.jitterMs, second.jitterMs),
      roundTripMs:
        trip === null || mean.roundTripMs === null ? (trip ?? mean.roundTripMs) : next(mean.roundTripMs, trip),
      score: next(mean.score, second.score),
    },
    worst: {
      missing: Math.max(worst.missing, second.missing),
      jitterMs: Math.max(worst.jitterMs, second.jitterMs),
      roundTripMs: trip === null ? worst.roundTripMs : Math.max(worst.roundTripMs ?? 0, trip),
      score: Math.min(worst.score, second.score),
    },
  };
}
