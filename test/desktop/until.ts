import { setTimeout as delay } from 'node:timers/promises';

export interface UntilOptions {
  /** How long it may take in the worst case, in milliseconds. */
  readonly withinMs?: number;
  /** Milliseconds between two looks. */
  readonly everyMs?: number;
}

/**
 * Looks again and again until `look` answers with something other than null, undefined or false, and resolves with it.
 * Rejects, naming what was waited for, when that takes longer than any working machine needs, also where it is a look itself that does not end.
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { withinMs = 60_000, everyMs = 25 }: UntilOptions = {},
): Promise<Exclude<T, null | undefined | false>> {
  let isLate = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      isLate = true;
      resolve(null);
    }, withinMs);
  });
  try {
    for (;;) {
      const seen = await Promise.race([look(), late]);
      if (seen !== null && seen !== undefined && seen !== false) return seen as Exclude<T, null | undefined | false>;
      if (isLate) throw new Error(`Waited ${withinMs / 1000} s in vain: ${what}`);
      await delay(everyMs);
    }
  } finally {
    clearTimeout(timer);
  }
}
