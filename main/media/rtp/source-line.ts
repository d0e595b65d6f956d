import { nextSequenceNumber, sequenceDifference } from './packet.ts';
import { createSequence, type Sequence, type SequenceLimits } from './sequence.ts';

/** The numbers of one source, and those that they have in a stream of ours. All are of 16 bits. */
export interface SourceLine extends Sequence {
  /** The number here of a packet of the source, also of a late one. */
  here(number: number): number;
  /** The number at the source of a packet of ours. */
  there(number: number): number;
  /** From the source's number `from` on its packets have the numbers from `at` on, because others had those between. */
  goOnAt(from: number, at: number): void;
  /** A packet of the source has no number here: all behind it move up. Harmless when repeated. */
  leaveOut(number: number): void;
}

/** From a number of the source on, what is added to it. */
interface Step {
  readonly from: number;
  readonly offset: number;
}

/** A source whose first packet, with the number `first`, has the number `at` here. */
export function createSourceLine(first: number, at: number, limits: SequenceLimits): SourceLine {
  const sequence = createSequence(first, limits);
  /** Newest first. Old ones go, for numbers go round; `base` is added to all that is older. */
  let steps: readonly Step[] = [];
  let base = at - first;

  const offsetFrom = (number: number) =>
    steps.find(({ from }) => sequenceDifference(number, from) >= 0)?.offset ?? base;
  const isOld = ({ from }: Step) => sequenceDifference(sequence.highest(), from) >= limits.largestGap;
  const forget = () => {
    // With each packet: where a far side leaves many out there are as many steps.
    const oldest = steps.at(-1);
    if (oldest === undefined || !isOld(oldest)) return;
    base = steps.find(isOld)?.offset ?? base;
    steps = steps.filter((step) => !isOld(step));
  };

  return {
    highest: sequence.highest,
    place(number) {
      const standing = sequence.place(number);
      if (standing === 'ahead') forget();
      return standing;
    },
    here: (number) => to16(number + offsetFrom(number)),
    there(number) {
      const step = steps.find(({ from, offset }) => sequenceDifference(number, from + offset) >= 0);
      return to16(number - (step?.offset ?? base));
    },
    goOnAt(from, number) {
      steps = [{ from, offset: number - from }, ...steps];
    },
    leaveOut(number) {
      const behind = nextSequenceNumber(number);
      if (steps.some(({ from }) => from === behind)) return;
      const isLater = ({ from }: Step) => sequenceDifference(from, behind) > 0;
      const later = steps.filter(isLater).map(({ from, offset }) => ({ from, offset: offset - 1 }));
      const step = { from: behind, offset: offsetFrom(number) - 1 };
      steps = [...later, step, ...steps.filter((each) => !isLater(each))];
    },
  };
}

function to16(value: number): number {
  return value & 0xffff;
}
