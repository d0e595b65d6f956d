import type { Sentence, SentencePart, Words } from '../../preload/contract/index.ts';

/** One piece of a sentence as text; `now` in ms since 1970. */
export function partText(part: SentencePart, now: number, words: Words): string {
  if (typeof part === 'string') return part;
  if ('ago' in part) return words.ago(now - part.ago);
  return 'time' in part ? words.timeNear(part.time, now) : part.name;
}

/** Whether the text changes although nothing happens. */
export function grows(sentence: Sentence): boolean {
  return sentence.some((part) => typeof part !== 'string' && 'ago' in part);
}
