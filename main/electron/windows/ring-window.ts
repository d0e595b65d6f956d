import { type BrowserWindow, screen } from 'electron';
import { type AppView, cardCalls, type WindowReport } from '../../../preload/contract/index.ts';
import { type AppWindow, createAppWindow, type WindowDeps } from './app-window.ts';
import { inCorner, widthAt } from './placement.ts';
import { createStage } from './stage.ts';

/** At the usual text size. */
const usualWidth = 360;

export interface RingWindow extends AppWindow {
  update(view: AppView): void;
  report(report: WindowReport): void;
  /** Gives it the focus, where it shows: the user asked for it. Returns whether it does. */
  open(): boolean;
}

/** The card of ringing calls: above other windows in a corner of the work area, without ever taking the focus itself. */
export function createRingWindow(deps: WindowDeps, first: AppView): RingWindow {
  let { textSize } = first.settings;
  const appWindow = createAppWindow(deps, 'ring', {
    width: widthAt(textSize, usualWidth),
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
  });
  const { window } = appWindow;
  stayAbove(window);
  window.on('close', (event) => event.preventDefault());
  const stage = createStage({
    clock: deps.clock,
    patienceMs: 500,
    usualHeight: 240,
    show: (height) => {
      place(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()), height);
      window.showInactive();
      // X11 window managers forget it with each hide, and take it of shown windows only.
      if (process.platform === 'linux') stayAbove(window);
      window.moveTop();
    },
    resize: (height) => place(screen.getDisplayMatching(window.getBounds()), height),
    hide: () => window.hide(),
  });

  function place({ workArea }: Electron.Display, height: number): void {
    window.setBounds(inCorner(workArea, widthAt(textSize, usualWidth), Math.ceil(height)));
  }

  /** Also while it is hidden, so that the next card is laid out, and tells its height, at the width that it will have. */
  function adaptTo(view: AppView): void {
    if (view.settings.textSize === textSize) return;
    textSize = view.settings.textSize;
    const bounds = window.getBounds();
    place(screen.getDisplayMatching(bounds), bounds.height);
  }

  return {
    ...appWindow,
    update: (view) => {
      adaptTo(view);
      stage.setCalls(cardCalls(view).map(({ id }) => id));
    },
    report: (report) => {
      if (report.type === 'drawn') stage.drawn(report.callId, report.height);
    },
    open: () => {
      if (window.isVisible()) window.focus();
      return window.isVisible();
    },
  };
}

function stayAbove(window: BrowserWindow): void {
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
}
