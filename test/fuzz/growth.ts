import { median } from '../bench/statistics.ts';

/** How the time grows with each doubling of the input; 0 where all is too quick to be measured. */
export interface Growth {
  readonly ratio: number;
  /** The larger of the two inputs that were compared, in characters. */
  readonly size: number;
}

/** An input that takes as long is large enough to be compared, in milliseconds. */
const enoughMs = 6;
const largest = 1 << 22;
/** How much processor time the larger input of a pair is given, in milliseconds: the kernel counts it in steps of up to four. */
const sampleMs = 60;
/** More than any input needs that takes long enough. */
const mostTurns = 1000;
/** An odd number, so that one of them is the median. */
const attempts = 9;
const enoughAttempts = 3;
const looks = 5;
/** The larger input is so many times as large; with less, the steps in which tables of names grow would show. */
const times = 4;
const good = 2.1;
/** At how many more sizes, each twice the last, bad growth is looked for again. */
const confirmations = 2;

/**
 * Looks for an input that takes long enough to be measured, and compares it by turns with one of a quarter of the size, by this
 * thread's processor time, which other programs do not lengthen much. What looks bad there is looked at again at larger sizes: growth
 * with the square stays bad however large the input, where a cache, the collector or another program that made one size look bad does
 * not reach the next. The best of the sizes counts.
 */
export function measureGrowth(make: (size: number) => () => unknown): Growth {
  let size = measurableSize(make);
  if (size === null) return { ratio: 0, size: largest };
  let best = growthAt(make, size);
  for (let more = 0; more < confirmations && best.ratio > good && size * 2 <= largest; more += 1) {
    size *= 2;
    const next = growthAt(make, size);
    if (next.ratio < best.ratio) best = next;
  }
  return best;
}

/** Other programs lengthen the time of either input, so the median of several ratios counts, of more of them where it looks bad. */
function growthAt(make: (size: number) => () => unknown, size: number): Growth {
  const [small, large] = [make(size / times), make(size)];
  const ratios: number[] = [];
  while (ratios.length < enoughAttempts || (ratios.length < attempts && median(ratios) > good)) {
    ratios.push(ratioOf(small, large));
  }
  return { ratio: median(ratios), size };
}

/** The smallest power of two that takes long enough, at two looks: one alone may meet a step of the kernel's count. Null where none does. */
function measurableSize(make: (size: number) => () => unknown): number | null {
  for (let size = 4096; size <= largest; size *= 2) {
    const work = make(size);
    if (takesEnough(work) && takesEnough(work)) return size;
  }
  return null;
}

/**
 * By turns, so that what the machine does besides meets both alike, and not always as often: turns of one length can keep step with the kernel's
 * count, which then gives all the time to one of the two for ever.
 */
function ratioOf(small: () => unknown, large: () => unknown): number {
  let [ofSmall, ofLarge] = [0, 0];
  for (let turn = 0; ofLarge < sampleMs && turn < mostTurns; turn += 1) {
    const runs = 1 + (turn % 3);
    ofSmall += repeated(small, runs * times);
    ofLarge += repeated(large, runs);
  }
  return 2 * Math.sqrt(ofLarge / Math.max(ofSmall, 1));
}

function repeated(work: () => unknown, runs: number): number {
  return processorTime(() => {
    for (let run = 0; run < runs; run += 1) work();
  });
}

function processorTime(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** Where other programs have lengthened each look at the clock, the processor time tells, whose steps need several runs. */
function takesEnough(work: () => unknown): boolean {
  if (shortest(work) < enoughMs) return false;
  return repeated(work, looks) / looks >= enoughMs / 2;
}

function shortest(work: () => unknown): number {
  return Math.min(elapsed(work), elapsed(work), elapsed(work));
}

function elapsed(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
