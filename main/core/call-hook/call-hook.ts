import type { CallHookCommand, HookProblem } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { Records } from '../ports.ts';
import type { Store } from '../store.ts';
import { type CallHookModel, noCallHook, record } from './state.ts';

export interface CallHookDeps {
  readonly records: Records;
  readonly store: Store<{ readonly callHook: CallHookModel }>;
}

/** Keeps which program is run with each call. Choosing and running it is the desktop's. */
export interface CallHookSlice {
  readonly commands: CommandHandlers<CallHookCommand>;
  /** The user chose a program, and agreed, outside of every page. */
  chosen(path: string): void;
  /** What became of a run; null: all was well. */
  told(problem: HookProblem | null): void;
}

export function createCallHook({ records, store }: CallHookDeps): CallHookSlice {
  return {
    commands: {
      // The desktop asks for it before it comes here.
      'choose-hook': () => refused('unavailable'),
      'forget-hook'() {
        if (store.model.callHook.locked) return refused('locked');
        records.write(record, {});
        store.change({ callHook: noCallHook });
        return taken;
      },
    },
    chosen(path) {
      if (store.model.callHook.locked) return;
      records.write(record, { program: path });
      store.change({ callHook: { ...noCallHook, program: { path, arguments: [] } } });
    },
    told(problem) {
      const { callHook } = store.model;
      if (callHook.problem !== problem) store.change({ callHook: { ...callHook, problem } });
    },
  };
}
