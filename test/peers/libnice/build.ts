import { execFile } from 'node:child_process';
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const source = join(import.meta.dirname, 'libnice-peer.c');
const program = join(import.meta.dirname, '../../../out/peers/libnice-peer');

/** Compiles the peer against Debian's libnice where that has not been done since it was changed; gives the program's path. */
export async function buildLibnicePeer(): Promise<string> {
  const [built, written] = await Promise.all([program, source].map((path) => stat(path).catch(() => null)));
  if (built && written && built.mtimeMs > written.mtimeMs) return program;
  await mkdir(dirname(program), { recursive: true });
  const { stdout } = await run('pkg-config', ['--cflags', '--libs', 'nice', 'glib-2.0']);
  // Under a name of its own first: another file of tests may be doing the same.
  const fresh = `${program}.${process.pid}`;
  await run('gcc', ['-O1', '-Wall', '-o', fresh, source, ...stdout.trim().split(/\s+/)]);
  await rename(fresh, program);
  return program;
}
