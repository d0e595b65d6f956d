import { screen } from 'electron';
import type { AppView, WindowReport } from '../../../preload/contract/index.ts';
import { type AppWindow, createAppWindow, type WindowDeps } from './app-window.ts';
import { inMiddle, titleBar, widthAt } from './placement.ts';

/** At the usual text size. */
const usualWidth = 360;
/** Who wants to quit must not depend on a page that is never drawn. */
const patienceMs = 5_000;
/** What pressed a button in the page, such as a screen reader, is done with it by then. */
const lingerMs = 250;

export interface QuitWindowDeps extends WindowDeps {
  view(): AppView;
  quit(): void;
}

/**
 * Asks whether to quit, in a window of its own that is there only while it asks; nothing else waits for it. The system's own message
 * box could neither be brought to the front again nor follow the text size.
 */
export interface QuitWindow {
  /** Asks; brings up the question where it is asked already. */
  ask(): void;
  report(report: WindowReport): void;
  /** Sends to its page; does nothing while it does not ask. */
  send(channel: string, payload: unknown): void;
}

export function createQuitWindow(deps: QuitWindowDeps): QuitWindow {
  let asking: AppWindow | null = null;
  let endPatience = (): void => {};
  let quitting = false;

  function open(): AppWindow {
    const made = createAppWindow(deps, 'quit', {
      title: 'Quit Switchhook?',
      width: widthAt(deps.view().settings.textSize, usualWidth),
      height: 160,
      useContentSize: true,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
    });
    made.window.removeMenu();
    made.window.on('close', (event) => {
      event.preventDefault();
      answer(false);
    });
    endPatience = deps.clock.after(patienceMs, () => {
      deps.log.error('The question whether to quit is not drawn');
      answer(true);
    });
    return made;
  }

  /** Shows the question once it is drawn, on the screen where the user is, and from then on lets it grow with its text. */
  function fit(height: number): void {
    if (asking === null || height === 0) return;
    const { window } = asking;
    const size = { width: widthAt(deps.view().settings.textSize, usualWidth), height: Math.ceil(height) };
    window.setContentSize(size.width, size.height);
    if (window.isVisible()) return;
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    const { x, y } = inMiddle(workArea, size.width, size.height + titleBar);
    window.setPosition(x, y);
    endPatience();
    window.show();
  }

  function answer(yes: boolean): void {
    if (asking === null) return;
    const { window } = asking;
    asking = null;
    endPatience();
    deps.onPageGone('quit');
    window.hide();
    deps.clock.after(lingerMs, () => window.isDestroyed() || window.destroy());
    if (!yes) return;
    quitting = true;
    deps.quit();
  }

  return {
    ask: () => {
      // Ending calls and session takes a moment, in which the tray is still there.
      if (quitting) return;
      if (asking === null) asking = open();
      else if (asking.window.isVisible()) asking.window.show();
    },
    report: (report) => {
      if (report.type === 'drawn') fit(report.height);
      else if (report.type === 'answered') answer(report.yes);
    },
    send: (channel, payload) => asking?.send(channel, payload),
  };
}
