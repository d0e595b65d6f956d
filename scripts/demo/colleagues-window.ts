import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../project.ts';
import { makeBareElectron } from '../setup/bare-electron.ts';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';

/** Opens the simulator's page in a small window of its own. */
export async function openColleagues(runtime: ElectronRuntime, address: string): Promise<ChildProcess> {
  const folder = join(projectRoot, 'dist', `colleagues-${runtime.version}`);
  const ready = join(folder, relative(runtime.dist, runtime.executable));
  const binary = existsSync(ready) ? ready : await makeBareElectron(runtime, folder, bundleInto);
  const profile = `--user-data-dir=${join(projectRoot, 'out', 'colleagues')}`;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return spawn(binary, [...sandbox, profile, address], { stdio: 'ignore' });
}

async function bundleInto(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'colleagues', main: 'main.cjs' }));
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ['scripts/demo/colleagues-app.ts'],
    outfile: join(folder, 'main.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node16.17',
    external: ['electron'],
  });
}
