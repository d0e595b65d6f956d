import { cpSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import type { ElectronRuntime } from '../../scripts/electron-runtime.ts';
import { projectRoot } from '../../scripts/project.ts';

const source = join(projectRoot, 'test', 'bench', 'bare');
const icon = join(projectRoot, 'assets', 'icons', 'tray', 'ready-black-16.png');

/** Puts the bare app into a copy of the runtime, in `dist/bench/bare`, and resolves with its binary's path. */
export async function packBare(runtime: ElectronRuntime): Promise<string> {
  const target = join(projectRoot, 'dist', 'bench', 'bare');
  const work = join(projectRoot, 'dist', `.unfinished-bare-${process.pid}`);
  try {
    await linkFolder(runtime.dist, work);
    await bundleInto(join(work, 'resources', 'app'));
    rmSync(target, { recursive: true, force: true });
    mkdirSync(join(target, '..'), { recursive: true });
    renameSync(work, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return join(target, relative(runtime.dist, runtime.executable));
}

/** The same files under another name where the file system can do that, else copies. */
async function linkFolder(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const [file, twin] = [join(entry.parentPath, entry.name), join(to, relative(from, entry.parentPath), entry.name)];
    mkdirSync(entry.isDirectory() ? twin : join(twin, '..'), { recursive: true });
    if (!entry.isFile()) continue;
    try {
      linkSync(file, twin);
    } catch {
      cpSync(file, twin);
    }
  }
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
  for (const name of ['window', 'ring', 'answer']) cpSync(join(source, `${name}.html`), join(folder, `${name}.html`));
  cpSync(icon, join(folder, 'icon.png'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }));
}
