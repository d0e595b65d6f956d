import { nextSequenceNumber, sequenceDifference } from './packet.ts';

/**
 * Where a packet stands among those of its source. `anew`: the source counts from somewhere else, and this is its first packet; `unsure`: it is so
 * late that it may be.
 */
export type Standing = 'ahead' | 'late' | 'unsure' | 'anew';

/** The numbers of one source, from its first packet on. */
export interface Sequence {
  /** 16 bits. */
  highest(): number;
  /** Takes the number of a packet that came. After `anew` the source is to be given a sequence of its own. */
  place(sequenceNumber: number): Standing;
}

/** How far numbers go on as they were (RFC 3550 appendix A.1). */
export interface SequenceLimits {
  /** What is further ahead, or behind, is of another count. */
  readonly largestGap: number;
  /** What is further behind than that, and not yet too far, is unsure. Two in a row are of another count. */
  readonly mostLate: number;
}

/** Those that are proposed there, MAX_DROPOUT and MAX_MISORDER: of voice, a minute that may be lost, and two seconds. */
export const usualLimits: SequenceLimits = { largestGap: 3000, mostLate: 100 };

export function createSequence(first: number, { largestGap, mostLate }: SequenceLimits): Sequence {
  let highest = first;
  /** The number that would be the second in a row. */
  let suspected: number | null = null;
  return {
    highest: () => highest,
    place(sequenceNumber) {
      const step = sequenceDifference(sequenceNumber, highest);
      if (Math.abs(step) > largestGap || sequenceNumber === suspected) return 'anew';
      if (step > 0) {
        highest = sequenceNumber;
        suspected = null;
        return 'ahead';
      }
      if (step >= -mostLate) return 'late';
      suspected = nextSequenceNumber(sequenceNumber);
      return 'unsure';
    },
  };
}
