import type { GlobalShortcut } from 'electron';
import { type ShortcutAction, shortcutActions, type Words, writtenKeys } from '../../../preload/contract/index.ts';
import type { Phone } from '../../core/phone.ts';
import type { Log } from '../../core/ports.ts';
import type { ShortcutsModel } from '../../core/shortcuts/state.ts';

export interface ShortcutsDeps {
  readonly globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>;
  readonly phone: Pick<Phone, 'wantedShortcuts' | 'shortcutsRegistered' | 'shortcutTried'>;
  readonly words: Words;
  readonly log: Log;
  press(action: ShortcutAction): void;
}

/** The global keys of the app. */
export interface Shortcuts {
  /** Takes those that it has not got yet, and tells of all which it has. */
  take(): void;
  /** The phone changed: it may want other keys, or none while new ones are pressed. */
  follow(): void;
}

/** Global keys reach the app whichever program has the focus; each belongs to one program at a time. */
export function createShortcuts({ globalShortcut, phone, words, log, press }: ShortcutsDeps): Shortcuts {
  const held = new Map<ShortcutAction, string>();
  let followed: ShortcutsModel | null = null;

  function register(keys: string, onPress: () => void): boolean {
    try {
      return globalShortcut.register(acceleratorOf(keys, phone.wantedShortcuts().mac), onPress);
    } catch (error) {
      log.warn('The system does not know these keys', { keys, error });
      return false;
    }
  }

  function letGo(action: ShortcutAction): void {
    const keys = held.get(action);
    if (keys === undefined) return;
    globalShortcut.unregister(acceleratorOf(keys, phone.wantedShortcuts().mac));
    held.delete(action);
  }

  function take(): void {
    const { keys: wanted, mac, recording } = phone.wantedShortcuts();
    // Two actions may have changed their keys with each other.
    for (const action of shortcutActions) if (held.get(action) !== wanted[action]) letGo(action);
    if (recording !== null) return;
    const views = shortcutActions.flatMap((action) => {
      const keys = wanted[action];
      if (keys === null) return [];
      if (!held.has(action) && register(keys, () => press(action))) held.set(action, keys);
      const registered = held.has(action);
      if (!registered) log.warn('Another program holds a shortcut', { action, keys });
      return [{ action, keys: writtenKeys(keys.split('+'), mac, words), registered }];
    });
    phone.shortcutsRegistered(views);
  }

  /** Whether the system gives the keys; they are given back at once. */
  function tryOut(keys: string, mac: boolean): void {
    const worked = register(keys, () => {});
    if (worked) globalShortcut.unregister(acceleratorOf(keys, mac));
    phone.shortcutTried(keys, worked);
  }

  return {
    take,
    follow() {
      const wanted = phone.wantedShortcuts();
      if (wanted === followed) return;
      followed = wanted;
      const { recording, mac } = wanted;
      if (recording === null) return take();
      for (const action of shortcutActions) letGo(action);
      if (recording.keys !== null && recording.problem === null) tryOut(recording.keys, mac);
    },
  };
}

/** As Electron writes it. */
function acceleratorOf(keys: string, mac: boolean): string {
  return keys.replace('Meta', mac ? 'Command' : 'Super');
}
