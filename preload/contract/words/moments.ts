import type { Formatters } from 'intl-messageformat';
import { daysAgo, showable, yearOf } from './days.ts';
import type { Say } from './values.ts';

/** Dates and times of the day as the user's region writes them. All in ms since 1970. */
export interface Moments {
  /** Such as 10:42. */
  timeOfDay(at: number): string;
  /** A date without a day of the week, with its year, such as 3 May 2027; of Greenwich. */
  date(at: number): string;
  /** Heading of a day: Today, Yesterday, else weekday and date, with the year once it is another. */
  dayName(at: number, now: number): string;
  /** For a narrow list: 10:42 of today, the day of the week of the last days, else the date. */
  whenInBrief(at: number, now: number): string;
  /** Day and time in one line: Today 10:42, or 3 Nov 10:42, with the year once it is another. */
  moment(at: number, now: number): string;
  /** The same where it does not begin a line: today 10:42. */
  momentInList(at: number, now: number): string;
  /** A time of the day, with the day where it is not today. */
  timeNear(at: number, now: number): string;
}

export function createMoments(say: Say, { getDateTimeFormat }: Pick<Formatters, 'getDateTimeFormat'>): Moments {
  const written = (at: number, options: Intl.DateTimeFormatOptions): string =>
    getDateTimeFormat(undefined, options).format(showable(at));
  const timeOfDay = (at: number): string => written(at, { timeStyle: 'short' });

  function nearDay(at: number, now: number): string | null {
    const ago = daysAgo(at, now);
    if (ago === 0) return say('time.today');
    return ago === 1 ? say('time.yesterday') : null;
  }

  const dayName = (at: number, now: number): string =>
    nearDay(at, now) ?? written(at, { weekday: 'long', day: 'numeric', month: 'long', ...yearOf(at, now) });

  const moment = (at: number, now: number): string => {
    const day = nearDay(at, now) ?? written(at, { day: 'numeric', month: 'short', ...yearOf(at, now) });
    return say('time.day-and-time', { day, time: timeOfDay(at) });
  };

  return {
    timeOfDay,
    date: (at) => written(at, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
    dayName,
    whenInBrief: (at, now) => {
      const ago = daysAgo(at, now);
      if (ago === 0) return timeOfDay(at);
      return written(
        at,
        ago > 0 && ago < 7 ? { weekday: 'short' } : { day: 'numeric', month: 'short', ...yearOf(at, now) },
      );
    },
    moment,
    momentInList: (at, now) => {
      const ago = daysAgo(at, now);
      const day = ago === 0 ? 'today' : ago === 1 ? 'yesterday' : 'other';
      return say('time.moment-in-list', { day, time: timeOfDay(at), moment: moment(at, now) });
    },
    timeNear: (at, now) => {
      const time = timeOfDay(at);
      return daysAgo(at, now) === 0 ? time : say('time.time-and-day', { time, day: dayName(at, now) });
    },
  };
}
