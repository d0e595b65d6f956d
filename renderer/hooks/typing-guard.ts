/** Keys are ignored for this long after the card of a call appeared: whoever types must not answer it. */
export const typingGuardMs = 700;

/** Somebody who wrote so lately may be in the middle of a word, in milliseconds. */
const justWroteMs = 2000;

/** What a key is to do. `ignore`: nothing, and not its usual work either. `usual`: what the browser does with it. */
export type KeyDownVerdict = 'ignore' | 'usual';
export type KeyUpVerdict = 'ignore' | 'press' | 'silence';

export interface KeyPress {
  /** As in `KeyboardEvent.key`. */
  readonly key: string;
  /** Held down, and sent again by the system. */
  readonly repeat: boolean;
  /** With Ctrl, Alt or the system's key: never a press of a button. */
  readonly modified: boolean;
  /** The focus is where one writes: keys write. */
  readonly writes?: boolean;
}

export interface TypingGuard {
  /** A card appeared, or came into sight. Keys that are down by now never count. */
  cardAppeared(): void;
  /** `focused` is whatever has the focus; it is only compared. */
  keyDown(press: KeyPress, focused: unknown): KeyDownVerdict;
  keyUp(key: string, focused: unknown): KeyUpVerdict;
}

/**
 * Keeps typing from answering a call: nothing for the first {@link typingGuardMs}; then Enter and Space press the
 * focused button only when they went down and up on it, and Esc silences. Who was writing when the card appeared writes on without a look at it:
 * the time begins anew with each key then. `clock` gives monotonic milliseconds.
 */
export function createTypingGuard(clock: () => number): TypingGuard {
  let openAt = Number.POSITIVE_INFINITY;
  let wroteAt = Number.NEGATIVE_INFINITY;
  let writesOn = false;
  let down: { readonly key: string; readonly focused: unknown } | null = null;
  const presses = (key: string): boolean => key === 'Enter' || key === ' ';

  return {
    cardAppeared: () => {
      openAt = clock() + typingGuardMs;
      writesOn = clock() - wroteAt < justWroteMs;
      down = null;
    },
    keyDown: ({ key, repeat, modified, writes }, focused) => {
      if (clock() < openAt) {
        if (writesOn) openAt = clock() + typingGuardMs;
        return 'ignore';
      }
      writesOn = false;
      if (writes === true) {
        wroteAt = clock();
        down = null;
        return 'usual';
      }
      if (!presses(key) && key !== 'Escape') return 'usual';
      if (!repeat) down = modified ? null : { key, focused };
      return 'ignore';
    },
    keyUp: (key, focused) => {
      const same = down !== null && down.key === key && down.focused === focused;
      if (down?.key === key) down = null;
      if (!same) return 'ignore';
      return key === 'Escape' ? 'silence' : 'press';
    },
  };
}
