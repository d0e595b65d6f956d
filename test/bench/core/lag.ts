import { setImmediate as nextTurn } from 'node:timers/promises';

/** Watches this thread's event loop; `end` gives the longest time that it stood still, in milliseconds. */
export function watchLag(): { end(): Promise<number> } {
  let longest = 0;
  let running = true;
  const watching = (async () => {
    for (let last = performance.now(); running; ) {
      await nextTurn();
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
  })();
  return {
    async end() {
      await nextTurn();
      running = false;
      await watching;
      return longest;
    },
  };
}
