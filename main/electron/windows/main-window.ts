import { screen } from 'electron';
import type { Records } from '../../core/ports.ts';
import type { WebRtcPolicy } from '../security/network-lock.ts';
import { type AppWindow, createAppWindow, type WindowDeps } from './app-window.ts';
import { createBoundsMemory } from './bounds-memory.ts';
import { stillReachable } from './placement.ts';

const record = 'main-window';

export interface MainWindowDeps extends WindowDeps {
  readonly records: Records;
  /** Whether there is a tray to come back from. */
  hasTray(): boolean;
}

export interface MainWindow extends AppWindow {
  /** Brings it up, with the focus: the user asked for it. */
  open(): void;
  /** Lets its page talk to the media process, or no longer. */
  letTalk(talking: boolean): void;
}

/**
 * The main window. It holds the sound, so it lives as long as the app: closing hides it to the tray, or minimises it where
 * there is none. It opens where it was closed last.
 */
export function createMainWindow(deps: MainWindowDeps): MainWindow {
  const saved = stillReachable(
    deps.records.read(record),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const appWindow = createAppWindow(deps, 'main', {
    width: 1080,
    height: 680,
    ...saved,
    minWidth: 560,
    minHeight: 480,
    autoHideMenuBar: true,
  });
  const { window } = appWindow;
  let policy: WebRtcPolicy = 'disable_non_proxied_udp';
  const memory = createBoundsMemory({
    clock: deps.clock,
    current: () => window.getNormalBounds(),
    write: (bounds) => deps.records.write(record, bounds),
  });

  window.on('move', memory.changed);
  window.on('resize', memory.changed);
  window.on('close', (event) => {
    event.preventDefault();
    if (deps.hasTray()) window.hide();
    else window.minimize();
  });
  return {
    ...appWindow,
    open: () => {
      appWindow.page.startOver();
      if (window.isMinimized()) window.restore();
      memory.appearing();
      window.show();
    },
    letTalk: (talking) => {
      const wanted = talking ? 'default' : 'disable_non_proxied_udp';
      if (wanted === policy) return;
      policy = wanted;
      window.webContents.setWebRTCIPHandlingPolicy(policy);
    },
  };
}
