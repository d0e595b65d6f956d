import type { RingPath } from '../../../preload/contract/index.ts';
import { pathDeadlineMs } from './rings.ts';
import type { Raised, RingRecord } from './state.ts';

/** The ways to ring, from the softest to the loudest. */
const rungs = ['card', 'notification', 'sound', 'flash'] as const satisfies readonly RingPath[];

type Rung = (typeof rungs)[number];

/** A way that does not confirm within this time has the next louder one tried, in milliseconds. */
export const confirmMs = 500;

/** How a ring goes on, and when that has to be looked at again, on the monotonic clock; null: never. */
export interface Climb {
  readonly raised: readonly Raised[];
  readonly nextAt: number | null;
}

/**
 * Which louder ways a ring needs at `now`. Each that is tried has {@link confirmMs} to confirm; where one does not, the next louder that is not
 * tried yet is. What confirms late takes back what was raised for it. Where nothing at all confirms, the main window comes up.
 * Nothing is raised of a ring that the user silenced, of a test, or by a rule that leaves nothing of it.
 */
export function climb({ since, paths, keptBack, over, hushed, caller }: RingRecord, now: number): Climb {
  if (over !== null || hushed === 'by-user' || caller === null) return { raised: [], nextAt: null };
  const tried = new Map<Rung, number>();
  for (const rung of rungs) if (rung !== 'flash' && !keptBack.includes(rung)) tried.set(rung, since);
  const own = new Set(tried.keys());
  const waits: number[] = [];
  for (const [at, rung] of rungs.entries()) {
    const from = tried.get(rung);
    if (from === undefined || paths[rung]?.worked === true) continue;
    const told = paths[rung] === undefined ? null : since + paths[rung].afterMs;
    const failedAt = Math.min(from + confirmMs, Math.max(from, told ?? Number.POSITIVE_INFINITY));
    if (failedAt > now) waits.push(failedAt);
    const louder = rungs.slice(at + 1).find((next) => !tried.has(next));
    if (failedAt <= now && louder !== undefined) tried.set(louder, failedAt);
  }
  const lastAt = since + pathDeadlineMs;
  const isUnseen = own.size > 0 && !rungs.some((rung) => paths[rung]?.worked === true);
  if (isUnseen && lastAt > now) waits.push(lastAt);
  const raised = rungs.filter((rung): rung is Exclude<Rung, 'card'> => tried.has(rung) && !own.has(rung));
  return {
    raised: isUnseen && lastAt <= now ? [...raised, 'main'] : raised,
    nextAt: waits.length === 0 ? null : Math.min(...waits),
  };
}

/** Each ring with what it needs now; the same list where nothing changed. */
export function climbed(rings: readonly RingRecord[], now: number): readonly RingRecord[] {
  let changed = false;
  const next = rings.map((ring) => {
    // What was needed stays known.
    if (ring.over !== null) return ring;
    const { raised } = climb(ring, now);
    if (raised.join() === ring.raised.join()) return ring;
    changed = true;
    return { ...ring, raised };
  });
  return changed ? next : rings;
}

/** When the next of them has to be looked at again, on the monotonic clock; null: never. */
export function nextClimbAt(rings: readonly RingRecord[], now: number): number | null {
  const times = rings.flatMap((ring) => climb(ring, now).nextAt ?? []);
  return times.length === 0 ? null : Math.min(...times);
}
