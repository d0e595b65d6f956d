import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { createTypingGuard, typingGuardMs } from './typing-guard.ts';

/**
 * Keeps what was pressed for something else from answering a question that has just come up: keys as the {@link TypingGuard} does, and a
 * second click of the pointer. Esc calls `onEscape`.
 */
export function useGuardedPresses(dialog: RefObject<HTMLElement | null>, onEscape: () => void): void {
  const onEsc = useRef(onEscape);
  onEsc.current = onEscape;
  // At once: a press may be on its way.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    const guard = createTypingGuard(() => performance.now());
    const opensAt = performance.now() + typingGuardMs;
    guard.cardAppeared();
    // A question above it has a guard of its own.
    const isCovered = (): boolean => ![null, element].includes(document.querySelector<HTMLElement>('dialog[open]'));
    const down = (event: KeyboardEvent): void => {
      if (isCovered()) return;
      const modified = event.ctrlKey || event.altKey || event.metaKey;
      const press = { key: event.key, repeat: event.repeat, modified };
      if (guard.keyDown(press, document.activeElement) === 'ignore') event.preventDefault();
    };
    const up = (event: KeyboardEvent): void => {
      if (isCovered()) return;
      const verdict = guard.keyUp(event.key, document.activeElement);
      event.preventDefault();
      if (verdict === 'silence') onEsc.current();
      if (verdict === 'press' && document.activeElement instanceof HTMLElement) document.activeElement.click();
    };
    const clicked = (event: MouseEvent): void => {
      // One that a key made has no count.
      if (event.detail === 0 || performance.now() >= opensAt) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', down, true);
    document.addEventListener('keyup', up, true);
    element.addEventListener('click', clicked, true);
    return () => {
      document.removeEventListener('keydown', down, true);
      document.removeEventListener('keyup', up, true);
      element.removeEventListener('click', clicked, true);
    };
  }, [dialog]);
}
