import type { HistoryFilter, HistoryList, HistoryRow, HistorySummary } from '../../../../preload/contract/index.ts';
import type { ListRows } from '../../../components/list/list-rows.ts';

/** What a window has of a list of calls. */
export type CallRows = ListRows<HistoryRow>;

/** Which list it is, for the rows of it. */
export function nameOfList({ filter, text }: HistoryList): string {
  return `${filter} ${text}`;
}

/** What is known before anything is asked: the snapshot has the beginning of the list of all. */
export function rowsOfSummary(
  { revision, rows: total, missed, newest }: HistorySummary,
  filter: HistoryFilter,
): CallRows {
  const range = { from: 0, to: newest.length };
  const list = nameOfList({ filter, text: '' });
  if (filter !== 'all')
    return { list, revision, total: filter === 'missed' && missed === 0 ? 0 : null, rows: new Map(), range };
  return { list, revision, total, rows: new Map(newest.entries()), range };
}

/** As many as fill a usual window. */
const drawnAtFirst = 20;
/** Of no list that the app has. */
const noRevision = -1;

/** While somebody types, what was found before stays until the answer is there. */
export function rowsWhileSearching(list: HistoryList, before: CallRows | null): CallRows {
  const kept = before?.list.startsWith(`${list.filter} `) === true ? before : { total: null, rows: new Map() };
  const range = { from: 0, to: drawnAtFirst };
  return { list: nameOfList(list), revision: noRevision, total: kept.total, rows: kept.rows, range };
}
