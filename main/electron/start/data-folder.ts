import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';

/** `spare`: the lock and Chromium's files are in another folder, because they cannot be made in the app's own. */
export type DataFolder = { readonly kind: 'own' | 'spare'; readonly path: string } | { readonly kind: 'held' };

/**
 * Takes the lock of the data folder, which one instance at a time has. Chromium says no both where another instance has it and
 * where it cannot be made, as on a disk that is read-only; a phone rings then too, with a lock in a folder for this session.
 */
export function takeDataFolder(app: Pick<App, 'getPath' | 'setPath' | 'requestSingleInstanceLock'>): DataFolder {
  const path = app.getPath('userData');
  if (app.requestSingleInstanceLock()) return { kind: 'own', path };
  if (process.platform === 'win32' || isHeld(path)) return { kind: 'held' };
  // It may just have been given back by an instance that was ending.
  if (app.requestSingleInstanceLock()) return { kind: 'own', path };
  const spare = makeSpareFolder(path);
  if (spare === null) return { kind: 'held' };
  app.setPath('userData', spare);
  return app.requestSingleInstanceLock() ? { kind: 'spare', path: spare } : { kind: 'held' };
}

/** Chromium's lock is a link to `host-pid`; it breaks those of the dead by itself, where it can. */
function isHeld(folder: string): boolean {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(join(folder, 'SingletonLock')))?.[1]);
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where a data folder's lock is while it cannot be in that folder: one for each, so that a second start meets the first. */
function spareFolder(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(process.env.XDG_RUNTIME_DIR || tmpdir(), `switchhook-${process.getuid?.() ?? -1}-${name}`);
}

/** The folders at which an app with that data folder may take orders. A spare one that somebody else made in its place is left out: they would hear who is called. */
export function foldersWithOrders(folder: string): readonly string[] {
  const spare = spareFolder(folder);
  return isOwnFolder(spare) ? [folder, spare] : [folder];
}

/** Null where it would not be the user's alone. */
function makeSpareFolder(folder: string): string | null {
  const path = spareFolder(folder);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch {
    return null;
  }
  return isOwnFolder(path) ? path : null;
}

function isOwnFolder(path: string): boolean {
  try {
    const found = lstatSync(path);
    return found.isDirectory() && found.uid === (process.getuid?.() ?? -1) && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}
