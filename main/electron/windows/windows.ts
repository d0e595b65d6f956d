import type { BrowserWindow } from 'electron';
import {
  type AppView,
  type Command,
  channels,
  type Levels,
  type PageName,
  type WindowName,
  type WindowReport,
} from '../../../preload/contract/index.ts';
import type { Records } from '../../core/ports.ts';
import type { WindowDeps } from './app-window.ts';
import { type CallWindow, createCallWindow } from './call-window.ts';
import { createMainWindow } from './main-window.ts';
import { createQuitWindow } from './quit-window.ts';
import { createRingWindow, type RingWindow } from './ring-window.ts';

/** The ring window waits this long for the main window to be done with its start. */
const settleMs = 1_000;
/** The call window is made behind the card, not before it. */
const behindCardMs = 250;
/** One collection in so many takes the ring window's garbage too: some 5 MB by then. */
const ringSeldom = 20;

export interface WindowsDeps extends WindowDeps {
  readonly records: Records;
  hasTray(): boolean;
  view(): AppView;
  command(command: Command): void;
  /** Quits without asking. */
  quit(): void;
}

/**
 * The three windows, and the question whether to quit. The main one is made at once, the ring window soon after, the call window
 * at the first ring.
 */
export interface Windows {
  isMain(webContentsId: number): boolean;
  /** The main window, where the user can see it. */
  mainOnScreen(): BrowserWindow | null;
  update(view: AppView): void;
  report(name: WindowName, report: WindowReport): void;
  send(name: WindowName, channel: string, payload: unknown): void;
  showLevels(levels: Levels): void;
  /** Whether the ring window is on the screen. */
  ringShows(): boolean;
  /** Has the garbage of the pages collected; the ring window's seldom, because its glyphs go with it and are wanted for the next card. */
  collectGarbage(): void;
  /** Brings up the main window; on a page of it where that is told. */
  openMain(page?: PageName): void;
  /** Brings up what there is of a call, else the main window. */
  openCall(): void;
  /** Asks the user whether to quit, and does so if they say yes. */
  askToQuit(): void;
}

export function createWindows(deps: WindowsDeps): Windows {
  const { clock } = deps;
  const main = createMainWindow(deps);
  const quit = createQuitWindow(deps);
  let ring: RingWindow | null = null;
  let call: CallWindow | null = null;
  let callIsComing = false;
  let callsBefore: readonly string[] = [];
  let collections = 0;

  function ringWindow(): RingWindow {
    ring ??= createRingWindow(deps, deps.view());
    return ring;
  }

  function callWindow(): CallWindow {
    call ??= createCallWindow({ ...deps, send: deps.command });
    return call;
  }

  function prepareCallWindow(): void {
    if (call || callIsComing) return;
    callIsComing = true;
    clock.after(behindCardMs, () => callWindow().update(deps.view()));
  }

  /** A page that was given up gets one more try with each new call: the main window's for its sound, the others' for itself. */
  function reviveFor(calls: AppView['calls']): void {
    const ids = calls.map(({ id }) => id);
    if (ids.some((id) => !callsBefore.includes(id))) {
      for (const window of [main, ring, call]) window?.page.tryAgain();
    }
    callsBefore = ids;
  }

  clock.after(settleMs, () => ringWindow().update(deps.view()));
  const present = (name: WindowName) => ({ main, ring, call, quit })[name];
  return {
    isMain: (webContentsId) => main.window.webContents.id === webContentsId,
    mainOnScreen: () => (main.window.isVisible() && !main.window.isMinimized() ? main.window : null),
    update: (view) => {
      reviveFor(view.calls);
      // Known of each call before its sound is set up, and the page learns in that order.
      main.letTalk(view.calls.length > 0);
      if (view.calls.length > 0) {
        ringWindow();
        prepareCallWindow();
      }
      ring?.update(view);
      call?.update(view);
    },
    report: (name, report) => {
      if (name === 'ring') ring?.report(report);
      if (name === 'call') call?.report(report);
      if (name === 'quit') quit.report(report);
    },
    send: (name, channel, payload) => present(name)?.send(channel, payload),
    collectGarbage: () => {
      collections += 1;
      const pages = collections % ringSeldom === 0 ? [main, call, ring] : [main, call];
      for (const page of pages) page?.send(channels.collectGarbage, undefined);
    },
    ringShows: () => ring?.window.isVisible() ?? false,
    showLevels: (levels) => call?.send(channels.levels, levels),
    openMain: (page) => {
      main.open();
      if (page) main.send(channels.pageRequest, page);
    },
    openCall: () => {
      if (!ring?.open() && !call?.open()) main.open();
    },
    askToQuit: quit.ask,
  };
}
