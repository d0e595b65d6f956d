import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts a text into the place of a file, readable by the user only. A reader sees the old text or the new, also after a power cut. Rejects where that cannot be. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await makeFolder(dirname(path));
  const draft = `${path}.new`;
  // Whatever stands there may lead elsewhere, be read by others, or hold up whoever opens it.
  await rm(draft, { recursive: true, force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    // Half a draft on a full disk is room that somebody else needs.
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}

/** Asked for all of a path at once, Node 16 says of a read-only disk that something is missing. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (isMissing(error)) await mkdir(path, { recursive: true, mode: 0o700 });
    else if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Whether a file or a folder on the way to it is not there. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** What the system says of an error. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
