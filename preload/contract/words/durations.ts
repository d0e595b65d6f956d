import type { Formatters } from 'intl-messageformat';
import type { Say } from './values.ts';

/** Lengths of time; all take milliseconds. */
export interface Durations {
  /** A running time, as on a clock: 0:07, 12:40, 1:02:03. */
  clock(ms: number): string;
  /** A time that is over, in words: 48 s, 6 min 14 s, 11 min, 1 h 2 min. */
  length(ms: number): string;
  /** How long ago: "14 s ago", "3 min ago". Below zero where two clocks differ. */
  ago(ms: number): string;
}

export function createDurations(say: Say, { getNumberFormat }: Pick<Formatters, 'getNumberFormat'>): Durations {
  const plain = (value: number): string => getNumberFormat(undefined, { useGrouping: false }).format(value);
  const two = (value: number): string =>
    getNumberFormat(undefined, { useGrouping: false, minimumIntegerDigits: 2 }).format(value);
  return {
    clock: (ms) => {
      const { hours, minutes, seconds } = parts(ms);
      const short = hours > 0 ? two(minutes) : plain(minutes);
      return [...(hours > 0 ? [plain(hours)] : []), short, two(seconds)].join(':');
    },
    length: (ms) => {
      const { hours, minutes, seconds } = parts(ms);
      if (hours > 0)
        return minutes === 0 ? say('length.hours', { hours }) : say('length.hours-minutes', { hours, minutes });
      if (minutes === 0) return say('length.seconds', { seconds });
      return seconds === 0 ? say('length.minutes', { minutes }) : say('length.minutes-seconds', { minutes, seconds });
    },
    ago: (ms) => {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      if (seconds < 120) return say('ago.seconds', { seconds });
      const minutes = Math.floor(seconds / 60);
      return minutes < 120 ? say('ago.minutes', { minutes }) : say('ago.hours', { hours: Math.floor(minutes / 60) });
    },
  };
}

function parts(ms: number): { hours: number; minutes: number; seconds: number } {
  const total = Math.max(0, Math.floor(ms / 1000));
  return { hours: Math.floor(total / 3600), minutes: Math.floor(total / 60) % 60, seconds: total % 60 };
}
