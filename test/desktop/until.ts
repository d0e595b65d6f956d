import { setTimeout as delay } from 'node:timers/promises';

export interface UntilOptions {
  /** How long it may take in the worst case, in milliseconds. */
  readonly withinMs?: number;
  /** Milliseconds between two looks. */
  readonly everyMs?: number;
}

/**
 * Looks again and again until `look` answers with something other than null, undefined or false, and resolves with it.
 * Rejects, naming what was waited for, when that takes longer than any working machine needs.
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { withinMs = 60_000, everyMs = 25 }: UntilOptions = {},
): Promise<Exclude<T, null | undefined | false>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen as Exclude<T, null | undefined | false>;
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain: ${what}`);
    await delay(everyMs);
  }
}
