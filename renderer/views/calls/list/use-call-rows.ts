import type { HistoryList, HistoryRow, HistorySummary } from '../../../../preload/contract/index.ts';
import type { Ask } from '../../../bridge.ts';
import { type List, useRows } from '../../../components/list/use-rows.ts';
import { nameOfList, rowsOfSummary, rowsWhileSearching } from './call-rows.ts';

/** A list of past calls. */
export type CallList = List<HistoryRow>;

/** The rows of a list of calls that are to be drawn. A row is chosen for its newest call, and found again by that. */
export function useCallRows(summary: HistorySummary, list: HistoryList, ask: Ask): CallList {
  const { filter, text } = list;
  return useRows<HistoryRow>({
    list: nameOfList(list),
    revision: summary.revision,
    begin: (before) => (text === '' ? rowsOfSummary(summary, filter) : rowsWhileSearching(list, before)),
    nameOf: ({ call }) => call.id,
    async ask({ from, to }, places) {
      const result = await ask({ type: 'history-rows', filter, text, from, count: to - from, places });
      return result.ok ? result.answer : null;
    },
  });
}
