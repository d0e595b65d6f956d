import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../project.ts';
import { makeBareElectron } from '../setup/bare-electron.ts';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';

export interface DevElectron {
  readonly binary: string;
  /** Where it looks for the bundles. */
  readonly bundles: string;
}

/** An Electron of its own that runs the bundles of a folder, laid out as in a package. */
export async function devElectron(runtime: ElectronRuntime): Promise<DevElectron> {
  const folder = join(projectRoot, 'dist', `dev-${runtime.version}`);
  const ready = join(folder, relative(runtime.dist, runtime.executable));
  const binary = existsSync(ready)
    ? ready
    : await makeBareElectron(runtime, folder, async (app) => void mkdirSync(app, { recursive: true }));
  const app = join(folder, 'resources', 'app');
  copyFileSync(join(projectRoot, 'package.json'), join(app, 'package.json'));
  return { binary, bundles: join(app, 'out', 'app') };
}
