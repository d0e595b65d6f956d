import { setTimeout as after } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Looks at what a target keeps from one input to the next. */
export interface LeakWatch {
  /** Looks at the memory, at most once a second: to collect all garbage takes its time. */
  look(): void;
  /** What was kept, in words; null where nothing was. */
  found(): Promise<string | null>;
}

/** So often the memory was looked at before anything is said of it: what is only made once is there by then. */
const leastLooks = 12;
/** Less may be code that was compiled, or a cache that fills, in bytes. */
const leastKept = 3 * 1024 * 1024;
const betweenLooksMs = 1000;

/** `used`: bytes in use, once what nobody needs is gone. */
export function watchLeaks(used: () => number = usedBytes, now: () => number = () => performance.now()): LeakWatch {
  const before = resources();
  const looks: number[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    look() {
      if (now() - lookedAt < betweenLooksMs) return;
      looks.push(used());
      lookedAt = now();
    },
    async found() {
      const left = await leftOver(before);
      if (left.length > 0) return `left open: ${left.map(([kind, count]) => `${count} of ${kind}`).join(', ')}`;
      const kept = growthOf(looks);
      return kept > leastKept ? `memory grew by ${(kept / 1024 / 1024).toFixed(1)} MB, and did not come back` : null;
    },
  };
}

type Resources = ReadonlyMap<string, number>;

/** What is there besides, once what ends with the last input has had its time: connections close a little later. */
async function leftOver(before: Resources): Promise<(readonly [kind: string, count: number])[]> {
  for (let patience = 20; ; patience -= 1) {
    await after(50);
    const left = [...resources()].filter(([kind, count]) => count > (before.get(kind) ?? 0));
    if (left.length === 0 || patience === 0) return left;
  }
}

/** From the most that was in use in the second quarter of the looks to the least in the last; 0 where there are too few. */
function growthOf(looks: readonly number[]): number {
  if (looks.length < leastLooks) return 0;
  const quarter = Math.floor(looks.length / 4);
  return Math.min(...looks.slice(-quarter)) - Math.max(...looks.slice(quarter, 2 * quarter));
}

/** Sockets, timers, files and what else would keep the process alive, by kind. */
function resources(): Resources {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Node's own collector, without a switch for whoever starts the fuzzer. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

let collect: (() => void) | null = null;

function usedBytes(): number {
  collect ??= collector();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
