import { globalShortcut } from 'electron';
import type { ShortcutAction, ShortcutView, Words } from '../../../preload/contract/index.ts';
import type { Log } from '../../core/ports.ts';

interface Shortcut {
  readonly action: ShortcutAction;
  readonly accelerator: string;
  /** As it is written on the keyboard: on macOS with all that is held besides, elsewhere alone. */
  readonly key: string;
}

/** No Ctrl+Alt with a letter: AltGr types with it. */
const usual: readonly Shortcut[] = [
  { action: 'answer', accelerator: 'Control+Shift+F9', key: 'F9' },
  { action: 'decline', accelerator: 'Control+Shift+F10', key: 'F10' },
  { action: 'mute', accelerator: 'Control+Shift+F11', key: 'F11' },
  { action: 'hang-up', accelerator: 'Control+Shift+F12', key: 'F12' },
  { action: 'show-call', accelerator: 'Control+Shift+F8', key: 'F8' },
];

const mac: readonly Shortcut[] = [
  { action: 'answer', accelerator: 'Control+Alt+Command+A', key: '⌃⌥⌘A' },
  { action: 'decline', accelerator: 'Control+Alt+Command+D', key: '⌃⌥⌘D' },
  { action: 'mute', accelerator: 'Control+Alt+Command+M', key: '⌃⌥⌘M' },
  { action: 'hang-up', accelerator: 'Control+Alt+Command+E', key: '⌃⌥⌘E' },
  { action: 'show-call', accelerator: 'Control+Alt+Command+S', key: '⌃⌥⌘S' },
];

/** The global keys of the app. */
export interface Shortcuts {
  /** Takes those that it has not got yet, and tells of all which it has. */
  take(): readonly ShortcutView[];
}

/** Global keys reach the app whichever program has the focus; each belongs to one program at a time. */
export function createShortcuts(press: (action: ShortcutAction) => void, words: Words, log: Log): Shortcuts {
  const isMac = process.platform === 'darwin';
  const taken = new Set<ShortcutAction>();

  function take({ action, accelerator, key }: Shortcut): ShortcutView {
    if (!taken.has(action) && globalShortcut.register(accelerator, () => press(action))) taken.add(action);
    const registered = taken.has(action);
    if (!registered) log.warn('Another program holds a shortcut', { action, accelerator });
    return { action, keys: isMac ? key : words.say('shortcut.keys', { key }), registered };
  }

  return { take: () => (isMac ? mac : usual).map(take) };
}
