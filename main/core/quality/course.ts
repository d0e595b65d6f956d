import type { Direction, Second } from './figures.ts';
import { isWeak, meanOf } from './thresholds.ts';

/** A stretch of a call, for a graph. */
export interface Point extends Direction {
  /** Nothing came, or more than a little was bad. */
  readonly level: 'good' | 'weak' | 'none';
}

/** How a call went, in at most {@link mostPoints} stretches of one length. */
export interface Course {
  /** The length of a stretch, in seconds. */
  readonly step: number;
  readonly points: readonly Point[];
  /** The seconds that make no whole stretch yet. */
  readonly rest: readonly Point[];
}

export const noCourse: Course = { step: 1, points: [], rest: [] };

/** As many as a graph has room for; a call of any length is told by half as many at least. */
export const mostPoints = 120;

/** Nothing came: as bad as it can be. */
const nothing = { missing: 1, jitterMs: 0, score: 1 } as const;

/** One more second that counts. */
export function courseAfter(course: Course, second: Second): Course {
  const rest = [...course.rest, pointOf(second)];
  if (rest.length < course.step) return { ...course, rest };
  const points = [...course.points, joined(rest)];
  if (points.length < mostPoints) return { step: course.step, points, rest: [] };
  const halves = points.flatMap((point, index) => (index % 2 === 0 ? [] : joined([points[index - 1] ?? point, point])));
  return { step: course.step * 2, points: halves, rest: [] };
}

function pointOf({ here }: Second): Point {
  if (here === null) return { ...nothing, roundTripMs: null, level: 'none' };
  return { ...here, level: isWeak(here) ? 'weak' : 'good' };
}

function joined(points: readonly Point[]): Point {
  const mean = meanOf(points) ?? { ...nothing, roundTripMs: null };
  const bad = points.filter(({ level }) => level !== 'good');
  const level = bad.length * 2 < points.length ? 'good' : bad.some((each) => each.level === 'none') ? 'none' : 'weak';
  return { ...mean, level };
}
