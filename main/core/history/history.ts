import type { HistoryCommand, HistoryQueries, HistoryView, Words } from '../../../preload/contract/index.ts';
import { type CommandHandlers, taken } from '../commands.ts';
import type { Records } from '../ports.ts';
import type { QueryHandlers } from '../queries.ts';
import type { Store } from '../store.ts';
import { createMissedNews } from './news.ts';
import { createHistoryQueries } from './queries.ts';
import type { History } from './state.ts';

export interface HistoryDeps {
  readonly store: Store<{ readonly history: History; readonly historyRevision: number }>;
  readonly records: Records;
  readonly words: Words;
  /** The user looks at the history, before it is marked as seen. */
  readonly onSeen: () => void;
}

/** The calls that are over, here and on the disk. */
export interface HistorySlice {
  readonly commands: CommandHandlers<HistoryCommand>;
  readonly queries: QueryHandlers<keyof HistoryQueries>;
  /** Missed calls that rang here and came to the history since this was last asked. */
  missedAnew(): readonly HistoryView[];
  keep(history: History): void;
  remove(callId: string): void;
}

export function createHistory({ store, records, words, onSeen }: HistoryDeps): HistorySlice {
  function keep(history: History): void {
    records.write('history', history);
    store.change({ history, historyRevision: store.model.historyRevision + 1 });
  }

  return {
    keep,
    queries: createHistoryQueries({ store, words }),
    missedAnew: createMissedNews(store, words),
    remove: (callId) => keep(store.model.history.filter(({ id }) => id !== callId)),
    commands: {
      'see-history'() {
        onSeen();
        const { history } = store.model;
        if (history.some(({ seen }) => !seen)) keep(history.map((entry) => ({ ...entry, seen: true })));
        return taken;
      },
    },
  };
}
