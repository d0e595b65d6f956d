import type {
  HistoryCommand,
  HistoryList,
  HistoryQueries,
  HistoryView,
  Words,
} from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { Clock, Records } from '../ports.ts';
import type { QueryHandlers } from '../queries.ts';
import type { Store } from '../store.ts';
import { historyCsv } from './csv.ts';
import { mergedHistory } from './merged.ts';
import { createMissedNews } from './news.ts';
import { createHistoryQueries } from './queries.ts';
import { callsOfRow, rowsOf } from './rows.ts';
import { callsFound } from './search.ts';
import type { History, HistoryModel } from './state.ts';

export interface HistoryDeps {
  readonly clock: Pick<Clock, 'wall'>;
  readonly store: Store<HistoryModel>;
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
  /** The calls of a list as a table for other programs. */
  table(list: HistoryList): string;
}

/** The server's log tells of a call within minutes. */
const mostDeleted = 200;

export function createHistory({ clock, store, records, words, onSeen }: HistoryDeps): HistorySlice {
  const news = createMissedNews(store, words);
  let restorable: History = [];

  function keep(history: History): void {
    records.write('history', history);
    store.change({ history, historyRevision: store.model.historyRevision + 1 });
  }

  function found({ filter, text }: HistoryList) {
    return rowsOf(callsFound(store.model.history, text, { words, now: clock.wall() }), filter);
  }

  function drop(calls: History): void {
    const gone = new Set(calls);
    store.change({ deletedCalls: [...calls, ...store.model.deletedCalls].slice(0, mostDeleted) });
    keep(store.model.history.filter((entry) => !gone.has(entry)));
  }

  return {
    keep,
    queries: createHistoryQueries({ store, words, wall: clock.wall }),
    missedAnew: news.anew,
    remove: (callId) => keep(store.model.history.filter(({ id }) => id !== callId)),
    table: (list) => historyCsv(found(list).calls, words),
    commands: {
      'see-history'() {
        onSeen();
        const { history } = store.model;
        if (history.some(({ seen }) => !seen)) {
          keep(history.map((entry) => (entry.seen ? entry : { ...entry, seen: true })));
        }
        return taken;
      },
      'delete-row'({ callId, list }) {
        const calls = callsOfRow(found(list), callId);
        if (calls.length === 0) return refused('stale');
        restorable = calls;
        drop(calls);
        return taken;
      },
      'restore-row'() {
        if (restorable.length === 0) return refused('stale');
        const back = new Set(restorable);
        store.change({ deletedCalls: store.model.deletedCalls.filter((entry) => !back.has(entry)) });
        news.know(restorable);
        keep(mergedHistory(store.model.history, restorable));
        restorable = [];
        return taken;
      },
      'clear-history'() {
        restorable = [];
        drop(store.model.history);
        return taken;
      },
      // The desktop carries it out once it may be.
      'export-history': () => taken,
    },
  };
}
