import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { projectRoot } from './project.ts';

const windowNames = ['main', 'ring', 'call', 'quit'] as const;

/** How every bundle of the app is made. */
export const bundleOptions: BuildOptions = {
  absWorkingDir: projectRoot,
  bundle: true,
  minify: true,
  legalComments: 'linked',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/**
 * Bundles the windows into `out`, an absolute path: `{main,ring,call,quit}.{js,css,html}`, `sound.{js,html}`, `pictures.{js,css,html}` and `tones/`, for
 * Chromium 108 and everything newer. Resolves with what went into each. What else is in the folder stays. Rejects with esbuild's error where a source does not compile.
 */
export async function buildRenderer(out: string): Promise<readonly Metafile[]> {
  const metafiles = await Promise.all(pageBundles(out).map(metafileOf));
  copyPageAssets(out);
  return metafiles;
}

/** The bundles of the windows: their scripts, and their styles. */
export function pageBundles(out: string): readonly BuildOptions[] {
  const page: BuildOptions = { ...bundleOptions, outdir: out, platform: 'browser', target: 'chrome108' };
  return [
    {
      ...page,
      entryPoints: { ...perWindow('renderer', 'tsx'), sound: 'renderer/sound.ts', pictures: 'renderer/pictures.ts' },
      format: 'iife',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    },
    { ...page, entryPoints: { ...perWindow('assets/css', 'css'), pictures: 'assets/css/pictures.css' } },
  ];
}

/** What the windows have that is not bundled: their HTML, and the tones. */
export function copyPageAssets(out: string): void {
  mkdirSync(out, { recursive: true });
  const assets = join(projectRoot, 'assets');
  for (const name of [...windowNames, 'sound', 'pictures'])
    cpSync(join(assets, 'html', `${name}.html`), join(out, `${name}.html`));
  cpSync(join(assets, 'tones'), join(out, 'tones'), { recursive: true });
}

/** Builds, and resolves with which inputs are in which output. */
export async function metafileOf(options: BuildOptions): Promise<Metafile> {
  return (await build({ ...options, metafile: true })).metafile;
}

function perWindow(folder: string, extension: string): Record<string, string> {
  return Object.fromEntries(windowNames.map((name) => [name, `${folder}/${name}.${extension}`]));
}
