import type { App } from 'electron';
import type { AutostartView } from '../../../preload/contract/index.ts';
import type { Log } from '../../core/ports.ts';
import type { AppSwitches } from '../start/switches.ts';
import { createLoginItem } from './login-item.ts';
import { startArguments } from './start-arguments.ts';
import type { StartEntry } from './start-entry.ts';
import { createXdgEntry, type XdgFolders, xdgFolders } from './xdg-entry.ts';

export interface Autostart {
  /** Reads what the system has, and tells it where it is something else than last time. */
  look(): void;
  set(on: boolean): void;
}

export interface AutostartDeps {
  /** Null where the system cannot start this copy of the app. */
  readonly entry: StartEntry | null;
  readonly log: Pick<Log, 'warn'>;
  readonly onFound: (found: AutostartView) => void;
}

/** What is told is always read from the system, also just after it was written. */
export function createAutostart({ entry, log, onFound }: AutostartDeps): Autostart {
  let told: AutostartView = { state: 'none', failed: false };

  function tell(failed: boolean): void {
    const found = { state: entry?.read() ?? 'none', failed } as const;
    if (found.state === told.state && found.failed === told.failed) return;
    told = found;
    onFound(found);
  }

  return {
    look: () => tell(told.failed),
    set(on) {
      if (entry === null) return;
      let failed = false;
      try {
        entry.write(on);
      } catch (error) {
        failed = true;
        log.warn('What starts with the system could not be changed', { on, error });
      }
      tell(failed || (entry.read() !== 'off') !== on);
    },
  };
}

/** The entry of this system; null in development, where the program is Electron's own. */
export function entryOfSystem(
  app: Pick<App, 'isPackaged' | 'getLoginItemSettings' | 'setLoginItemSettings'>,
  switches: AppSwitches,
  folders: XdgFolders = xdgFolders(process.env),
): StartEntry | null {
  if (!app.isPackaged) return null;
  const args = startArguments(switches);
  if (process.platform !== 'linux') return createLoginItem(app, args);
  // An AppImage's own path is that of a folder which is gone with the process.
  return createXdgEntry({ folders, command: [process.env.APPIMAGE || process.execPath, ...args] });
}

/** macOS hands no arguments to what it starts, so that nothing else says that no window is wanted. */
export function isStartedBySystem(app: Pick<App, 'getLoginItemSettings'>): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
