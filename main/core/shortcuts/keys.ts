import {
  functionKeys,
  type KeyModifier,
  type KeysProblem,
  keyModifiers,
  type ShortcutAction,
  shortcutActions,
  shortcutKeys,
} from '../../../preload/contract/index.ts';

/** The keys of each action; null: it has none. Written as "Control+Shift+F9". */
export type ActionKeys = Readonly<Record<ShortcutAction, string | null>>;

/** No Ctrl+Alt with a letter: AltGr types with it. */
const elsewhere = {
  answer: 'Control+Shift+F9',
  decline: 'Control+Shift+F10',
  mute: 'Control+Shift+F11',
  'hang-up': 'Control+Shift+F12',
  'show-call': 'Control+Shift+F8',
} as const satisfies ActionKeys;

const onMac = {
  answer: 'Control+Alt+Meta+A',
  decline: 'Control+Alt+Meta+D',
  mute: 'Control+Alt+Meta+M',
  'hang-up': 'Control+Alt+Meta+E',
  'show-call': 'Control+Alt+Meta+S',
} as const satisfies ActionKeys;

/** The keys that each action has until somebody chooses others. */
export function usualKeys(mac: boolean): ActionKeys {
  return mac ? onMac : elsewhere;
}

/** A key, and what is held with it. */
interface Chord {
  readonly held: readonly KeyModifier[];
  readonly key: string;
}

/** Reads keys; null for what is none, or written in another order. */
export function chordOf(keys: string): Chord | null {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const held = keyModifiers.filter((modifier) => parts.includes(modifier));
  return shortcutKeys.includes(key) && [...held, key].join('+') === keys ? { held, key } : null;
}

/** Keys of the app's own windows, which a global key would take from them; with Ctrl or ⌘, and Shift. */
const ownLetters: readonly string[] = ['E', 'H', 'K', 'M'];

/** They move in what is written, or select it, together with whatever is held. */
const moving: readonly string[] = ['Home', 'End', 'PageUp', 'PageDown', 'Up', 'Down', 'Left', 'Right', 'Delete'];

/** From F13 on they are on few keyboards, and mean nothing alone. */
const firstFree = 12;

/** Why an action cannot have these keys beside those of the others; null where it can, as far as the app itself can tell. */
export function keysProblem(
  keys: string,
  action: ShortcutAction,
  present: ActionKeys,
  mac: boolean,
): KeysProblem | null {
  const chord = chordOf(keys);
  if (chord === null) return { kind: 'unknown' };
  const kind = functionKeys.includes(chord.key) ? functionProblem(chord) : otherProblem(chord, mac);
  if (kind !== null) return { kind };
  const other = shortcutActions.find((one) => one !== action && present[one] === keys);
  return other === undefined ? null : { kind: 'used', action: other };
}

function functionProblem({ held, key }: Chord): 'alone' | 'programs' | null {
  if (held.length === 0) return functionKeys.indexOf(key) >= firstFree ? null : 'alone';
  const switchesConsole = held.join('+') === 'Control+Alt';
  return switchesConsole || (key === 'F4' && held.join('+') === 'Alt') ? 'programs' : null;
}

function otherProblem({ held, key }: Chord, mac: boolean): 'alone' | 'typing' | 'programs' | 'own' | null {
  const firm = held.filter((modifier) => modifier !== 'Shift');
  const firmly = firm.join('+');
  if (firm.length === 0) return 'alone';
  // AltGr is Ctrl+Alt to programs; Option types by itself.
  if (key.length === 1 && firmly === (mac ? 'Alt' : 'Control+Alt')) return 'typing';
  if (held.length === 1 || (moving.includes(key) && firm.length === 1)) return 'programs';
  if (key === 'Delete' && firmly === 'Control+Alt') return 'programs';
  const isOwn = ownLetters.includes(key) && held.includes('Shift') && (firmly === 'Control' || firmly === 'Meta');
  return isOwn ? 'own' : null;
}
