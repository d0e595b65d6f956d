import type { BrowserWindow } from 'electron';
import { channels, type DeviceInterest, type PageRequest, type WindowReport } from '../../../preload/contract/index.ts';
import { type AppWindow, createAppWindow, type WindowDeps } from './app-window.ts';
import { createBoundsMemory } from './bounds-memory.ts';
import type { WindowPlaces } from './window-places.ts';

/** A window that was just made waits this long for its picture, in milliseconds; then it shows without. */
const patienceMs = 250;

export interface MainWindowDeps extends WindowDeps {
  readonly places: WindowPlaces;
  /** Whether there is a tray to come back from. */
  hasTray(): boolean;
  /** It went off the screen, or came back to it, by whomever. */
  onShown(shown: boolean): void;
  /** What {@link MainWindow.deviceInterest} says may have changed. */
  onDeviceInterest(): void;
}

export interface MainWindow extends AppWindow {
  /** Brings it up, with the focus, on a page where one is told: the user asked for it. One that was just made comes up when it is drawn. */
  open(page?: PageRequest): void;
  /** Brings it up without the focus: a call rings, and nothing else was seen to tell of it. */
  appear(): void;
  /** The window, where the user can see it. */
  onScreen(): BrowserWindow | null;
  report(report: WindowReport): void;
  deviceInterest(): DeviceInterest;
}

/**
 * The main window. Closing hides it to the tray, or minimises it where there is none. It opens where it was left with the screens that there
 * are, in this run or before, and goes there when screens come or go.
 */
export function createMainWindow(deps: MainWindowDeps): MainWindow {
  const appWindow = createAppWindow(deps, 'main', {
    width: 1080,
    height: 680,
    ...deps.places.of('main'),
    minWidth: 560,
    minHeight: 480,
    autoHideMenuBar: true,
  });
  const { window } = appWindow;
  const memory = createBoundsMemory({
    clock: deps.clock,
    current: () => window.getNormalBounds(),
    isShown: () => window.isVisible(),
    write: (bounds) => deps.places.keep('main', bounds),
  });
  const endPatience = deps.clock.after(patienceMs, drawn);
  let isDrawn = false;
  let asked: 'open' | 'appear' | null = null;
  let showsDevices = false;
  const page = followPage(appWindow);

  function drawn(): void {
    if (isDrawn) return;
    isDrawn = true;
    endPatience();
    if (asked !== null) show(asked);
  }

  function show(how: 'open' | 'appear'): void {
    if (how === 'open' && window.isMinimized()) window.restore();
    memory.appearing();
    if (how === 'open') window.show();
    else window.showInactive();
  }

  function onScreen(): BrowserWindow | null {
    return window.isVisible() && !window.isMinimized() ? window : null;
  }

  const endPlaces = deps.places.onOtherScreens(() => {
    const place = deps.places.of('main');
    const isAsItWas = window.isMaximized() || window.isMinimized() || window.isFullScreen();
    if (place !== null && !isAsItWas) window.setBounds({ ...place });
  });
  window.on('move', memory.changed);
  window.on('resize', memory.changed);
  window.on('show', () => deps.onShown(true));
  window.on('hide', () => deps.onShown(false));
  // One by one, because the events have a type each.
  window.on('focus', deps.onDeviceInterest);
  window.on('blur', deps.onDeviceInterest);
  window.on('show', deps.onDeviceInterest);
  window.on('hide', deps.onDeviceInterest);
  window.on('minimize', deps.onDeviceInterest);
  window.on('restore', deps.onDeviceInterest);
  window.on('close', (event) => {
    event.preventDefault();
    if (deps.hasTray()) window.hide();
    else window.minimize();
  });
  return {
    ...appWindow,
    open: (wanted) => {
      appWindow.page.startOver();
      if (wanted) page.ask(wanted);
      asked = 'open';
      if (isDrawn) show(asked);
    },
    appear: () => {
      if (onScreen() !== null) return;
      asked ??= 'appear';
      if (isDrawn) show('appear');
    },
    onScreen,
    report: (report) => {
      if (report.type === 'drawn' && report.height > 0) drawn();
      if (report.type !== 'shows-devices') return;
      showsDevices = report.shown;
      deps.onDeviceInterest();
    },
    deviceInterest: () => {
      if (onScreen() === null) return 'none';
      if (showsDevices) return 'watched';
      return window.isFocused() ? 'glance' : 'none';
    },
    end: () => {
      endPatience();
      endPlaces();
      memory.end();
      appWindow.end();
    },
  };
}

/** Asks the page for one of the main window's, as soon as there is somebody to ask. */
function followPage({ window, send }: AppWindow): { ask(page: PageRequest): void } {
  let isThere = false;
  let wanted: PageRequest | null = null;
  const { webContents } = window;
  webContents.on('dom-ready', () => {
    isThere = true;
    if (wanted !== null) send(channels.pageRequest, wanted);
    wanted = null;
  });
  webContents.on('render-process-gone', () => {
    isThere = false;
  });
  return {
    ask: (page) => {
      if (isThere) send(channels.pageRequest, page);
      else wanted = page;
    },
  };
}
