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
  /** It is known from the server's log alone: it did not ring here. */
  readonly onlyLogged?: true;
}

export type HistoryCommand = { readonly type: 'see-history' };
