import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { focusChosen } from '../components/list/focus-chosen.ts';

/** Whether a narrow window shows the details in place of the list. The focus goes to the way back, and back to the row that was chosen. */
export interface DetailsPage {
  readonly open: boolean;
  /** What holds the way back. */
  readonly back: RefObject<HTMLDivElement | null>;
  setOpen(open: boolean): void;
}

/** `scroller`: what holds the list. */
export function useDetailsPage(scroller: RefObject<HTMLElement | null>): DetailsPage {
  const [open, setOpen] = useState(false);
  const back = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (open) back.current?.querySelector('button')?.focus();
    else if (wasOpen.current) focusChosen(scroller.current);
    wasOpen.current = open;
  }, [open]);
  return { open, back, setOpen };
}
