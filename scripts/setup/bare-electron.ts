import { cpSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { makeUnfinished } from './abandoned.ts';
import type { ElectronRuntime } from './electron-runtime.ts';

/**
 * Makes `target` an Electron with an app of its own, which `addApp` puts into the folder that it gets, and resolves with
 * the path of its binary. The runtime's files are linked, not copied, where the file system can do that.
 */
export async function makeBareElectron(
  runtime: ElectronRuntime,
  target: string,
  addApp: (folder: string) => Promise<void>,
): Promise<string> {
  mkdirSync(dirname(target), { recursive: true });
  const work = makeUnfinished(dirname(target));
  try {
    linkFolder(runtime.dist, work);
    await addApp(join(work, 'resources', 'app'));
    rmSync(target, { recursive: true, force: true });
    renameSync(work, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return join(target, relative(runtime.dist, runtime.executable));
}

function linkFolder(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const twin = join(to, relative(from, file));
    mkdirSync(dirname(twin), { recursive: true });
    try {
      linkSync(file, twin);
    } catch {
      cpSync(file, twin);
    }
  }
}
