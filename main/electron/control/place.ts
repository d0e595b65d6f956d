import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** A socket's name has room for so many bytes on every system (sun_path of macOS, which is the shortest). */
const longestPath = 103;

/**
 * Where the app that uses a data folder listens for orders: in that folder, which only its user can enter. Null where the path is too long to be
 * listened at. Windows has a name for it, made of the folder's.
 */
export function controlPlace(dataFolder: string, platform: NodeJS.Platform = process.platform): string | null {
  if (platform === 'win32') {
    return `\\\\.\\pipe\\switchhook-${createHash('sha256').update(dataFolder.toLowerCase()).digest('hex').slice(0, 32)}`;
  }
  const path = join(dataFolder, 'control');
  return Buffer.byteLength(path) > longestPath ? null : path;
}
