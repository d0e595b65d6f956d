import { join } from 'node:path';
import { BrowserView, type BrowserWindow } from 'electron';
import type { PicturePlace } from '../../../preload/contract/index.ts';
import { webRtcPolicy } from '../security/network-lock.ts';
import { pageUrl } from '../security/page-files.ts';
import { sealedPage } from '../security/sealed-page.ts';
import type { WindowDeps } from './app-window.ts';
import { createRevival } from './revival.ts';

/** The page of pictures in the call window. */
export interface PictureView {
  readonly webContentsId: number;
  send(channel: string, payload: unknown): void;
  /** Shows it there, over what the window draws; null hides it. */
  place(place: PicturePlace | null): void;
  /** Takes it apart, with its page. */
  end(): void;
}

const nowhere: PicturePlace = { x: 0, y: 0, width: 0, height: 0 };

/**
 * A page of its own process over a part of the call window. It draws two pictures and nothing else, and is there as long as there are any: it alone has the
 * camera, and talks to the media process over this computer.
 */
export function createPictureView(deps: WindowDeps, window: BrowserWindow): PictureView {
  const view = new BrowserView({
    webPreferences: {
      preload: join(deps.bundles, 'preload-pictures.cjs'),
      ...sealedPage,
      disableDialogs: true,
      devTools: deps.devTools,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  const { webContents } = view;
  const id = webContents.id;
  let ended = false;
  webContents.once('destroyed', deps.senders.trust(id, 'pictures'));
  webContents.setWebRTCIPHandlingPolicy(webRtcPolicy);
  const revival = createRevival({
    clock: deps.clock,
    revive: () => setImmediate(() => ended || webContents.reload()),
    // The call goes on without: its voice is of another page.
    giveUp: () => deps.log.error('Pictures are given up'),
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (ended) return;
    deps.log.error('A page is gone', { name: 'pictures', reason });
    deps.onPageGone('pictures');
    if (reason !== 'clean-exit') revival.crashed();
  });
  // Keys are the call window's, whatever was clicked.
  webContents.on('focus', () => ended || window.webContents.focus());
  webContents.loadURL(pageUrl('pictures.html')).catch((error: unknown) => {
    deps.log.error('A window could not load its page', { name: 'pictures', error });
  });
  window.addBrowserView(view);
  view.setBounds(nowhere);

  return {
    webContentsId: id,
    send: (channel, payload) => {
      if (!ended && !webContents.isCrashed()) webContents.send(channel, payload);
    },
    place: (place) => view.setBounds(rounded(place ?? nowhere)),
    end: () => {
      if (ended) return;
      ended = true;
      deps.onPageGone('pictures');
      if (!window.isDestroyed()) window.removeBrowserView(view);
      closeContents(view);
    },
  };
}

/** Garbage has to be told apart from what is shown: also at once it lets go of camera and network. */
function closeContents({ webContents }: BrowserView): void {
  webContents.forcefullyCrashRenderer();
  // Electron 22 has `destroy` and no word of it in its types; newer ones have `close`.
  const close: unknown = Reflect.get(webContents, 'close') ?? Reflect.get(webContents, 'destroy');
  if (typeof close === 'function') close.call(webContents);
}

function rounded({ x, y, width, height }: PicturePlace): PicturePlace {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}
