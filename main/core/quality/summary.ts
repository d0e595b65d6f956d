import type { Point } from './course.ts';
import type { Direction } from './figures.ts';
import { networkKind } from './network.ts';
import type { LiveQuality, PastQuality } from './state.ts';
import type { Totals } from './totals.ts';
import type { SoundFault } from './word.ts';

/** When a call began, and what it was spoken into. */
export interface CallFacts {
  readonly at: number;
  readonly device: string | null;
}

/** What is kept of a call once it is over. Figures are kept no finer than they are shown. */
export function summaryOf(live: LiveQuality, { at, device }: CallFacts): PastQuality {
  const { callId, seconds, wire, here, there, weakFor, silentFor, badFor, course } = live;
  return {
    ...{ callId, at, seconds, weakFor, silentFor, device },
    ...{ codec: wire.codec, encrypted: wire.encrypted, network: networkKind(wire.via) },
    here: here && roundedTotals(here),
    there: there && roundedTotals(there),
    fault: mainFault(badFor),
    course: { step: course.step, points: course.points.map(roundedPoint) },
  };
}

function mainFault(badFor: LiveQuality['badFor']): SoundFault | null {
  const faults = Object.entries(badFor) as [SoundFault, number][];
  const longest = faults.reduce<[SoundFault, number] | null>(
    (most, each) => (most === null || each[1] > most[1] ? each : most),
    null,
  );
  return longest?.[0] ?? null;
}

function roundedTotals({ seconds, mean, worst }: Totals): Totals {
  return { seconds, mean: rounded(mean), worst: rounded(worst) };
}

function roundedPoint(point: Point): Point {
  return { ...rounded(point), level: point.level };
}

function rounded({ missing, jitterMs, roundTripMs, score }: Direction): Direction {
  const to = (value: number, parts: number): number => Math.round(value * parts) / parts;
  return {
    missing: to(missing, 10_000),
    jitterMs: to(jitterMs, 10),
    roundTripMs: roundTripMs === null ? null : Math.round(roundTripMs),
    score: to(score, 100),
  };
}
