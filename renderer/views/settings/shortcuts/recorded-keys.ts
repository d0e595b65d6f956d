import { functionKeys, type KeyModifier, keyModifiers, shortcutKeys } from '../../../../preload/contract/index.ts';

/** What of a keyboard event tells which keys are meant. */
export interface PressedKey {
  /** As in `KeyboardEvent.key`. */
  readonly key: string;
  /** As in `KeyboardEvent.code`. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** Keys as they are pressed. */
export interface RecordedKeys {
  readonly held: readonly KeyModifier[];
  /** Null while nothing is pressed besides what is held; {@link noShortcutKey} for what cannot be part of a shortcut. */
  readonly key: string | null;
}

/** Stands for a key that cannot be part of a shortcut. */
export const noShortcutKey = 'Unidentified';

const onlyHeld: readonly string[] = [
  ...keyModifiers,
  'AltGraph',
  'CapsLock',
  'Fn',
  'FnLock',
  'Hyper',
  'NumLock',
  'OS',
  'Super',
];
const renamed: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** Which keys are pressed, whatever else they would write together. */
export function recordedKeys(event: PressedKey): RecordedKeys {
  const isHeld = { Control: event.ctrlKey, Alt: event.altKey, Shift: event.shiftKey, Meta: event.metaKey };
  const held = keyModifiers.filter((modifier) => isHeld[modifier]);
  return { held, key: onlyHeld.includes(event.key) ? null : keyOf(event) };
}

/** A letter by what it is, where the layout has Latin ones, else by its place; a digit by its place, since with Shift it is a sign. */
function keyOf({ key, code }: PressedKey): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code);
  const placed = place?.[1] ?? place?.[2];
  if (placed !== undefined) return placed;
  const name = renamed[key] ?? key;
  const isNamed = functionKeys.includes(name) || (name.length > 1 && shortcutKeys.includes(name));
  return isNamed ? name : noShortcutKey;
}
