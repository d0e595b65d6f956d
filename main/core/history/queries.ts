import { type HistoryQueries, mostOthers, mostUnseen, type Words } from '../../../preload/contract/index.ts';
import type { QueryHandlers } from '../queries.ts';
import type { Store } from '../store.ts';
import { projectEntry, projectRows } from './project.ts';
import { recentParties } from './recent-parties.ts';
import { isSameParty, placeOf, rowsOf } from './rows.ts';
import { callsFound } from './search.ts';
import type { History } from './state.ts';

export interface HistoryQueriesDeps {
  readonly store: Pick<Store<{ readonly history: History; readonly historyRevision: number }>, 'model'>;
  readonly words: Words;
  /** In ms since 1970. */
  readonly wall: () => number;
}

/** Answers what windows ask of the history. */
export function createHistoryQueries({ store, words, wall }: HistoryQueriesDeps): QueryHandlers<keyof HistoryQueries> {
  return {
    'history-rows'({ filter, text, from, count, places }) {
      const { history, historyRevision: revision } = store.model;
      const rows = rowsOf(callsFound(history, text, { words, now: wall() }), filter);
      return {
        revision,
        total: rows.starts.length,
        from,
        rows: projectRows(rows, from, count, words),
        places: places.map((callId) => placeOf(rows, callId)),
      };
    },
    'past-call'({ callId }) {
      const { history } = store.model;
      const entry = history.find(({ id }) => id === callId);
      if (entry === undefined) return null;
      const others = history.filter((other) => other !== entry && isSameParty(other.party, entry.party));
      return {
        call: projectEntry(entry, words),
        others: others.slice(0, mostOthers).map((other) => projectEntry(other, words)),
      };
    },
    'unseen-calls': () =>
      store.model.history
        .filter(({ seen }) => !seen)
        .slice(0, mostUnseen)
        .map(({ id }) => id),
    'recent-parties': ({ text }) => recentParties(store.model.history, text, words),
  };
}
