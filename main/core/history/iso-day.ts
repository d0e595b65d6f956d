import { showable } from '../../../preload/contract/index.ts';

const two = (count: number): string => String(count).padStart(2, '0');

/** The day of the user's calendar as ISO 8601 writes it, such as 2026-03-10. In ms since 1970. */
export function isoDay(at: number): string {
  const date = new Date(showable(at));
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The time of that day in the user's time zone, such as 10:42:07. */
export function isoTimeOfDay(at: number): string {
  const date = new Date(showable(at));
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}
