/** Programs of the tests that are written in C, against libraries of Debian. */
import { execFile } from 'node:child_process';
import { mkdir, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '../../out/peers');

/** Compiles it where that has not been done since it was changed; gives the program's path. `libraries` as pkg-config names them. */
export async function buildProgram(source: string, libraries: readonly string[]): Promise<string> {
  const program = join(folder, basename(source, '.c'));
  const [built, written] = await Promise.all([program, source].map((path) => stat(path).catch(() => null)));
  if (built && written && built.mtimeMs > written.mtimeMs) return program;
  await mkdir(dirname(program), { recursive: true });
  const { stdout } = await run('pkg-config', ['--cflags', '--libs', ...libraries]);
  // Under a name of its own first: another file of tests may be doing the same.
  const fresh = `${program}.${process.pid}`;
  await run('gcc', ['-O1', '-Wall', '-o', fresh, source, ...stdout.trim().split(/\s+/)]);
  await rename(fresh, program);
  return program;
}
