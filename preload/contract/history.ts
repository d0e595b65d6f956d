import type { PartyView } from './calls.ts';

export type HistoryOutcome = 'missed' | 'declined' | 'elsewhere' | 'answered' | 'failed';

export interface HistoryView {
  readonly id: string;
  readonly party: PartyView;
  readonly direction: 'incoming' | 'outgoing';
  readonly outcome: HistoryOutcome;
  /** The sentence: how it ended and why. */
  readonly note: string;
  /** When it started to ring, in ms since 1970. */
  readonly at: number;
  readonly talkedMs: number;
  readonly seen: boolean;
  /** The conversation's thread, by which the server's own log names the call too; absent where the server did not tell it. */
  readonly threadId?: string;
  /** The server's own log has told of this call. */
  readonly logged?: true;
}

export type HistoryCommand = { readonly type: 'see-history' };
