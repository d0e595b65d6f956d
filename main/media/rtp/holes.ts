import type { Clock } from '../../core/ports.ts';
import { nextSequenceNumber, sequenceDifference } from './packet.ts';

/** A whole picture is many times as large as others: it is not asked for more often. */
const leastBetweenMs = 1000;
/** More are not counted: so many do not all come late. */
const mostMissing = 64;

/**
 * Pieces of pictures that do not come. Without them a window shows nothing more, and waits up to three seconds before it asks for a whole picture
 * itself; so that one is asked for as soon as they are taken for lost.
 */
export interface Holes {
  /** A piece passed, under its number here. `patienceMs`: so long one that is missing may still come. */
  passed(sequenceNumber: number, patienceMs: number): void;
}

export function createHoles(clock: Pick<Clock, 'now'>, onLost: () => void): Holes {
  let highest: number | null = null;
  /** And since when, the oldest first. */
  const missing = new Map<number, number>();
  let toldAt = Number.NEGATIVE_INFINITY;

  const note = (before: number, sequenceNumber: number) => {
    const now = clock.now();
    let number = nextSequenceNumber(before);
    for (; number !== sequenceNumber && missing.size < mostMissing; number = nextSequenceNumber(number)) {
      missing.set(number, now);
    }
  };

  return {
    passed(sequenceNumber, patienceMs) {
      if (highest !== null && sequenceDifference(sequenceNumber, highest) <= 0) missing.delete(sequenceNumber);
      else {
        if (highest !== null) note(highest, sequenceNumber);
        highest = sequenceNumber;
      }
      const now = clock.now();
      const [since] = missing.values();
      if (since === undefined || now - since < patienceMs || now - toldAt < leastBetweenMs) return;
      missing.clear();
      toldAt = now;
      onLost();
    },
  };
}
