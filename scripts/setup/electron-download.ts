import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { download } from '@electron/get';
import { run, withProgress } from '../bootstrap.mjs';

export type ElectronDownload =
  | { readonly ok: true; readonly dist: string }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Milliseconds since 1970. */
      readonly failedAt: number;
      /** It was not tried now, because it failed less than a day ago. */
      readonly remembered: boolean;
    };

export interface ElectronDownloadOptions {
  /** Where the memory of a failure is kept. */
  readonly cacheFolder: string;
  /** Tries although it failed less than a day ago. */
  readonly retry: boolean;
  /** The `electron` package; the installed one unless told. */
  readonly packageFolder?: string;
}

const rememberedMs = 24 * 60 * 60 * 1000;
const connectDeadlineMs = 8_000;
const stallDeadlineMs = 30_000;
const require = createRequire(import.meta.url);

/** The installed `electron` package. */
export const installedPackage: string = dirname(require.resolve('electron/package.json'));

/** The version of an `electron` package, which is that of its runtime. */
export function packagedElectronVersion(packageFolder: string = installedPackage): string {
  return (require(join(packageFolder, 'package.json')) as { version: string }).version;
}

/**
 * Makes sure of the `electron` package's own runtime: its archive is downloaded and checked by @electron/get, and unpacked
 * by the package. A failure is a value, and is remembered for a day, so that the next start does not wait for it again.
 */
export async function ensureElectronDownload(options: ElectronDownloadOptions): Promise<ElectronDownload> {
  const folder = options.packageFolder ?? installedPackage;
  const version = packagedElectronVersion(folder);
  const dist = join(folder, 'dist');
  if (isUnpacked(folder)) return { ok: true, dist };
  const memory = join(options.cacheFolder, `${version}-failed.json`);
  const failure = options.retry ? null : readFailure(memory);
  if (failure) return { ok: false, remembered: true, ...failure };
  try {
    const checksums = require(join(folder, 'checksums.json')) as Record<string, string>;
    await withProgress(`Downloading Electron ${version}`, (report) => fetchArchive(version, checksums, report));
    const env = { ...process.env };
    delete env.ELECTRON_OVERRIDE_DIST_PATH;
    await withProgress('Unpacking Electron', () => run(process.execPath, [join(folder, 'install.js')], { env }));
    rmSync(memory, { force: true });
    return { ok: true, dist };
  } catch (error) {
    const failed = { reason: reasonOf(error), failedAt: Date.now() };
    mkdirSync(options.cacheFolder, { recursive: true });
    writeFileSync(memory, JSON.stringify(failed));
    return { ok: false, remembered: false, ...failed };
  }
}

/** The package writes path.txt last, so a half-unpacked runtime does not count. */
function isUnpacked(folder: string): boolean {
  const pathFile = join(folder, 'path.txt');
  return existsSync(pathFile) && existsSync(join(folder, 'dist', readFileSync(pathFile, 'utf8')));
}

async function fetchArchive(
  version: string,
  checksums: Record<string, string>,
  report: (detail: string) => void,
): Promise<void> {
  const deadline = new AbortController();
  const expire = (): void => deadline.abort(new Error('no answer in time'));
  let timer = setTimeout(expire, connectDeadlineMs);
  try {
    await download(version, {
      checksums,
      downloadOptions: {
        quiet: true,
        signal: deadline.signal,
        getProgressCallback: async ({ percent }: { percent: number }) => {
          clearTimeout(timer);
          timer = setTimeout(expire, stallDeadlineMs);
          report(`${Math.round(percent * 100)} %`);
        },
      },
    });
  } finally {
    clearTimeout(timer);
  }
}

function readFailure(memory: string): { reason: string; failedAt: number } | null {
  try {
    const { reason, failedAt } = JSON.parse(readFileSync(memory, 'utf8')) as Record<string, unknown>;
    const fresh = typeof failedAt === 'number' && Math.abs(Date.now() - failedAt) < rememberedMs;
    return fresh && typeof reason === 'string' ? { reason, failedAt } : null;
  } catch {
    return null;
  }
}

/** The innermost cause, without addresses: it is shown to people. */
function reasonOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  const text = inner instanceof Error ? inner.message : String(inner);
  return (text.split('\n')[0] ?? '').replace(/https?:\/\/\S+/g, 'its address');
}
