import type { Words } from './words/index.ts';

/** What a key does that reaches the app whichever program has the focus; in the order of the settings. */
export const shortcutActions = ['answer', 'decline', 'mute', 'hang-up', 'show-call'] as const;

export type ShortcutAction = (typeof shortcutActions)[number];

/** An action that has keys. */
export interface ShortcutView {
  readonly action: ShortcutAction;
  /** The keys as they are written for people, such as "Ctrl Shift F9". */
  readonly keys: string;
  /** False where another program holds the keys. */
  readonly registered: boolean;
}

/** What can be held together with a key, in the order in which it is written. `Meta` is ⌘ on macOS, elsewhere the key of Windows. */
export const keyModifiers = ['Control', 'Alt', 'Shift', 'Meta'] as const;

export type KeyModifier = (typeof keyModifiers)[number];

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const digits = '0123456789'.split('');
/** How they are called here and by `KeyboardEvent.key`. */
export const functionKeys: readonly string[] = Array.from({ length: 24 }, (_, index) => `F${index + 1}`);
const others = ['Space', 'Insert', 'Delete', 'Home', 'End', 'PageUp', 'PageDown', 'Up', 'Down', 'Left', 'Right'];

/** The keys that can be part of a shortcut, besides what is held. */
export const shortcutKeys: readonly string[] = [...letters, ...digits, ...functionKeys, ...others];

/** Nobody has more fingers. */
export const longestKeys = 64;

/**
 * Why keys cannot be had. `unknown`: no such key can be part of a shortcut. `alone`: nothing is held with a key that one needs otherwise. `typing`: they type a character. `programs`: programs and the system
 * use them. `own`: they do something in a window of the app. `used`: another action has them. `held`: the system refused them, because another program has them.
 */
export type KeysProblem =
  | { readonly kind: 'unknown' | 'alone' | 'typing' | 'programs' | 'own' | 'held' }
  | { readonly kind: 'used'; readonly action: ShortcutAction };

/** Keys are being pressed for an action; the present keys of all actions rest meanwhile. */
export interface RecordingView {
  readonly action: ShortcutAction;
  /** What was pressed last, as it is written for people; null: nothing yet. */
  readonly keys: string | null;
  readonly problem: KeysProblem | null;
}

/** Where global keys are heard: in every program, while a program of X11 has the focus, or not at all. */
export type KeysReach = 'everywhere' | 'with-x11' | 'nowhere';

/** What the user may do about the keys. */
export interface ShortcutSetupView {
  readonly mac: boolean;
  /** Whether any action has other keys than it usually has. */
  readonly changed: boolean;
  /** Those that the administrator decided. */
  readonly locked: readonly ShortcutAction[];
  /** Those whose keys were pressed since they were set: they do arrive. */
  readonly proven: readonly ShortcutAction[];
  readonly reach: KeysReach;
  /** Whether keys may never arrive, so that the desktop's own settings are the better place for them. */
  readonly unsure: boolean;
  readonly recording: RecordingView | null;
}

/** `keys` are written as "Control+Shift+F9": what is held in the order of {@link keyModifiers}, then the key. */
export type ShortcutCommand =
  | { readonly type: 'record-shortcut'; readonly action: ShortcutAction }
  | { readonly type: 'set-shortcut'; readonly action: ShortcutAction; readonly keys: string }
  | { readonly type: 'remove-shortcut'; readonly action: ShortcutAction }
  | { readonly type: 'stop-recording' }
  | { readonly type: 'reset-shortcuts' };

const macSigns: Readonly<Record<string, string>> = { Control: '⌃', Alt: '⌥', Shift: '⇧', Meta: '⌘' };
const arrows: Readonly<Record<string, string>> = { Up: '↑', Down: '↓', Left: '←', Right: '→' };
const named = {
  Control: 'shortcut.key.control',
  Alt: 'shortcut.key.alt',
  Shift: 'shortcut.key.shift',
  Meta: 'shortcut.key.meta',
  Space: 'shortcut.key.space',
  Insert: 'shortcut.key.insert',
  Delete: 'shortcut.key.delete',
  Home: 'shortcut.key.home',
  End: 'shortcut.key.end',
  PageUp: 'shortcut.key.page-up',
  PageDown: 'shortcut.key.page-down',
} as const;

/** Keys as they are written for people, such as "Ctrl Shift F9"; also where only what is held is known yet. */
export function writtenKeys(keys: readonly string[], mac: boolean, { say }: Pick<Words, 'say'>): string {
  const written = keys.map((key) => {
    const sign = arrows[key] ?? (mac ? macSigns[key] : undefined);
    if (sign !== undefined) return sign;
    return key in named ? say(named[key as keyof typeof named]) : key;
  });
  return written.join(mac ? '' : ' ');
}
