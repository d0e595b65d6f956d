import type { RingPath } from '../../../preload/contract/index.ts';
import type { RingRecord } from './state.ts';

/** How many calls are remembered for "Last calls". */
const mostRings = 10;
/** A path that said nothing for this long has not worked, in milliseconds. */
export const pathDeadlineMs = 3_000;

/** A call begins to ring: nothing is known of its paths yet. */
export function ringBegan(
  rings: readonly RingRecord[],
  ring: Pick<RingRecord, 'callId' | 'caller' | 'at' | 'since' | 'device' | 'hushed' | 'keptBack'>,
): readonly RingRecord[] {
  return [
    { ...ring, paths: {}, raised: [], over: null },
    ...rings.filter(({ callId }) => callId !== ring.callId),
  ].slice(0, mostRings);
}

/** A path told how it did. The first word counts, but for a success after a failure. */
export function pathTold(
  rings: readonly RingRecord[],
  callId: string,
  path: RingPath,
  worked: boolean,
  now: number,
): readonly RingRecord[] {
  return changed(rings, callId, (ring) =>
    ring.paths[path]?.worked || (ring.paths[path] && !worked)
      ? ring
      : { ...ring, paths: { ...ring.paths, [path]: { worked, afterMs: Math.max(0, now - ring.since) } } },
  );
}

export function ringHushed(rings: readonly RingRecord[], callId: string): readonly RingRecord[] {
  return changed(rings, callId, (ring) => ({ ...ring, hushed: 'by-user', keptBack: [...ring.keptBack, 'sound'] }));
}

export function ringOver(rings: readonly RingRecord[], callId: string, now: number): readonly RingRecord[] {
  return changed(rings, callId, (ring) => ({ ...ring, over: ring.over ?? now }));
}

/**
 * What came of a path: it worked, it failed, or it may still come. A ring that ended before a path had its time says nothing
 * about it, nor does one that was not to ring by it.
 */
export function outcomeOfPath(
  { paths, since, over, keptBack }: RingRecord,
  path: RingPath,
  now: number,
): 'worked' | 'failed' | 'waiting' | 'cut-short' | 'kept-back' {
  const told = paths[path];
  if (told) return told.worked ? 'worked' : 'failed';
  if (keptBack.includes(path)) return 'kept-back';
  if ((over ?? now) >= since + pathDeadlineMs) return 'failed';
  return over === null ? 'waiting' : 'cut-short';
}

function changed(
  rings: readonly RingRecord[],
  callId: string,
  change: (ring: RingRecord) => RingRecord,
): readonly RingRecord[] {
  return rings.some((ring) => ring.callId === callId)
    ? rings.map((ring) => (ring.callId === callId ? change(ring) : ring))
    : rings;
}
