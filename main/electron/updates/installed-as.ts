import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PackageKind } from '../../core/updater.ts';

/** Where the app runs from. */
export interface Place {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Of the program. */
  readonly execPath: string;
  /** The folder of `app.asar`. */
  readonly resources: string;
}

/**
 * How this copy was installed; null: in none of these ways. The packages for Linux say it in a file (`package-type`, as electron-updater knows it); an AppImage is known by where
 * it is mounted, because programs that were started by another AppImage have the environment of that.
 */
export function installedAs({ platform, env, execPath, resources }: Place): PackageKind | null {
  if (platform === 'win32') return existsSync(join(dirname(execPath), 'Uninstall Switchhook.exe')) ? 'exe' : null;
  if (platform !== 'linux') return null;
  const said = typeIn(join(resources, 'package-type'));
  if (said === 'deb' || said === 'rpm') return said;
  const { APPIMAGE: image, APPDIR: mounted } = env;
  return image && mounted && execPath.startsWith(`${mounted.replace(/\/+$/, '')}/`) ? 'AppImage' : null;
}

function typeIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
