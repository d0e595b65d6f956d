import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Ctrl+F leads to the box in which the page searches. */
export function useFindKey(box: RefObject<HTMLInputElement | null>): void {
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f')
        return;
      box.current?.select();
      box.current?.focus();
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [box]);
}
