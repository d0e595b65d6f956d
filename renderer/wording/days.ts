import { showable } from '../../preload/contract/index.ts';

/** ISO 8601, for `datetime`. ms since 1970. */
export function isoTime(at: number): string {
  return new Date(showable(at)).toISOString();
}

/** Milliseconds from `now` to the next midnight, when every heading changes. */
export function untilTomorrow(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - now;
}
