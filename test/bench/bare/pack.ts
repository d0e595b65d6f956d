import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../../scripts/build-renderer.ts';
import { projectRoot } from '../../../scripts/project.ts';
import { makeBareElectron } from '../../../scripts/setup/bare-electron.ts';
import type { ElectronRuntime } from '../../../scripts/setup/electron-runtime.ts';

const source = join(projectRoot, 'test', 'bench', 'bare');
const icon = join(projectRoot, 'assets', 'icons', 'tray', 'ready-black-16.png');

/** Puts the bare app into a copy of the runtime, in `dist/bench/bare`, and resolves with its binary's path. */
export function packBare(runtime: ElectronRuntime): Promise<string> {
  return makeBareElectron(runtime, join(projectRoot, 'dist', 'bench', 'bare'), bundleInto);
}

async function bundleInto(folder: string): Promise<void> {
  await build({
    entryPoints: { main: join(source, 'main.ts'), preload: join(source, 'preload.ts') },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node16.17',
    external: ['electron'],
    logLevel: 'warning',
  });
  // What the app's card is drawn with.
  const ringStyle = join(projectRoot, 'assets', 'css', 'ring.css');
  await build({ ...bundleOptions, entryPoints: { ring: ringStyle }, outdir: folder, target: 'chrome108' });
  for (const name of ['window', 'ring', 'answer']) cpSync(join(source, `${name}.html`), join(folder, `${name}.html`));
  cpSync(icon, join(folder, 'icon.png'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }));
}
