import type { ShortcutAction, ShortcutCommand } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { Clock, Records } from '../ports.ts';
import type { Store } from '../store.ts';
import { type ActionKeys, keysProblem } from './keys.ts';
import {
  type ChosenKeys,
  type DecidedShortcuts,
  decodeChosenKeys,
  keysOf,
  type Recording,
  record,
  type ShortcutsModel,
} from './state.ts';

export interface ShortcutsDeps {
  readonly clock: Clock;
  readonly records: Records;
  readonly store: Store<{ readonly shortcutKeys: ShortcutsModel }>;
  readonly policy: DecidedShortcuts;
  /** Whether a call waits for an answer, which the keys can give. */
  rings(): boolean;
  /** These have other keys than before. */
  onChanged(actions: readonly ShortcutAction[]): void;
}

/** Keeps which global keys are wanted. Taking them is the desktop's. */
export interface ShortcutsSlice {
  readonly commands: CommandHandlers<ShortcutCommand>;
  /** Whether the desktop could have the keys that were pressed for an action. */
  tried(keys: string, worked: boolean): void;
  /** To be called after each change: no call waits for the end of a recording. */
  changed(): void;
}

/** Who went away from the keyboard wants their keys back, in milliseconds. */
const longestRecordingMs = 20_000;

export function createShortcuts({ clock, records, store, policy, rings, onChanged }: ShortcutsDeps): ShortcutsSlice {
  /** Under a lock too, for the day on which it goes. */
  let chosen: ChosenKeys = decodeChosenKeys(records.read(record));
  let cancelEnd = (): void => {};
  const model = (): ShortcutsModel => store.model.shortcutKeys;

  function set(part: Partial<ShortcutsModel>): void {
    store.change({ shortcutKeys: { ...model(), ...part } });
  }

  function recordOn(recording: Recording): void {
    cancelEnd();
    cancelEnd = clock.after(longestRecordingMs, stop);
    set({ recording });
  }

  function stop(): void {
    cancelEnd();
    if (model().recording !== null) set({ recording: null });
  }

  function choose(next: ChosenKeys): void {
    cancelEnd();
    const { keys: before, mac } = model();
    chosen = next;
    records.write(record, chosen);
    const keys = keysOf(mac, chosen, policy.shortcuts);
    set({ keys, recording: null });
    onChanged(changedBetween(before, keys));
  }

  return {
    commands: {
      'record-shortcut'({ action }) {
        if (model().locked.includes(action)) return refused('locked');
        if (rings()) return refused('unavailable');
        recordOn({ action, keys: null, problem: null });
        return taken;
      },
      'set-shortcut'({ action, keys }) {
        const { recording, mac, keys: present } = model();
        if (recording?.action !== action) return refused('stale');
        if (present[action] === keys) stop();
        else recordOn({ action, keys, problem: keysProblem(keys, action, present, mac) });
        return taken;
      },
      'remove-shortcut'({ action }) {
        if (model().locked.includes(action)) return refused('locked');
        choose({ ...chosen, [action]: null });
        return taken;
      },
      'stop-recording'() {
        stop();
        return taken;
      },
      'reset-shortcuts'() {
        choose({});
        return taken;
      },
    },
    tried(keys, worked) {
      const { recording } = model();
      if (recording?.keys !== keys || recording.problem !== null) return;
      if (worked) choose({ ...chosen, [recording.action]: keys });
      else recordOn({ ...recording, problem: { kind: 'held' } });
    },
    changed() {
      if (model().recording !== null && rings()) stop();
    },
  };
}

function changedBetween(before: ActionKeys, after: ActionKeys): readonly ShortcutAction[] {
  return (Object.keys(after) as readonly ShortcutAction[]).filter((action) => before[action] !== after[action]);
}
