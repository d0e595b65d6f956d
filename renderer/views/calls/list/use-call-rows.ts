import type { HistoryFilter, HistoryRow, HistorySummary } from '../../../../preload/contract/index.ts';
import type { Ask } from '../../../bridge.ts';
import { type List, useRows } from '../../../components/list/use-rows.ts';
import { rowsOfSummary } from './call-rows.ts';

/** A list of past calls. */
export type CallList = List<HistoryRow>;

/** The rows of a list of calls that are to be drawn. A row is chosen for its newest call, and found again by that. */
export function useCallRows(summary: HistorySummary, filter: HistoryFilter, ask: Ask): CallList {
  return useRows<HistoryRow>({
    list: filter,
    revision: summary.revision,
    begin: () => rowsOfSummary(summary, filter),
    nameOf: ({ call }) => call.id,
    async ask({ from, to }, places) {
      const result = await ask({ type: 'history-rows', filter, from, count: to - from, places });
      return result.ok ? result.answer : null;
    },
  });
}
