import { useEffect } from 'preact/hooks';
import { type Page, pages } from './sidebar.tsx';

/** Ctrl+1 and so on for the pages, Ctrl+comma for the settings, F6 for the next pane. */
export function useMainKeys(onPage: (page: Page) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.altKey || event.shiftKey) return;
      const page = event.ctrlKey || event.metaKey ? pageOf(event.key) : null;
      if (page !== null) onPage(page);
      else if (event.key === 'F6') focusNextPane();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [onPage]);
}

function pageOf(key: string): Page | null {
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
