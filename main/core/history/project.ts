import type { HistoryView } from '../../../preload/contract/index.ts';
import { shownParty } from '../party/kept-party.ts';
import { sentenceOf } from './fact.ts';
import { type History, type HistoryEntry, isOnlyLogged } from './state.ts';

/** The history as the windows show it. An entry that did not change is the same object as before. */
export function projectHistory(history: History): readonly HistoryView[] {
  return history.map(projectEntry);
}

/** Entries never change, and most of a long history is there with each of its changes. */
const projected = new WeakMap<HistoryEntry, HistoryView>();

function projectEntry(entry: HistoryEntry): HistoryView {
  const before = projected.get(entry);
  if (before !== undefined) return before;
  const { id, direction, outcome, at, talkedMs, seen } = entry;
  const view: HistoryView = {
    ...{ id, direction, outcome, at, talkedMs, seen },
    party: shownParty(entry.party),
    note: sentenceOf(entry.fact),
    ...(isOnlyLogged(entry) ? { onlyLogged: true } : {}),
  };
  projected.set(entry, view);
  return view;
}
