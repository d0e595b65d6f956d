/** What of a keyboard event tells which letter was meant. */
export interface LetterEvent {
  /** As in `KeyboardEvent.key`. */
  readonly key: string;
  /** As in `KeyboardEvent.code`. */
  readonly code: string;
}

/** Whether a key means a Latin letter, also on layouts that type another script: there the key's place counts. */
export function isLetter({ key, code }: LetterEvent, letter: string): boolean {
  const typed = key.toLowerCase();
  return /^[a-z]$/.test(typed) ? typed === letter : code === `Key${letter.toUpperCase()}`;
}
