import {
  type HistoryRow,
  type HistorySummary,
  type HistoryView,
  isSameDay,
  mostNewestRows,
  type Words,
} from '../../../preload/contract/index.ts';
import { shownParty } from '../party/party.ts';
import { projectAbout } from './about.ts';
import { sentenceOf } from './fact.ts';
import { isMissed, type Rows, rowsOf } from './rows.ts';
import { type History, type HistoryEntry, isOnlyLogged } from './state.ts';

/** What the snapshot has of the history. */
export function projectSummary(history: History, revision: number, words: Words, mayExport = true): HistorySummary {
  const rows = rowsOf(history, 'all');
  return {
    revision,
    calls: history.length,
    missed: history.filter(isMissed).length,
    rows: rows.starts.length,
    newest: projectRows(rows, 0, mostNewestRows, words),
    mayExport,
  };
}

/** Some rows of a list as the windows show them. */
export function projectRows({ calls, starts }: Rows, from: number, count: number, words: Words): readonly HistoryRow[] {
  return starts.slice(from, from + count).flatMap((start, index) => {
    const end = starts[from + index + 1] ?? calls.length;
    const [newest, oldest, above] = [calls[start], calls[end - 1], calls[start - 1]];
    if (newest === undefined || oldest === undefined) return [];
    return {
      id: oldest.id,
      call: projectEntry(newest, words),
      count: end - start,
      opensDay: above === undefined || !isSameDay(above.at, newest.at),
    };
  });
}

/** Entries never change, and the newest of a history are there with each of its changes. */
const projected = new WeakMap<HistoryEntry, { readonly words: Words; readonly view: HistoryView }>();

/** A past call as the windows show it. An entry that did not change is the same object as before. */
export function projectEntry(entry: HistoryEntry, words: Words): HistoryView {
  const before = projected.get(entry);
  if (before?.words === words) return before.view;
  const { id, direction, outcome, at, talkedMs, seen } = entry;
  const party = shownParty(entry.party, words);
  const view: HistoryView = {
    ...{ id, direction, outcome, at, talkedMs, seen, party },
    note: sentenceOf(entry, words),
    ...(entry.byPhone === true ? { byPhone: true } : {}),
    ...(isOnlyLogged(entry) ? { onlyLogged: true } : {}),
    ...(entry.about === undefined ? {} : { invitation: projectAbout(entry.about, party.label, words) }),
  };
  projected.set(entry, { words, view });
  return view;
}
