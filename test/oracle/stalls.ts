/** Finds the times in which this process did not run at all: core, server and oracle live in it, and none of them could act. */
import { monotonicNow } from '../ucwa-server/ledger.ts';
import type { Outage } from './judge.ts';

const everyMs = 20;
const longestGapMs = 50;

const listeners = new Set<(stall: Outage) => void>();
let last = 0;
let timer: NodeJS.Timeout | undefined;

/** Tells each stall, until the returned function is called. */
export function watchStalls(onStall: (stall: Outage) => void): () => void {
  listeners.add(onStall);
  last = monotonicNow();
  timer ??= setInterval(look, everyMs).unref();
  return () => {
    listeners.delete(onStall);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function look(): void {
  const now = monotonicNow();
  const stall = now - last > longestGapMs ? { from: last, to: now } : null;
  last = now;
  if (stall !== null) for (const listener of listeners) listener(stall);
}
