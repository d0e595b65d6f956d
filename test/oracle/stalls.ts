/** Finds the times in which this process did not run at all: core, server and oracle live in it, and none of them could act. */
import { monotonicNow } from '../ucwa-server/ledger.ts';
import type { Outage } from './judge.ts';

const everyMs = 20;
const longestGapMs = 50;

/** Tells each stall, until the returned function is called. */
export function watchStalls(onStall: (stall: Outage) => void): () => void {
  let last = monotonicNow();
  const timer = setInterval(() => {
    const now = monotonicNow();
    if (now - last > longestGapMs) onStall({ from: last, to: now });
    last = now;
  }, everyMs).unref();
  return () => clearInterval(timer);
}
