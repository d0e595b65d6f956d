import { BrowserWindow, type BrowserWindowConstructorOptions, dialog, type Session, type WebContents } from 'electron';
import type { Words } from '../../../preload/contract/index.ts';
import { webRtcPolicy } from '../security/network-lock.ts';
import { sealedPage } from '../security/sealed-page.ts';
import { refusedPopUp, showsPopUp } from './pop-ups.ts';

export interface PageWindowsDeps {
  /** Path of the window icon. */
  readonly icon: string;
  readonly session: Session;
  readonly words: Words;
  /** Each page of the sign-in, before it loads anything. */
  readonly onPage: (contents: WebContents) => void;
}

/** The window of a sign-in page, with those that the page opens. */
export interface PageWindows {
  readonly main: BrowserWindow;
  destroy(): void;
}

/** More at a time are no second factor. */
const mostPopUps = 3;

/**
 * A window that can do nothing but show its page: no preload script, sandboxed, no tools. Its title says whose page it is, since a
 * password is typed into it. What the page opens besides, such as a second factor, is shown in a window with the same locks; what
 * is not shown is said, once.
 */
export function openPageWindows({ icon, session, words, onPage }: PageWindowsDeps, url: string): PageWindows {
  const titleFor = (target: string): string => words.say('sign-in-page.title', { host: new URL(target).host });
  const webPreferences = { session, ...sealedPage, devTools: false };
  const main = new BrowserWindow({
    title: titleFor(url),
    icon,
    width: 560,
    height: 680,
    show: false,
    webPreferences,
  });
  const popUps = new Set<BrowserWindow>();
  const over = new AbortController();
  let hasSaid = false;

  function say(wanted: string): void {
    if (hasSaid) return;
    hasSaid = true;
    const refused = refusedPopUp(wanted, words);
    void dialog.showMessageBox(main, { type: 'info', title: 'Switchhook', ...refused, signal: over.signal });
  }

  function lock(window: BrowserWindow): void {
    const { webContents } = window;
    webContents.setWebRTCIPHandlingPolicy(webRtcPolicy);
    window.on('page-title-updated', (event) => event.preventDefault());
    webContents.on('did-navigate', (_event, target) => window.setTitle(titleFor(target)));
    // A page may not keep its user.
    webContents.on('will-prevent-unload', (event) => event.preventDefault());
    onPage(webContents);
  }

  lock(main);
  main.webContents.setWindowOpenHandler((wanted) => {
    if (popUps.size >= mostPopUps || !showsPopUp(wanted)) {
      say(wanted.url);
      return { action: 'deny' };
    }
    const title = titleFor(wanted.url === 'about:blank' ? main.webContents.getURL() : wanted.url);
    const options: BrowserWindowConstructorOptions = { title, icon, parent: main, ...popUpLook, webPreferences };
    return { action: 'allow', overrideBrowserWindowOptions: options };
  });
  main.webContents.on('did-create-window', (popUp) => {
    popUps.add(popUp);
    popUp.once('closed', () => popUps.delete(popUp));
    lock(popUp);
    popUp.webContents.on('did-fail-load', (_event, _code, description, target, isMainFrame) => {
      if (!isMainFrame || description === 'ERR_ABORTED') return;
      popUp.destroy();
      say(target);
    });
  });
  return {
    main,
    destroy() {
      over.abort();
      for (const window of [...popUps, main]) if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** All that a page could ask for to have its window taken for another's. */
const popUpLook: BrowserWindowConstructorOptions = {
  width: 520,
  height: 620,
  show: true,
  frame: true,
  titleBarStyle: 'default',
  transparent: false,
  opacity: 1,
  modal: false,
  kiosk: false,
  fullscreen: false,
  alwaysOnTop: false,
  skipTaskbar: false,
  focusable: true,
  closable: true,
  movable: true,
  resizable: true,
};
