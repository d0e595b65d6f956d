function parts(ms: number): { hours: number; minutes: number; seconds: number } {
  const total = Math.max(0, Math.floor(ms / 1000));
  return { hours: Math.floor(total / 3600), minutes: Math.floor(total / 60) % 60, seconds: total % 60 };
}

/** A running time, as on a clock: 0:07, 12:40, 1:02:03. Takes milliseconds. */
export function clock(ms: number): string {
  const { hours, minutes, seconds } = parts(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** A time that is over, in words: 48 s, 6 min 14 s, 11 min, 1 h 2 min. Takes milliseconds. */
export function length(ms: number): string {
  const { hours, minutes, seconds } = parts(ms);
  if (hours > 0) return withRest(`${hours} h`, minutes, 'min');
  return minutes > 0 ? withRest(`${minutes} min`, seconds, 's') : `${seconds} s`;
}

function withRest(whole: string, rest: number, unit: string): string {
  return rest === 0 ? whole : `${whole} ${rest} ${unit}`;
}
