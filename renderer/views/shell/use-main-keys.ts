import { useLayoutEffect } from 'preact/hooks';
import type { TextSize } from '../../../preload/contract/index.ts';
import { isLetter } from '../../letter-key.ts';
import { textSizeFor } from '../../text-size-keys.ts';
import type { Page } from './sidebar.tsx';

export interface MainKeys {
  readonly textSize: TextSize;
  /** In the order of their shortcuts. */
  readonly pages: readonly { readonly page: Page }[];
  readonly onPage: (page: Page) => void;
  /** The user wants to find somebody or something. */
  readonly onPalette: () => void;
  /** The user wants to call somebody. */
  readonly onDial: () => void;
  /** The user wants to write to somebody. */
  readonly onWrite: () => void;
  readonly onTextSize: (textSize: TextSize) => void;
}

/** Ctrl+1 and so on for the pages, Ctrl+K for the palette, Ctrl+L for the box to dial in, Ctrl+N for a message, Ctrl+comma for the settings, Ctrl+plus, minus and 0 for the text size, F6 for the next pane, F1 for help. */
export function useMainKeys({ textSize, pages, onPage, onPalette, onDial, onWrite, onTextSize }: MainKeys): void {
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.altKey) return;
      const held = event.ctrlKey || event.metaKey;
      const size = held ? textSizeFor(event, textSize) : null;
      const page = held && !event.shiftKey ? pageOf(event.key, pages) : null;
      if (size !== null) onTextSize(size);
      else if (page !== null) onPage(page);
      else if (held && !event.shiftKey && isLetter(event, 'k')) onPalette();
      else if (held && !event.shiftKey && isLetter(event, 'l')) onDial();
      else if (held && !event.shiftKey && isLetter(event, 'n')) onWrite();
      else if (event.shiftKey) return;
      else if (event.key === 'F1') onPage('help');
      else if (event.key === 'F6') focusNextPane();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [textSize, pages, onPage, onPalette, onDial, onWrite, onTextSize]);
}

function pageOf(key: string, pages: MainKeys['pages']): Page | null {
  return key === ',' ? 'settings' : (pages[Number(key) - 1]?.page ?? null);
}

function focusNextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const inTurn = [...panes.slice(at + 1), ...panes.slice(0, at + 1)];
  inTurn.flatMap((pane) => firstStop(pane) ?? [])[0]?.focus();
}

/** Where the focus goes in a pane: to what is chosen in it, else to its first control; null where all is hidden. */
function firstStop(pane: HTMLElement): HTMLElement | null {
  const chosen = pane.querySelectorAll<HTMLElement>('[role=option][tabindex="0"], [aria-current]');
  const others = pane.querySelectorAll<HTMLElement>('button:not([tabindex="-1"]), select, input');
  return [...chosen, ...others].find((stop) => stop.offsetParent !== null) ?? null;
}
