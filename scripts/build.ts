import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BuildOptions, Plugin } from 'esbuild';
import { asciiOutput } from './ascii-output.ts';
import { buildRenderer, bundleOptions, metafileOf } from './build-renderer.ts';
import { noticesFile, noticesOf, type ShippedPackage, shippedPackages } from './packaging/notices.ts';
import { projectRoot, runAsTask } from './project.ts';

const catalogues = join(projectRoot, 'assets/locales');

export interface BuildAppOptions {
  /** Sets `__TEST_BUILD__`: the build that accepts debugging switches and `--no-sandbox`. Nothing else differs. */
  readonly testBuild: boolean;
  /** Where the bundles go: absolute, or relative to the project. What was there is removed. */
  readonly outDir: string;
}

/**
 * Bundles the app with esbuild: `main.cjs`, `package-updater.cjs`, `media.cjs`, `preload.cjs`, `preload-sound.cjs`, `preload-pictures.cjs`,
 * `renderer/{main,ring,call,quit}.{js,css,html}`, `renderer/sound.{js,html}`, `renderer/tones/`, `icons/`, `locales/` and the notices of everything in the bundles, for Electron 22 (Node 16.17, Chromium 108) and everything newer.
 * Resolves with the packages whose code is in them. Rejects with esbuild's error where a source does not compile, and where a package in a bundle says nothing of its licence.
 */
export async function buildApp({ testBuild, outDir }: BuildAppOptions): Promise<readonly ShippedPackage[]> {
  const out = resolve(projectRoot, outDir);
  rmSync(out, { recursive: true, force: true });
  const metafiles = await Promise.all([
    ...processBundles(out, testBuild).map(metafileOf),
    buildRenderer(join(out, 'renderer')),
  ]);
  copyIcons(out);
  copyCatalogues(out);
  const shipped = shippedPackages(projectRoot, metafiles.flat());
  writeFileSync(join(out, noticesFile), noticesOf(shipped));
  return shipped;
}

/** The bundles of the processes: main and media, and the preload scripts. `out` is absolute. */
export function processBundles(out: string, testBuild: boolean): readonly BuildOptions[] {
  const node: BuildOptions = {
    ...bundleOptions,
    define: { ...bundleOptions.define, __TEST_BUILD__: String(testBuild) },
    outdir: out,
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: 'node16.17',
    external: ['electron', 'keytar'],
    alias: { xml2js: './main/electron/dbus/no-introspection.ts' },
    plugins: [asciiOutput, lateUpdater],
    // Electron's archive can be required from, and not imported.
    supported: { 'dynamic-import': false },
  };
  return [
    {
      ...node,
      entryPoints: {
        main: 'main/index.ts',
        media: 'main/media/process.ts',
        'package-updater': 'main/electron/updates/package-updater.ts',
      },
    },
    {
      ...node,
      entryPoints: {
        preload: 'preload/index.ts',
        'preload-sound': 'preload/sound.ts',
        'preload-pictures': 'preload/pictures.ts',
      },
    },
  ];
}

/** Has the main process load electron-updater from a bundle of its own: it would else be read at each start, and held for an update that few computers ever get this way. */
const lateUpdater: Plugin = {
  name: 'late-updater',
  setup({ onResolve }) {
    onResolve({ filter: /\/package-updater\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './package-updater.cjs', external: true } : null,
    );
  },
};

/** One file a language. */
export function copyCatalogues(out: string): void {
  const folder = join(out, 'locales');
  mkdirSync(folder, { recursive: true });
  for (const name of globSync('*.json', { cwd: catalogues })) cpSync(join(catalogues, name), join(folder, name));
}

/** The tray's icons and the app's. */
export function copyIcons(out: string): void {
  for (const folder of ['tray', 'app']) {
    cpSync(join(projectRoot, 'assets/icons', folder), join(out, 'icons', folder), { recursive: true });
  }
}

await runAsTask(import.meta.url, async () => {
  const { values } = parseArgs({ options: { test: { type: 'boolean' }, out: { type: 'string', default: 'out/app' } } });
  await buildApp({ testBuild: values.test === true, outDir: values.out });
  console.log(`Built into ${values.out}`);
});
