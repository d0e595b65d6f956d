import type { HistoryCommand } from '../../../preload/contract/index.ts';
import { type CommandHandlers, taken } from '../commands.ts';
import type { Records } from '../ports.ts';
import type { Store } from '../store.ts';
import type { History } from './state.ts';

export interface HistoryDeps {
  readonly store: Store<{ readonly history: History }>;
  readonly records: Records;
  /** The user looks at the history, before it is marked as seen. */
  readonly onSeen: () => void;
}

/** The calls that are over, here and on the disk. */
export interface HistorySlice {
  readonly commands: CommandHandlers<HistoryCommand>;
  keep(history: History): void;
  remove(callId: string): void;
}

export function createHistory({ store, records, onSeen }: HistoryDeps): HistorySlice {
  function keep(history: History): void {
    records.write('history', history);
    store.change({ history });
  }

  return {
    keep,
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
