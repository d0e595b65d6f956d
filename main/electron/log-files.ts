import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The one that is written, and the one before it. */
export const logNames = { present: 'main.log', before: 'main.old.log' } as const;

/** A log is cut at two megabytes, and never much longer; in bytes. */
export const longestLog = 16 * 1024 * 1024;

/**
 * Makes a folder ready for the log, which is for its user's eyes. A pipe in the place of a file would hold up the app at its first line, a link would have the lines written elsewhere, and a
 * file that was there before keeps the rights that it had. What cannot be put right is left to whoever writes. Never throws.
 */
export function readyForLog(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return;
  }
  for (const name of Object.values(logNames)) readyFile(join(folder, name));
}

function readyFile(path: string): void {
  try {
    const about = lstatSync(path);
    if (!about.isFile()) rmSync(path, { force: true });
    else if ((about.mode & 0o077) !== 0) chmodSync(path, 0o600);
  } catch {
    // There is none yet, or it is somebody else's.
  }
}
