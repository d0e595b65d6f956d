import type { PastInvitationView } from './invitation.ts';
import type { PartyView } from './party.ts';

/** `no-answer`, `busy`, `cancelled` (hung up before anybody answered): of calls out alone. */
export type HistoryOutcome =
  | 'missed'
  | 'declined'
  | 'elsewhere'
  | 'answered'
  | 'failed'
  | 'no-answer'
  | 'busy'
  | 'cancelled';

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
  /** It was talked on the user's own telephone, or was to be. */
  readonly byPhone?: true;
  /** It is known from the server's log alone: it did not ring here. */
  readonly onlyLogged?: true;
  /** What it said of itself; absent where it said nothing. */
  readonly invitation?: PastInvitationView;
}

/** One row of the list of calls: a call, with missed calls of the same party right before it on the same day. */
export interface HistoryRow {
  /** The oldest of these calls: the row keeps it while newer ones come in. */
  readonly id: string;
  /** The newest of them. */
  readonly call: HistoryView;
  readonly count: number;
  /** It is the newest of its day. */
  readonly opensDay: boolean;
}

/** Ended calls in the snapshot: how many there are, and the beginning of their list. */
export interface HistorySummary {
  /** Grows with each change of any of them. */
  readonly revision: number;
  readonly calls: number;
  readonly missed: number;
  /** Rows of the list of all. */
  readonly rows: number;
  /** The first of these rows, newest first; at most {@link mostNewestRows}. */
  readonly newest: readonly HistoryRow[];
  /** The administrator lets it be written to a file. */
  readonly mayExport: boolean;
}

/** As many rows as fill a usual window, so that it is drawn without asking. */
export const mostNewestRows = 30;

export const historyFilters = ['all', 'missed', 'incoming', 'outgoing'] as const;

/** Which calls a list shows. */
export type HistoryFilter = (typeof historyFilters)[number];

/** Which of them a list shows, and what is searched for in it: names, numbers, notes, days; empty for no search. */
export interface HistoryList {
  readonly filter: HistoryFilter;
  readonly text: string;
}

/** The most rows that an answer has. */
export const mostRowsAtOnce = 100;

/** The most calls whose places can be asked for at once. */
export const mostPlaces = 4;

/** The most calls that are named as not seen yet, newest first. */
export const mostUnseen = 1000;

/** As many people as are suggested at once while somebody dials. */
export const mostRecentParties = 6;

export interface HistoryQueries {
  /** Rows of a list of calls, newest first. */
  readonly 'history-rows': {
    readonly asks: HistoryList & {
      /** The place of the first row that is wanted, from 0. */
      readonly from: number;
      readonly count: number;
      /** Calls whose rows are looked for. */
      readonly places: readonly string[];
    };
    readonly answer: HistoryRows;
  };
  /** A call and others with the same party; null where it is not, or no longer, in the history. */
  readonly 'past-call': {
    readonly asks: { readonly callId: string };
    readonly answer: PastCallView | null;
  };
  /** Ids of the calls that nobody has looked at yet. */
  readonly 'unseen-calls': {
    readonly asks: object;
    readonly answer: readonly string[];
  };
  /**
   * Who was talked to, or called, and can be called again, newest first; at most {@link mostRecentParties}. `text`: a part of a name or
   * number, at most as long as what can be dialled.
   */
  readonly 'recent-parties': {
    readonly asks: { readonly text: string };
    readonly answer: readonly PartyView[];
  };
}

export interface HistoryRows {
  /** Of the history that these rows are of. */
  readonly revision: number;
  /** Rows in the whole list. */
  readonly total: number;
  readonly from: number;
  /** Fewer than were asked for where the list ends. */
  readonly rows: readonly HistoryRow[];
  /** Where the calls that were asked for stand, in the same order; null for one that is not in the list. */
  readonly places: readonly (number | null)[];
}

export interface PastCallView {
  readonly call: HistoryView;
  /** Other calls with the same party, newest first; at most {@link mostOthers}. */
  readonly others: readonly HistoryView[];
}

/** As many other calls as fit beside the details without scrolling at the usual size. */
export const mostOthers = 6;

/**
 * `delete-row`: the calls of the row in which that call stands in such a list. `restore-row`: those that were deleted last come back.
 * `clear-history`: all calls, for good. `export-history`: asks where to, and writes the calls of a list there as a table.
 */
export type HistoryCommand =
  | { readonly type: 'see-history' }
  | { readonly type: 'delete-row'; readonly callId: string; readonly list: HistoryList }
  | { readonly type: 'restore-row' }
  | { readonly type: 'clear-history' }
  | { readonly type: 'export-history'; readonly list: HistoryList };
