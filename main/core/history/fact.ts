import { endingNote } from '../calls/endings.ts';
import type { EndReason } from '../calls/state.ts';
import type { OutageCause } from '../session/state.ts';
import { notRungNote } from './not-rung.ts';

/** What is known of a past call beyond its outcome. It is kept as it is; a sentence is made of it where it is shown. */
export type HistoryFact =
  /** It ended here. `by`: who answered in the user's place. `hadVoice`: both could talk. */
  | { readonly kind: 'ended'; readonly reason: EndReason; readonly by: string | null; readonly hadVoice: boolean }
  /** It is known from the server's log alone: it did not ring here. `cause`: why; null until it is known. */
  | { readonly kind: 'not-rung'; readonly cause: OutageCause | null }
  /** A sentence of an earlier version that stands for no fact that is known. `rang`: it rang here. */
  | { readonly kind: 'told'; readonly text: string; readonly rang: boolean };

/** What a row of the history says beyond its outcome; may be empty. */
export function sentenceOf(fact: HistoryFact | null): string {
  switch (fact?.kind) {
    case undefined:
      return '';
    case 'ended':
      return endingNote(fact, fact.hadVoice);
    case 'not-rung':
      return notRungNote(fact.cause);
    case 'told':
      return fact.text;
  }
}
