import type { Sentence, SentencePart } from '../../preload/contract/index.ts';
import { dayName, timeOfDay } from './days.ts';

/** How long ago, for people: "14 s ago", "3 min ago". Milliseconds; below zero where two clocks differ. */
export function ago(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 120) return `${seconds} s ago`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`;
}

/** A time of the day, with the day where it is not today. Both in ms since 1970. */
export function timeNear(at: number, now: number): string {
  const day = dayName(at, now);
  return day === 'Today' ? timeOfDay(at) : `${timeOfDay(at)}, ${day}`;
}

/** One piece of a sentence as text; `now` in ms since 1970. */
export function partText(part: SentencePart, now: number): string {
  if (typeof part === 'string') return part;
  if ('ago' in part) return ago(now - part.ago);
  return 'time' in part ? timeNear(part.time, now) : part.name;
}

/** Whether the text changes although nothing happens. */
export function grows(words: Sentence): boolean {
  return words.some((part) => typeof part !== 'string' && 'ago' in part);
}
