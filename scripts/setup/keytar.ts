import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run, withProgress } from '../bootstrap.mjs';
import { projectRoot } from '../project.ts';

const folder = join(projectRoot, 'node_modules', 'keytar');
const binary = join(folder, 'build', 'Release', 'keytar.node');
const stamp = join(folder, 'build', 'built-from.txt');

/**
 * Compiles keytar's native part where it is missing or was made from other sources. The headers are those of the pinned
 * Node's package, so that nothing is downloaded; as Node-API version 8 the one binary loads in Node 20, 24 and Electron.
 * Rejects with the compiler's last lines where that fails.
 */
export async function ensureKeytar(): Promise<void> {
  const wanted = sources();
  if (existsSync(binary) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const gyp = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
  const headers = dirname(dirname(process.execPath));
  const local = existsSync(join(headers, 'include', 'node', 'node_api.h')) ? [`--nodedir=${headers}`] : [];
  const args = [gyp, 'rebuild', '-C', folder, ...local, '--napi_build_version=8'];
  await withProgress('Compiling keytar', () => run(process.execPath, args, { env: withoutNodeDir(process.env) }));
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** npm passes the user's own `nodedir` on, and node-gyp heeds it more than the option. */
export function withoutNodeDir(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^npm_(config|package_config_node_gyp)_nodedir$/i.test(name)),
  );
}

function sources(): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.version}`);
  for (const name of ['package.json', 'binding.gyp', 'src/main.cc']) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
