import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { type AfterPackContext, build, type Configuration, Platform } from 'electron-builder';
import { withProgress } from './bootstrap.mjs';
import { buildApp } from './build.ts';
import type { ElectronRuntime } from './electron-runtime.ts';
import { type FuseSetting, fuseConfig, fuseSettings, verifyFuses } from './fuses.ts';
import { projectRoot, runAsTask } from './project.ts';
import { setUp } from './setup.ts';

export type Flavour = 'release' | 'test';

/** Whatever the package is made from, besides the runtime. */
const inputs = [
  ...['assets', 'main', 'preload', 'renderer'].map((folder) => `${folder}/**/*`),
  ...['build', 'build-renderer', 'fuses', 'pack'].map((name) => `scripts/${name}.ts`),
  ...['electron-builder.yml', 'package.json', 'package-lock.json', 'LICENSE'],
  'node_modules/keytar/build/Release/keytar.node',
];

/**
 * Packages the app with electron-builder's `dir` target into `dist/<flavour>/` and resolves with the path of its binary.
 * The test flavour differs by its inspect fuse and `__TEST_BUILD__` alone. Where nothing changed since, nothing is done.
 */
export async function packApp(flavour: Flavour, runtime: ElectronRuntime): Promise<string> {
  const target = join(projectRoot, 'dist', flavour);
  const stamp = join(target, 'packed-from.txt');
  const settings = fuseSettings(runtime.version, flavour === 'test');
  const wanted = hashInputs(runtime, settings);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    await withProgress(`Packaging the ${flavour} build`, () => packInto(target, flavour, runtime, settings));
    writeFileSync(stamp, wanted);
  }
  return packedBinary(target);
}

/** Everything is made beside the target and then takes its place, so that an interruption leaves no half package. */
async function packInto(
  target: string,
  flavour: Flavour,
  runtime: ElectronRuntime,
  settings: readonly FuseSetting[],
): Promise<void> {
  const work = join(projectRoot, 'dist', `.unfinished-${flavour}-${process.pid}`);
  const bundles = join('out', 'pack', `${flavour}-${process.pid}`);
  try {
    mkdirSync(work, { recursive: true });
    await buildApp({ testBuild: flavour === 'test', outDir: bundles });
    await runBuilder({ output: work, bundles, runtime, settings });
    await verifyFuses(packedBinary(work), settings);
    rmSync(target, { recursive: true, force: true });
    renameSync(work, target);
  } finally {
    for (const folder of [work, join(projectRoot, bundles)]) rmSync(folder, { recursive: true, force: true });
  }
}

interface BuilderInput {
  readonly output: string;
  /** Relative to the project, as electron-builder's file sets are. */
  readonly bundles: string;
  readonly runtime: ElectronRuntime;
  readonly settings: readonly FuseSetting[];
}

async function runBuilder({ output, bundles, runtime, settings }: BuilderInput): Promise<void> {
  const config: Configuration = {
    extends: 'electron-builder.yml',
    directories: { output },
    electronDist: runtime.dist,
    electronVersion: runtime.version,
    files: [{ from: bundles, to: 'out/app' }],
    afterPack: async (context: AfterPackContext) => {
      await flipFuses(packedBinary(join(context.appOutDir, '..')), fuseConfig(settings));
    },
  };
  await build({ projectDir: projectRoot, targets: Platform.current().createTarget('dir'), config, publish: 'never' });
}

function packedBinary(folder: string): string {
  if (process.platform === 'darwin') {
    const mac = process.arch === 'arm64' ? 'mac-arm64' : 'mac';
    return join(folder, mac, 'Switchhook.app', 'Contents', 'MacOS', 'Switchhook');
  }
  return process.platform === 'win32'
    ? join(folder, 'win-unpacked', 'switchhook.exe')
    : join(folder, 'linux-unpacked', 'switchhook');
}

function hashInputs(runtime: ElectronRuntime, settings: readonly FuseSetting[]): string {
  const hash = createHash('sha256').update(JSON.stringify([runtime.dist, runtime.version, settings]));
  for (const path of globSync(inputs, { cwd: projectRoot }).sort()) {
    const file = join(projectRoot, path);
    if (statSync(file).isFile()) hash.update(`\0${path}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** The task of both `npm run pack` and `npm run pack:test`. */
export async function packTask(flavour: Flavour): Promise<void> {
  const runtime = await setUp();
  console.log(`The ${flavour} build is ${await packApp(flavour, runtime)}`);
}

await runAsTask(import.meta.url, () => packTask('release'));
