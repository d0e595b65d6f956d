/** The furthest that a `Date` reaches from 1970, in milliseconds (ECMA-262 section 21.4.1.1): formatting what lies beyond throws. */
const furthestMs = 8.64e15;

/** Total, so that no time empties the page that shows it: what lies beyond is shown as the last date that there is, no number as 1970. */
function showable(at: number): number {
  return Number.isNaN(at) ? 0 : Math.min(Math.max(at, -furthestMs), furthestMs);
}

/** ISO 8601, for `datetime`. ms since 1970. */
export function isoTime(at: number): string {
  return new Date(showable(at)).toISOString();
}

function dayOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Days from `at` to `now` on the calendar of the user's time zone; 0 is today. Both in ms since 1970. */
function daysAgo(at: number, now: number): number {
  return Math.round((dayOf(new Date(showable(now))) - dayOf(new Date(showable(at)))) / 86_400_000);
}

/** Heading of a day: Today, Yesterday, else weekday and date, with the year once it is another. ms since 1970. */
export function dayName(at: number, now: number): string {
  const ago = daysAgo(at, now);
  if (ago === 0) return 'Today';
  if (ago === 1) return 'Yesterday';
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...yearOf(at, now),
  }).format(showable(at));
}

/** The year is said where it is another one. */
function yearOf(at: number, now: number): Intl.DateTimeFormatOptions {
  return new Date(showable(at)).getFullYear() === new Date(showable(now)).getFullYear() ? {} : { year: 'numeric' };
}

/** Time of day as the user's region writes it. ms since 1970. */
export function timeOfDay(at: number): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(showable(at));
}

/** Day and time in one line: Today 10:42, or 3 Nov 10:42, with the year once it is another. ms since 1970. */
export function moment(at: number, now: number): string {
  const ago = daysAgo(at, now);
  if (ago < 2) return `${dayName(at, now)} ${timeOfDay(at)}`;
  const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', ...yearOf(at, now) }).format(
    showable(at),
  );
  return `${day} ${timeOfDay(at)}`;
}

/** Milliseconds from `now` to the next midnight, when every heading changes. */
export function untilTomorrow(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - now;
}
