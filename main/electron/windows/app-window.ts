import { join } from 'node:path';
import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron';
import type { AnyWindow, Words } from '../../../preload/contract/index.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { TrustedSenders } from '../ipc/trusted-senders.ts';
import { webRtcPolicy } from '../security/network-lock.ts';
import { pageUrl } from '../security/page-files.ts';
import { sealedPage } from '../security/sealed-page.ts';
import type { CrashNotice, NoticedWindow } from './crash-notice.ts';
import { createRevival, type Revival } from './revival.ts';

/** What every window of the app is made with. */
export interface WindowDeps {
  /** The folder of the bundles, in which the preload scripts are. */
  readonly bundles: string;
  /** Path of the window icon. */
  readonly icon: string;
  /** Whether the developer tools may open: the test build's only. */
  readonly devTools: boolean;
  readonly senders: TrustedSenders;
  readonly clock: Clock;
  readonly log: Log;
  readonly words: Words;
  /** The window's page is gone: it has to subscribe again. */
  onPageGone(name: AnyWindow): void;
  /** The window's page failed too often to be brought back without the user. */
  readonly onPageLost: CrashNotice;
}

export interface AppWindow {
  readonly name: NoticedWindow;
  readonly window: BrowserWindow;
  /** Sends to the window's page; does nothing where there is none. */
  send(channel: string, payload: unknown): void;
  /** Takes it apart, with its page. */
  end(): void;
  /** Brings back a page that failed too often, because the user wants it, or because a call needs it. */
  readonly page: Pick<Revival, 'startOver' | 'tryAgain'>;
}

/** Makes a hidden, sandboxed window, trusted for IPC, and loads its page. A page that dies is loaded again. */
export function createAppWindow(
  deps: WindowDeps,
  name: NoticedWindow,
  options: BrowserWindowConstructorOptions,
): AppWindow {
  const window = new BrowserWindow({
    title: 'Switchhook',
    icon: deps.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1E2126' : '#FFFFFF',
    ...options,
    show: false,
    webPreferences: {
      preload: join(deps.bundles, name === 'sound' ? 'preload-sound.cjs' : 'preload.cjs'),
      ...sealedPage,
      disableDialogs: true,
      devTools: deps.devTools,
      // Hidden windows draw the next ring, and play it.
      backgroundThrottling: false,
      autoplayPolicy: name === 'sound' ? 'no-user-gesture-required' : 'document-user-activation-required',
    },
  });
  const { webContents } = window;
  webContents.once('destroyed', deps.senders.trust(webContents.id, name));
  webContents.setWebRTCIPHandlingPolicy(webRtcPolicy);
  const page = reviveOnCrash(deps, name, window);
  window.loadURL(pageUrl(`${name}.html`)).catch((error: unknown) => {
    deps.log.error('A window could not load its page', { name, error });
  });
  return {
    name,
    window,
    page,
    end: () => {
      deps.onPageGone(name);
      window.destroy();
    },
    send: (channel, payload) => {
      if (!window.isDestroyed() && !webContents.isCrashed()) webContents.send(channel, payload);
    },
  };
}

function reviveOnCrash(deps: WindowDeps, name: NoticedWindow, window: BrowserWindow): Revival {
  const revival: Revival = createRevival({
    clock: deps.clock,
    // Not from within the event: the crashed process is still being taken apart.
    revive: () => setImmediate(() => window.isDestroyed() || window.webContents.reload()),
    giveUp: () => deps.onPageLost(name, () => revival.startOver()),
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    deps.log.error('A page is gone', { name, reason });
    deps.onPageGone(name);
    if (reason !== 'clean-exit') revival.crashed();
  });
  window.webContents.on('unresponsive', () => deps.log.warn('A page does not respond', { name }));
  return revival;
}
