import { lstat, readlink } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/** As many as Linux follows (path_resolution(7)). */
const mostLinks = 40;

/**
 * Whether somebody but these users, by their ids, could put something else in the place of a file: by writing into it, or by exchanging it, a folder or a link on the way to it. A folder that all may write
 * to counts as safe where nobody can take away what is another's there, as in /tmp. For POSIX; rejects where the file is not there.
 */
export async function isExchangeable(path: string, owners: readonly number[]): Promise<boolean> {
  let [place, rest] = ['/', segmentsOf(path)];
  if (!isOnlyOf(owners, await lstat(place))) return true;
  for (let links = 0; rest.length > 0; ) {
    const next = join(place, rest[0] ?? '');
    rest = rest.slice(1);
    const about = await lstat(next);
    if (!isOnlyOf(owners, about)) return true;
    if (!about.isSymbolicLink()) {
      place = next;
      continue;
    }
    links += 1;
    if (links > mostLinks) return true;
    const target = await readlink(next);
    if (isAbsolute(target)) place = '/';
    rest = [...segmentsOf(target), ...rest];
  }
  return false;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}

/** The rights of a link are those of where it leads. */
function isOnlyOf(owners: readonly number[], about: Awaited<ReturnType<typeof lstat>>): boolean {
  const mode = Number(about.mode);
  if (!owners.includes(Number(about.uid))) return false;
  if (about.isSymbolicLink()) return true;
  return about.isDirectory() ? (mode & 0o002) === 0 || (mode & 0o1000) !== 0 : (mode & 0o022) === 0;
}
