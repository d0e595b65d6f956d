import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import { projectRoot, runAsTask } from './project.ts';

export interface BuildAppOptions {
  /** Sets `__TEST_BUILD__`: the build that accepts debugging switches and `--no-sandbox`. Nothing else differs. */
  readonly testBuild: boolean;
  /** Where the bundles go: absolute, or relative to the project. What was there is removed. */
  readonly outDir: string;
}

const windowNames = ['main', 'ring', 'call'] as const;

/**
 * Bundles the app with esbuild: `main.cjs`, `media.cjs`, `preload.cjs`, `renderer/{main,ring,call}.{js,css,html}`,
 * `renderer/tones/` and `icons/`, for Electron 22 (Node 16.17, Chromium 108) and everything newer.
 * Rejects with esbuild's error where a source does not compile.
 */
export async function buildApp({ testBuild, outDir }: BuildAppOptions): Promise<void> {
  const out = resolve(projectRoot, outDir);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'renderer'), { recursive: true });
  const common: BuildOptions = {
    absWorkingDir: projectRoot,
    bundle: true,
    minify: true,
    legalComments: 'linked',
    logLevel: 'warning',
    define: { __TEST_BUILD__: String(testBuild), 'process.env.NODE_ENV': '"production"' },
  };
  const node: BuildOptions = {
    ...common,
    outdir: out,
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: 'node16.17',
    external: ['electron', 'keytar'],
  };
  const page: BuildOptions = { ...common, outdir: join(out, 'renderer'), platform: 'browser', target: 'chrome108' };
  await Promise.all([
    build({ ...node, entryPoints: { main: 'main/index.ts', media: 'main/media/process.ts' } }),
    build({ ...node, entryPoints: { preload: 'preload/index.ts' } }),
    build({
      ...page,
      entryPoints: perWindow('renderer', 'tsx'),
      format: 'iife',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    }),
    build({ ...page, entryPoints: perWindow('assets/css', 'css') }),
  ]);
  copyAssets(out);
}

function perWindow(folder: string, extension: string): Record<string, string> {
  return Object.fromEntries(windowNames.map((name) => [name, `${folder}/${name}.${extension}`]));
}

function copyAssets(out: string): void {
  const assets = join(projectRoot, 'assets');
  for (const name of windowNames) {
    cpSync(join(assets, 'html', `${name}.html`), join(out, 'renderer', `${name}.html`));
  }
  cpSync(join(assets, 'tones'), join(out, 'renderer', 'tones'), { recursive: true });
  for (const folder of ['tray', 'app']) {
    cpSync(join(assets, 'icons', folder), join(out, 'icons', folder), { recursive: true });
  }
}

await runAsTask(import.meta.url, async () => {
  const { values } = parseArgs({ options: { test: { type: 'boolean' }, out: { type: 'string', default: 'out/app' } } });
  await buildApp({ testBuild: values.test === true, outDir: values.out });
  console.log(`Built into ${values.out}`);
});
