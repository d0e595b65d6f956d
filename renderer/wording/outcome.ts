import type { HistoryOutcome, HistoryView, Words } from '../../preload/contract/index.ts';

/** What became of a call, in a word or its length. */
export function outcomeWord({ outcome, talkedMs }: HistoryView, words: Words): string {
  return outcome === 'answered' ? words.length(talkedMs) : words.say(`calls.outcome.${outcome}`);
}

/** What kind of call it was, in words, as its row is read out. */
export function kindWords({ outcome, direction }: HistoryView, { say }: Words): string {
  if (outcome === 'answered' || isOfCallOut(outcome)) return say(`calls.kind.${direction}`);
  return say(`calls.kind.${outcome}`);
}

function isOfCallOut(outcome: HistoryOutcome): outcome is 'no-answer' | 'busy' | 'cancelled' {
  return outcome === 'no-answer' || outcome === 'busy' || outcome === 'cancelled';
}
