import { type HistoryFilter, isSameDay } from '../../../preload/contract/index.ts';
import type { KeptParty } from '../party/party.ts';
import type { History, HistoryEntry } from './state.ts';

/** A list of calls, and how many of them stand in each of its rows. */
export interface Rows {
  readonly calls: History;
  /** Where each row begins in the list. */
  readonly starts: readonly number[];
}

const filters: Readonly<Record<HistoryFilter, (entry: HistoryEntry) => boolean>> = {
  all: () => true,
  missed: isMissed,
  incoming: ({ direction }) => direction === 'incoming',
  outgoing: ({ direction }) => direction === 'outgoing',
};

const known = new WeakMap<History, Map<HistoryFilter, Rows>>();

/** The list by rows, newest first: missed calls of one party in a row, on one day, are one. */
export function rowsOf(history: History, filter: HistoryFilter): Rows {
  const before = known.get(history) ?? new Map<HistoryFilter, Rows>();
  known.set(history, before);
  const rows = before.get(filter) ?? fold(history.filter(filters[filter]));
  before.set(filter, rows);
  return rows;
}

/** The row in which a call stands; null where it is not in the list. */
export function placeOf({ calls, starts }: Rows, callId: string): number | null {
  const at = calls.findIndex(({ id }) => id === callId);
  if (at < 0) return null;
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The calls of the row in which a call stands; none where it is not in the list. */
export function callsOfRow(rows: Rows, callId: string): History {
  const place = placeOf(rows, callId);
  return place === null ? [] : rows.calls.slice(rows.starts[place], rows.starts[place + 1]);
}

/** Whether two calls are with the same party, as far as the list can tell; of callers who hide it cannot. */
export function isSameParty(one: KeptParty, other: KeptParty): boolean {
  if (one.hidden === true || other.hidden === true) return false;
  return (
    one.label === other.label &&
    one.number === other.number &&
    one.domain === other.domain &&
    one.outside === other.outside
  );
}

export function isMissed({ outcome }: HistoryEntry): boolean {
  return outcome === 'missed';
}

function fold(calls: History): Rows {
  const starts: number[] = [];
  let newest: HistoryEntry | null = null;
  for (const [index, call] of calls.entries()) {
    if (newest !== null && repeats(newest, call)) continue;
    newest = call;
    starts.push(index);
  }
  return { calls, starts };
}

function repeats(newest: HistoryEntry, call: HistoryEntry): boolean {
  return isMissed(newest) && isMissed(call) && isSameParty(newest.party, call.party) && isSameDay(newest.at, call.at);
}
