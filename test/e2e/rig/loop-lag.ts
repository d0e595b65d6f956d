import type { DrivenApp } from '../../driver/app.ts';

/** Far longer than a busy machine keeps the loop waiting, and far shorter than a daemon that is stopped does; in milliseconds. */
export const heldMs = 1_500;

/** Looks how late a timer of 5 ms comes in the main process. */
export async function watchLoop(app: DrivenApp): Promise<void> {
  await app.electron.evaluate(() => {
    let before = performance.now();
    Object.assign(globalThis, { longestLag: 0 });
    setInterval(() => {
      const now = performance.now();
      Object.assign(globalThis, { longestLag: Math.max(Reflect.get(globalThis, 'longestLag'), now - before - 5) });
      before = now;
    }, 5);
  });
}

/** Since it was last asked for, in milliseconds. */
export async function longestLag(app: DrivenApp): Promise<number> {
  const lag = await app.electron.evaluate(() => {
    const longest = Reflect.get(globalThis, 'longestLag') as number;
    Object.assign(globalThis, { longestLag: 0 });
    return longest;
  });
  return Math.round(lag);
}
