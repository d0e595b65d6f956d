import type { HistoryFilter, HistoryRow, HistorySummary } from '../../../../preload/contract/index.ts';
import type { ListRows } from '../../../components/list/list-rows.ts';

/** What a window has of a list of calls. */
export type CallRows = ListRows<HistoryRow>;

/** What is known before anything is asked: the snapshot has the beginning of the list of all. */
export function rowsOfSummary(
  { revision, rows: total, missed, newest }: HistorySummary,
  filter: HistoryFilter,
): CallRows {
  const range = { from: 0, to: newest.length };
  if (filter !== 'all')
    return { list: filter, revision, total: filter === 'missed' && missed === 0 ? 0 : null, rows: new Map(), range };
  return { list: filter, revision, total, rows: new Map(newest.entries()), range };
}
