import { useLayoutEffect, useState } from 'preact/hooks';

export type PanelName = 'keypad' | 'more' | 'add-person';

/** What is open below the tiles: one at most, so that Hang up is never covered or far away. */
export interface Panel {
  readonly open: PanelName | null;
  /** Opens it in place of the other, or closes it. */
  toggle(name: PanelName): void;
}

/** Esc closes what is open. */
export function usePanel(): Panel {
  const [open, setOpen] = useState<PanelName | null>(null);
  useLayoutEffect(() => {
    if (open === null) return undefined;
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isInDialog(event)) return;
      setOpen(null);
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [open]);
  return { open, toggle: (name) => setOpen((before) => (before === name ? null : name)) };
}

/** There Esc is the answer to a question. */
function isInDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('dialog, [role=dialog], [role=alertdialog]') !== null;
}
