import type { HistoryView, Words } from '../../../preload/contract/index.ts';
import type { Store } from '../store.ts';
import { projectEntry } from './project.ts';
import { isMissed } from './rows.ts';
import { type History, type HistoryEntry, isOnlyLogged } from './state.ts';

/** What is new of missed calls. */
export interface MissedNews {
  /** Each rang here and came to the history since the look before, or since this was made; newest first. */
  anew(): readonly HistoryView[];
  /** These are no news when they come. */
  know(calls: History): void;
}

/** Looks at what comes to the history from now on. */
export function createMissedNews(store: Pick<Store<{ readonly history: History }>, 'model'>, words: Words): MissedNews {
  let before = store.model.history;
  let restored: History = [];
  return {
    anew() {
      const { history } = store.model;
      if (history === before) return [];
      const known = new Set([...before, ...restored].map(({ id }) => id));
      before = history;
      restored = [];
      const isNews = (entry: HistoryEntry): boolean => isMissed(entry) && !isOnlyLogged(entry) && !known.has(entry.id);
      return history.filter(isNews).map((entry) => projectEntry(entry, words));
    },
    know(calls) {
      restored = calls;
    },
  };
}
