import {
  AppImageUpdater,
  type AppUpdater,
  type BaseUpdater,
  CancellationToken,
  DebUpdater,
  NsisUpdater,
  Provider,
  type ResolvedUpdateFileInfo,
  RpmUpdater,
  type UpdateInfo,
} from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider';
import type { Http, Log } from '../../core/ports.ts';
import { failed, ok } from '../../core/result.ts';
import type { FetchFailure, Fetching, PackageKind, Update } from '../../core/updater.ts';
import { createPackageDownload, FetchError } from './package-download.ts';

/** A package that is on this computer, and is the one that was signed. */
export interface FetchedPackage {
  readonly file: string;
  readonly update: Update;
  /** Replaces the AppImage, or starts the installer of Windows; false where it could not. Calls back where the AppImage got another name. */
  install(onRenamed: (path: string) => void): boolean;
}

export interface PackageUpdaterDeps {
  readonly kind: PackageKind;
  readonly http: Http;
  readonly log: Log;
  /** The version that runs. */
  readonly version: string;
  /** Where packages are kept. */
  readonly folder: string;
  /** On Windows: whose code signature a package has to have; null: it is not asked for. */
  readonly publisher: string | null;
}

const updaters = { deb: DebUpdater, rpm: RpmUpdater, AppImage: AppImageUpdater, exe: NsisUpdater } as const;

/** What the library leaves unnamed in its types, and is set here: it would otherwise take the network of Electron, and a file that only electron-builder writes. */
interface Inside {
  httpExecutor: unknown;
  configOnDisk: { readonly value: Promise<object> };
  stagingUserIdPromise: { readonly value: Promise<string> };
}

/**
 * Fetches a package by electron-updater, which keeps it between two runs and knows how it is installed. It asks no server for a list: what there is was read and
 * believed before. `onFetched`: called before the fetching is done.
 */
export function fetchPackage(
  deps: PackageUpdaterDeps,
  update: Update,
  onFetched: (fetched: FetchedPackage) => void,
): Fetching {
  const token = new CancellationToken();
  const updater = updaterFor(deps, update);
  const done = bring(updater, token).then(
    (file) => {
      onFetched({ file, update, install: (onRenamed) => installBy(updater, onRenamed) });
      return ok(null);
    },
    (error: unknown) => {
      const failure = token.cancelled ? 'stopped' : failureOf(error);
      deps.log.warn('the update was not fetched', { version: update.version, failure, error });
      return failed(failure);
    },
  );
  return { done, stop: () => token.cancel() };
}

async function bring(updater: AppUpdater, token: CancellationToken): Promise<string> {
  const found = await updater.checkForUpdates();
  if (found === null || !found.isUpdateAvailable) throw new FetchError('not-fetched', 'The library takes no update');
  const [file] = await updater.downloadUpdate(token);
  if (file === undefined) throw new FetchError('not-fetched', 'There is no file');
  return file;
}

function updaterFor({ kind, http, log, version, folder, publisher }: PackageUpdaterDeps, update: Update): BaseUpdater {
  const updater: BaseUpdater = new updaters[kind](null, {
    version,
    name: 'switchhook',
    isPackaged: true,
    appUpdateConfigPath: '',
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    // When the app ends, and what starts then, is not the library's to say.
    relaunch() {},
    quit() {},
    onQuit() {},
  });
  const inside: Inside = {
    httpExecutor: createPackageDownload(http, update),
    configOnDisk: {
      value: Promise.resolve({
        updaterCacheDirName: 'packages',
        ...(publisher === null ? {} : { publisherName: publisher }),
      }),
    },
    // An id of this copy that nobody asked for.
    stagingUserIdPromise: { value: Promise.resolve('') },
  };
  Object.assign(updater, inside);
  updater.logger = loggerFor(log);
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.autoRunAppAfterInstall = false;
  updater.allowDowngrade = false;
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  updater.isUserWithinRollout = () => true;
  updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(update) as never });
  return updater;
}

/** Gives the library what was believed, as its own servers would. */
function providerOf({ version, url, size, sha512 }: Update) {
  const info = { url, size, sha512 };
  return class extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }

    override getLatestVersion(): Promise<UpdateInfo> {
      return Promise.resolve({ version, files: [info], path: url, sha512, releaseDate: '' });
    }

    override resolveFiles(): ResolvedUpdateFileInfo[] {
      return [{ url: new URL(url), info }];
    }
  };
}

function installBy(updater: BaseUpdater, onRenamed: (path: string) => void): boolean {
  updater.on('appimage-filename-updated', onRenamed);
  return updater.install(true, false);
}

function failureOf(error: unknown): FetchFailure {
  if (error instanceof FetchError) return error.failure;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return 'tampered';
  return /^E[A-Z]+$/.test(code) ? 'disk' : 'not-fetched';
}

function loggerFor(log: Log) {
  const told =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: unknown): void =>
      log[level](`updater: ${message instanceof Error ? message.message : String(message)}`);
  return { debug: told('debug'), info: told('info'), warn: told('warn'), error: told('warn') };
}
