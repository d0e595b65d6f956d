import { type AppView, channels } from '../../../preload/contract/index.ts';
import { windowSystem } from '../start/window-system.ts';
import type { WindowDeps } from './app-window.ts';
import { createRingWindow, type PlacedBy, type RingWindow, usuallyPlacedBy } from './ring-window.ts';
import { createSuccession, type Succession } from './succession.ts';

export interface RingSuccessionDeps extends WindowDeps {
  view(): AppView;
}

export interface RingSuccession extends Succession<RingWindow> {
  /** Gives the card the focus, where there is one: the user asked for it. Returns whether there is. */
  open(): boolean;
  /** There is no call: a card that was made to have the focus makes room for one of the usual kind. */
  rest(): void;
}

/**
 * The ring window, which is there all the time. What cards leave in a page's process goes only with the process, so that it is made anew
 * when there was no call for long. Until the new page has drawn for the first time the old one stays, and both are told everything.
 */
export function createRingSuccession(deps: RingSuccessionDeps): RingSuccession {
  const usually = usuallyPlacedBy(windowSystem());
  const ring = createSuccession<RingWindow>({
    clock: deps.clock,
    make: (ready) => {
      const made = make(usually);
      made.window.webContents.on('ipc-message', (_event, channel) => {
        if (channel === channels.windowReport) ready();
      });
      return made;
    },
    end: (window) => window.end(),
  });

  function make(placedBy: PlacedBy): RingWindow {
    const made = createRingWindow(
      {
        ...deps,
        onPageGone: (name) => pageGone(made) && deps.onPageGone(name),
        onFocusWanted: () => ring.present() === made && replaceByFocusable(),
      },
      deps.view(),
      placedBy,
    );
    return made;
  }

  /** Whether that leaves nobody to be told: of the present window's page. */
  function pageGone(window: RingWindow): boolean {
    if (ring.present() !== window) return false;
    // What is said to nobody now, an heir would not hear either.
    ring.keep();
    return true;
  }

  /** A card that places itself and shows makes room for one that can have the keyboard. */
  function replaceByFocusable(): void {
    const made = make('desk');
    ring.replace(made);
    made.update(deps.view());
    made.open();
  }

  return {
    ...ring,
    open: () => ring.present()?.open() ?? false,
    rest: () => {
      const present = ring.present();
      if (present !== null && present.placedBy !== usually) ring.renew();
    },
  };
}
