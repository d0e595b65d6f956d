import type { MediaFailure } from '../../main/core/ports.ts';
import type { Tone } from '../peers/tone.ts';

export interface Loss {
  readonly packets: number;
  readonly lost: number;
}

/** What was measured at one end. */
export interface HeardFigures {
  /** Null for an end that only echoes: its tone is heard at the other one. */
  readonly tone: Tone | null;
  /** Null where the end does not tell. */
  readonly loss: Loss | null;
  /** Digits; null where there is no ear for them, or nobody to press them. */
  readonly keys: string | null;
}

export interface CallFigures {
  /** In the browser's page. */
  readonly here: HeardFigures;
  readonly there: HeardFigures;
  /** Which sides held and went on, with silence between; null where the peer does not do that. */
  readonly holds: 'both' | null;
}

/** What came of a row. */
export type Outcome =
  | { readonly type: 'talked'; readonly figures: CallFigures }
  | { readonly type: 'refused'; readonly failure: MediaFailure }
  /** It should have been another way. */
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'cannot'; readonly reason: string };
