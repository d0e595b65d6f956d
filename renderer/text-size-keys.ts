import { type TextSize, textSizes } from '../preload/contract/index.ts';

/** What of a keyboard event, with Ctrl or ⌘ held, tells which text size was meant. */
export interface TextSizeEvent {
  /** As in `KeyboardEvent.key`. */
  readonly key: string;
  readonly shiftKey: boolean;
}

/** The size that the keys of a zoom lead to from the present one; null for other keys. It stays at either end. */
export function textSizeFor({ key, shiftKey }: TextSizeEvent, present: TextSize): TextSize | null {
  // Where plus needs Shift, its key alone will do.
  if (key === '+' || (key === '=' && !shiftKey)) return textSizes.find((size) => size > present) ?? present;
  if (shiftKey) return null;
  if (key === '-') return textSizes.filter((size) => size < present).at(-1) ?? present;
  return key === '0' ? textSizes[0] : null;
}
