import { globalShortcut } from 'electron';
import type { ShortcutAction, ShortcutView } from '../../../preload/contract/index.ts';
import type { Log } from '../../core/ports.ts';

interface Shortcut {
  readonly action: ShortcutAction;
  readonly accelerator: string;
  /** As written for people. */
  readonly keys: string;
}

/** No Ctrl+Alt with a letter: AltGr types with it. */
const usual: readonly Shortcut[] = [
  { action: 'answer', accelerator: 'Control+Shift+F9', keys: 'Ctrl Shift F9' },
  { action: 'decline', accelerator: 'Control+Shift+F10', keys: 'Ctrl Shift F10' },
  { action: 'mute', accelerator: 'Control+Shift+F11', keys: 'Ctrl Shift F11' },
  { action: 'hang-up', accelerator: 'Control+Shift+F12', keys: 'Ctrl Shift F12' },
  { action: 'show-call', accelerator: 'Control+Shift+F8', keys: 'Ctrl Shift F8' },
];

const mac: readonly Shortcut[] = [
  { action: 'answer', accelerator: 'Control+Alt+Command+A', keys: '⌃⌥⌘A' },
  { action: 'decline', accelerator: 'Control+Alt+Command+D', keys: '⌃⌥⌘D' },
  { action: 'mute', accelerator: 'Control+Alt+Command+M', keys: '⌃⌥⌘M' },
  { action: 'hang-up', accelerator: 'Control+Alt+Command+E', keys: '⌃⌥⌘E' },
  { action: 'show-call', accelerator: 'Control+Alt+Command+S', keys: '⌃⌥⌘S' },
];

/** The global keys of the app. */
export interface Shortcuts {
  /** Takes those that it has not got yet, and tells of all which it has. */
  take(): readonly ShortcutView[];
}

/** Global keys reach the app whichever program has the focus; each belongs to one program at a time. */
export function createShortcuts(press: (action: ShortcutAction) => void, log: Log): Shortcuts {
  const shortcuts = process.platform === 'darwin' ? mac : usual;
  const taken = new Set<ShortcutAction>();

  function take({ action, accelerator, keys }: Shortcut): ShortcutView {
    if (!taken.has(action) && globalShortcut.register(accelerator, () => press(action))) taken.add(action);
    const registered = taken.has(action);
    if (!registered) log.warn('Another program holds a shortcut', { action, accelerator });
    return { action, keys, registered };
  }

  return { take: () => shortcuts.map(take) };
}
