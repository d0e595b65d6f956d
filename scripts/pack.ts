import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withProgress } from './bootstrap.mjs';
import { buildApp } from './build.ts';
import { runBuilder } from './packaging/builder.ts';
import { fuseSettings, verifyFuses } from './packaging/fuses.ts';
import { packedBinary } from './packaging/packed-binary.ts';
import { requireReleaseRuntime } from './packaging/release-runtime.ts';
import { sbomFile, sbomOf } from './packaging/sbom.ts';
import { projectRoot, runAsTask } from './project.ts';
import { makeUnfinished } from './setup/abandoned.ts';
import { packagedElectronVersion } from './setup/electron-download.ts';
import type { ElectronRuntime } from './setup/electron-runtime.ts';
import { setUp } from './setup.ts';

export type Flavour = 'release' | 'test';

/** Whatever the package is made from, besides the runtime. */
const inputs = [
  ...['assets', 'main', 'preload', 'renderer', 'scripts/packaging'].map((folder) => `${folder}/**/*`),
  ...['ascii-output', 'build', 'build-renderer', 'pack'].map((name) => `scripts/${name}.ts`),
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
  const wanted = hashInputs(flavour, runtime);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    await withProgress(`Packaging the ${flavour} build`, () => packInto(target, flavour, runtime));
    writeFileSync(stamp, wanted);
  }
  return packedBinary(target);
}

/** Everything is made beside the target and then takes its place, so that an interruption leaves no half package. */
async function packInto(target: string, flavour: Flavour, runtime: ElectronRuntime): Promise<void> {
  const testBuild = flavour === 'test';
  const [output, before] = [makeUnfinished(join(projectRoot, 'dist')), makeUnfinished(join(projectRoot, 'dist'))];
  const bundles = join('out', 'pack', `${flavour}-${process.pid}`);
  try {
    const shipped = await buildApp({ testBuild, outDir: bundles });
    writeFileSync(join(projectRoot, bundles, sbomFile), sbomOf(shipped, runtime.version));
    await runBuilder({ output, bundles, testBuild, electronDist: runtime.dist, electronVersion: runtime.version });
    await verifyFuses(packedBinary(output), fuseSettings(runtime.version, testBuild));
    // Chromium ends an app that starts a process while its program file is not there: an app that runs must hardly notice.
    if (existsSync(target)) renameSync(target, join(before, 'package'));
    renameSync(output, target);
  } finally {
    const leftOver = [output, before, join(projectRoot, bundles)];
    for (const folder of leftOver) rmSync(folder, { recursive: true, force: true });
  }
}

function hashInputs(flavour: Flavour, runtime: ElectronRuntime): string {
  const hash = createHash('sha256').update(JSON.stringify([flavour, runtime.dist, runtime.version]));
  for (const path of globSync(inputs, { cwd: projectRoot }).sort()) {
    const file = join(projectRoot, path);
    if (statSync(file).isFile()) hash.update(`\0${path}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

await runAsTask(import.meta.url, async () => {
  const options = { test: { type: 'boolean' }, 'for-tests': { type: 'boolean' } } as const;
  const { values } = parseArgs({ options });
  const flavour = values.test ? 'test' : 'release';
  const runtime = await setUp();
  const isForTests = values['for-tests'] === true;
  if (flavour === 'release' && !isForTests) requireReleaseRuntime(runtime, packagedElectronVersion());
  const binary = await packApp(flavour, runtime);
  console.log(`The ${flavour} build${isForTests ? ', for tests only,' : ''} is ${binary}`);
});
