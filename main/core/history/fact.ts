import type { Words } from '../../../preload/contract/index.ts';
import { endingNote } from '../calls/endings.ts';
import type { EndReason } from '../calls/state.ts';
import { meetingNote } from '../meetings/end-words.ts';
import type { MeetingEnd } from '../meetings/state.ts';
import type { OutageCause } from '../session/state.ts';

/** What is known of a past call beyond its outcome. It is kept as it is; a sentence is made of it where it is shown. */
export type HistoryFact =
  /** It ended here. `by`: who answered in the user's place. `hadVoice`: both could talk. `code`: the server's word, where it is all that is known. */
  | {
      readonly kind: 'ended';
      readonly reason: EndReason;
      readonly by: string | null;
      readonly hadVoice: boolean;
      readonly code?: string;
    }
  /** The same of a meeting. `entered`: the user was in it. */
  | { readonly kind: 'meeting'; readonly reason: MeetingEnd; readonly entered: boolean }
  /** It is known from the server's log alone: it did not ring here. `cause`: why; null until it is known. */
  | { readonly kind: 'not-rung'; readonly cause: OutageCause | null }
  /** A sentence of an earlier version that stands for no fact that is known. `rang`: it rang here. */
  | { readonly kind: 'told'; readonly text: string; readonly rang: boolean };

/** What a row of the history says beyond its outcome; may be empty. */
export function sentenceOf(
  { fact, direction }: { readonly fact: HistoryFact | null; readonly direction: 'incoming' | 'outgoing' },
  words: Words,
): string {
  switch (fact?.kind) {
    case undefined:
      return '';
    case 'ended':
      return endingNote(fact, words, fact.hadVoice || direction === 'outgoing');
    case 'meeting':
      return meetingNote(fact.reason, fact.entered, words);
    case 'not-rung':
      return words.say(`not-rung.${fact.cause ?? 'unexplained'}`);
    case 'told':
      return fact.text;
  }
}
