import type { HistoryView, Words } from '../../../preload/contract/index.ts';
import type { Store } from '../store.ts';
import { projectEntry } from './project.ts';
import { isMissed } from './rows.ts';
import { type History, type HistoryEntry, isOnlyLogged } from './state.ts';

/**
 * Makes a look at what is new of missed calls: each rang here and came to the history since the look before, or since this was made; newest first.
 */
export function createMissedNews(
  store: Pick<Store<{ readonly history: History }>, 'model'>,
  words: Words,
): () => readonly HistoryView[] {
  let before = store.model.history;
  return () => {
    const { history } = store.model;
    if (history === before) return [];
    const known = new Set(before.map(({ id }) => id));
    before = history;
    const isNews = (entry: HistoryEntry): boolean => isMissed(entry) && !isOnlyLogged(entry) && !known.has(entry.id);
    return history.filter(isNews).map((entry) => projectEntry(entry, words));
  };
}
