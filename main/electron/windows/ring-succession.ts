import { type AppView, channels } from '../../../preload/contract/index.ts';
import type { WindowDeps } from './app-window.ts';
import { createRingWindow, type RingWindow } from './ring-window.ts';
import { createSuccession, type Succession } from './succession.ts';

export interface RingSuccessionDeps extends WindowDeps {
  view(): AppView;
}

/**
 * The ring window, which is there all the time. What cards leave in a page's process goes only with the process, so that it is made anew
 * when there was no call for long. Until the new page has drawn for the first time the old one stays, and both are told everything.
 */
export function createRingSuccession(deps: RingSuccessionDeps): Succession<RingWindow> {
  const ring = createSuccession<RingWindow>({
    clock: deps.clock,
    make: (ready) => {
      const made = createRingWindow(
        { ...deps, onPageGone: (name) => pageGone(made) && deps.onPageGone(name) },
        deps.view(),
      );
      made.window.webContents.on('ipc-message', (_event, channel) => {
        if (channel === channels.windowReport) ready();
      });
      return made;
    },
    end: (window) => window.end(),
  });

  /** Whether that leaves nobody to be told: of the present window's page. */
  function pageGone(window: RingWindow): boolean {
    if (ring.present() !== window) return false;
    // What is said to nobody now, an heir would not hear either.
    ring.keep();
    return true;
  }

  return ring;
}
