import { type BrowserWindow, screen } from 'electron';
import { type AppView, cardCalls, type SettingsView, type WindowReport } from '../../../preload/contract/index.ts';
import type { WindowSystem } from '../../core/health/state.ts';
import { type AppWindow, createAppWindow, type WindowDeps } from './app-window.ts';
import { inCorner, screenFor, widthAt } from './placement.ts';
import { createStage } from './stage.ts';

/** At the usual text size. */
const usualWidth = 360;

export interface RingWindow extends AppWindow {
  update(view: AppView): void;
  report(report: WindowReport): void;
  readonly placedBy: PlacedBy;
  /** Gives it the focus, or asks for a card that can have it, now or when its card shows: the user asked for it. Returns whether there is a card. */
  open(): boolean;
}

/**
 * Who places the card. `desk`: the window manager, which lets it stand above others. `itself`: it goes past the window manager
 * (X11's override-redirect), which is above everything and never has the focus.
 */
export type PlacedBy = 'desk' | 'itself';

/** Compositors of Wayland differ in what they let the windows of Xwayland do: some put each new one in the middle, with the focus. */
export function usuallyPlacedBy(windows: WindowSystem): PlacedBy {
  return windows === 'xwayland' ? 'itself' : 'desk';
}

export interface RingWindowDeps extends WindowDeps {
  /** The user wants the focus on a card that shows, and that cannot have it because it places itself. */
  onFocusWanted(): void;
}

/** The card of ringing calls: above other windows in a corner of the work area, without ever taking the focus itself. */
export function createRingWindow(deps: RingWindowDeps, first: AppView, placedBy: PlacedBy): RingWindow {
  let settings = first.settings;
  const widthNow = (): number => widthAt(settings.textSize, usualWidth);
  const appWindow = createAppWindow(deps, 'ring', {
    width: widthNow(),
    height: 240,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    acceptFirstMouse: true,
    ...(process.platform === 'linux' ? { type: 'notification' } : {}),
    ...(placedBy === 'itself' ? { focusable: false } : {}),
  });
  const { window } = appWindow;
  stayAbove(window);
  protect(window, settings);
  window.on('close', (event) => event.preventDefault());
  const stage = createStage({
    clock: deps.clock,
    patienceMs: 500,
    usualHeight: 240,
    show: (height) => {
      place(screenFor(settings.cardScreen, presentScreens()), height);
      window.showInactive();
      // X11 window managers forget it with each hide, and take it of shown windows only.
      if (process.platform === 'linux') stayAbove(window);
      window.moveTop();
    },
    resize: (height) => place(screen.getDisplayMatching(window.getBounds()), height),
    hide: () => window.hide(),
    focus: () => (placedBy === 'itself' ? deps.onFocusWanted() : window.focus()),
  });

  function place({ workArea }: Electron.Display, height: number): void {
    window.setBounds(inCorner(workArea, widthNow(), Math.ceil(height), settings.cardCorner));
  }

  /** Also while it is hidden, so that the next card is laid out, and tells its height, at the width that it will have. */
  function adaptTo(view: AppView): void {
    const before = settings;
    settings = view.settings;
    if (settings.cardInCaptures !== before.cardInCaptures) protect(window, settings);
    if (settings.textSize === before.textSize) return;
    const bounds = window.getBounds();
    place(screen.getDisplayMatching(bounds), bounds.height);
  }

  return {
    ...appWindow,
    placedBy,
    update: (view) => {
      adaptTo(view);
      stage.setCalls(cardCalls(view).map(({ id }) => id));
    },
    report: (report) => {
      if (report.type === 'drawn') stage.drawn(report.callId, report.height);
    },
    open: stage.open,
  };
}

function presentScreens() {
  return {
    all: screen.getAllDisplays(),
    primary: screen.getPrimaryDisplay(),
    pointer: screen.getDisplayNearestPoint(screen.getCursorScreenPoint()),
  };
}

/** Windows and macOS leave the window out of what they show of the screen; Linux cannot. */
function protect(window: BrowserWindow, { cardInCaptures }: Pick<SettingsView, 'cardInCaptures'>): void {
  window.setContentProtection(cardInCaptures === 'hide');
}

function stayAbove(window: BrowserWindow): void {
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
}
