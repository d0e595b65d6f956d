import type { HistoryView, Words } from '../../../preload/contract/index.ts';
import { shownParty } from '../party/party.ts';
import { sentenceOf } from './fact.ts';
import { type History, type HistoryEntry, isOnlyLogged } from './state.ts';

/** The history as the windows show it. An entry that did not change is the same object as before. */
export function projectHistory(history: History, words: Words): readonly HistoryView[] {
  return history.map((entry) => projectEntry(entry, words));
}

/** Entries never change, and most of a long history is there with each of its changes. */
const projected = new WeakMap<HistoryEntry, { readonly words: Words; readonly view: HistoryView }>();

function projectEntry(entry: HistoryEntry, words: Words): HistoryView {
  const before = projected.get(entry);
  if (before?.words === words) return before.view;
  const { id, direction, outcome, at, talkedMs, seen } = entry;
  const view: HistoryView = {
    ...{ id, direction, outcome, at, talkedMs, seen },
    party: shownParty(entry.party, words),
    note: sentenceOf(entry.fact, words),
    ...(isOnlyLogged(entry) ? { onlyLogged: true } : {}),
  };
  projected.set(entry, { words, view });
  return view;
}
