import type { Direction } from './figures.ts';

/** Beyond any of these sound is weak: what most people begin to mind (loss of 3 %, a score of 3.1: G.109, "many users dissatisfied"). */
export const weak = { missing: 0.03, jitterMs: 30, roundTripMs: 300, score: 3.1 } as const;

/** Weak sound counts as good again only once it is clearly better than that, so that the word does not flicker. */
const margin = 0.7;
const goodScore = 3.4;

export function isWeak({ missing, jitterMs, roundTripMs, score }: Direction): boolean {
  return (
    missing > weak.missing || jitterMs > weak.jitterMs || (roundTripMs ?? 0) > weak.roundTripMs || score < weak.score
  );
}

export function isGoodAgain({ missing, jitterMs, roundTripMs, score }: Direction): boolean {
  return (
    missing < weak.missing * margin &&
    jitterMs < weak.jitterMs * margin &&
    (roundTripMs ?? 0) < weak.roundTripMs * margin &&
    score > goodScore
  );
}

/** The mean of some seconds; null where none of them says anything. */
export function meanOf(seconds: readonly (Direction | null)[]): Direction | null {
  const known = seconds.flatMap((each) => each ?? []);
  if (known.length === 0) return null;
  const mean = (of: (direction: Direction) => number): number =>
    known.reduce((sum, each) => sum + of(each), 0) / known.length;
  const trips = known.flatMap(({ roundTripMs }) => roundTripMs ?? []);
  return {
    missing: mean(({ missing }) => missing),
    jitterMs: mean(({ jitterMs }) => jitterMs),
    roundTripMs: trips.length === 0 ? null : trips.reduce((sum, each) => sum + each, 0) / trips.length,
    score: mean(({ score }) => score),
  };
}
