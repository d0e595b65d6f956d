import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { projectRoot } from '../../scripts/project.ts';

const windows = ['main', 'ring', 'call'] as const;

/**
 * Builds only what is drawn, with the settings that the app's build has for it, so that page tests need neither the
 * main process nor Electron. Returns the folder.
 */
export async function buildRenderer(): Promise<string> {
  const out = join(projectRoot, 'out/page');
  mkdirSync(out, { recursive: true });
  const common: BuildOptions = {
    absWorkingDir: projectRoot,
    bundle: true,
    minify: true,
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
    platform: 'browser',
    target: 'chrome108',
    outdir: out,
  };
  await Promise.all([
    build({
      ...common,
      entryPoints: Object.fromEntries(windows.map((name) => [name, `renderer/${name}.tsx`])),
      format: 'iife',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    }),
    build({
      ...common,
      entryPoints: Object.fromEntries(windows.map((name) => [name, `assets/css/${name}.css`])),
    }),
  ]);
  for (const name of windows) {
    cpSync(join(projectRoot, 'assets/html', `${name}.html`), join(out, `${name}.html`));
  }
  return out;
}
