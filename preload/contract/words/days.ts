/** The furthest that a `Date` reaches from 1970, in milliseconds (ECMA-262 section 21.4.1.1): formatting what lies beyond throws. */
const furthestMs = 8.64e15;

/** Total, so that no time empties the page that shows it: what lies beyond is shown as the last date that there is, no number as 1970. */
export function showable(at: number): number {
  return Number.isNaN(at) ? 0 : Math.min(Math.max(at, -furthestMs), furthestMs);
}

function dayOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Days from `at` to `now` on the calendar of the user's time zone; 0 is today. Both in ms since 1970. */
export function daysAgo(at: number, now: number): number {
  return Math.round((dayOf(new Date(showable(now))) - dayOf(new Date(showable(at)))) / 86_400_000);
}

/** Whether two moments are on one day of the calendar in the user's time zone. Both in ms since 1970. */
export function isSameDay(one: number, other: number): boolean {
  return daysAgo(one, other) === 0;
}

/** The year is said where it is another one. */
export function yearOf(at: number, now: number): Intl.DateTimeFormatOptions {
  return new Date(showable(at)).getFullYear() === new Date(showable(now)).getFullYear() ? {} : { year: 'numeric' };
}
