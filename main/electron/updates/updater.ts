import { join } from 'node:path';
import type { App } from 'electron';
import type { Http } from '../../core/ports.ts';
import { failed } from '../../core/result.ts';
import type { Fetching, Update, Updater } from '../../core/updater.ts';
import { verifyUpdate } from '../../system/update-signature.ts';
import type { FileLog } from '../logging.ts';
import type { Folders } from '../start/shell.ts';
import { installAsRoot } from './install-as-root.ts';
import { installedAs } from './installed-as.ts';
import type { FetchedPackage, PackageUpdaterDeps } from './package-updater.ts';
import { startAgain } from './start-again.ts';

/** The core's port, and the end of the app. */
export interface AppUpdater extends Updater {
  /** Ends the app, because the user wants it: what is ready is installed behind it. */
  quit(): void;
  /**
   * To be called once the server was told and nothing is to be written any more: installs what is ready where the user ended the app, and has it started again where they
   * wanted that. `toInstall`: what is ready, with that written down.
   */
  atEnd(toInstall: () => Promise<Update | null>): Promise<void>;
}

export interface AppUpdaterDeps {
  readonly shell: {
    readonly app: Pick<App, 'quit' | 'relaunch' | 'getVersion'>;
    readonly log: FileLog;
    readonly folders: Pick<Folders, 'data'>;
  };
  readonly http: Http;
  /** The folder of `app.asar`. */
  readonly resources: string;
  /** On Windows: whose code signature a package has to have; null: it is not asked for. */
  readonly publisher: string | null;
  /** Takes everything of the app from the screen. */
  leaveScreen(): void;
}

/** Whatever is needed only for an update, such as electron-updater, is loaded with the first of them. */
export function createUpdater(deps: AppUpdaterDeps): AppUpdater {
  const { http, resources, publisher } = deps;
  const { app, log, folders } = deps.shell;
  const { platform, env, execPath, argv } = process;
  const kind = installedAs({ platform, env, execPath, resources });
  let wanted: 'nothing' | 'install' | 'restart' = 'nothing';
  let fetched: FetchedPackage | null = null;

  async function install({ update, file, install: replace }: FetchedPackage): Promise<string> {
    let program = kind === 'AppImage' ? (env.APPIMAGE ?? execPath) : execPath;
    log.info('an update is installed', { version: update.version });
    deps.leaveScreen();
    if (kind === 'deb' || kind === 'rpm') {
      await installAsRoot({ helper: join(resources, 'install-update'), log }, file, update.sha512);
    } else {
      replace((path) => {
        program = path;
      });
    }
    return program;
  }

  return {
    kind,
    architecture: process.arch,
    verify: verifyUpdate,
    fetch(update) {
      if (kind === null) return neverFetched;
      const given = { kind, http, log, version: app.getVersion(), folder: join(folders.data, 'updates'), publisher };
      return fetchLate(given, update, (arrived) => {
        fetched = arrived;
      });
    },
    restart() {
      wanted = 'restart';
      app.quit();
    },
    quit() {
      if (wanted === 'nothing') wanted = 'install';
      app.quit();
    },
    async atEnd(toInstall) {
      if (wanted === 'nothing') return;
      let program = execPath;
      const ready = fetched === null ? null : await toInstall();
      if (fetched !== null && ready?.sha512 === fetched.update.sha512) program = await install(fetched);
      if (wanted === 'restart') startAgain(app, { program, argv });
      await log.flush();
    },
  };
}

const neverFetched: Fetching = { done: Promise.resolve(failed('not-fetched')), stop() {} };

/** {@link fetchPackage}, which may be stopped before it is there. */
function fetchLate(deps: PackageUpdaterDeps, update: Update, onFetched: (fetched: FetchedPackage) => void): Fetching {
  let stopped = false;
  let fetching: Fetching | null = null;
  const done = import('./package-updater.ts').then(({ fetchPackage }) => {
    if (stopped) return failed('stopped' as const);
    fetching = fetchPackage(deps, update, onFetched);
    return fetching.done;
  });
  return {
    done: done.catch((error: unknown) => {
      deps.log.error('electron-updater could not be loaded', { error });
      return failed('not-fetched' as const);
    }),
    stop() {
      stopped = true;
      fetching?.stop();
    },
  };
}
