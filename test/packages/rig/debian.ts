import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { makeUnfinished } from '../../../scripts/setup/abandoned.ts';

const execute = promisify(execFile);

/** Systems, and what the registry of packages has on them, are kept between runs: they come over the network. */
const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'switchhook', 'debian');

export type Suite = 'bookworm' | 'trixie';

export interface RunOptions {
  /** Whom it runs as; root without it. */
  readonly uid?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Folders of this machine that are at the same place there. */
  readonly shared?: readonly string[];
}

/** A Debian of its own in a folder: as it is just after it was installed, without a desktop. */
export class Debian {
  readonly root: string;
  readonly #archives: string;

  private constructor(root: string, archives: string) {
    this.root = root;
    this.#archives = archives;
  }

  /** Resolves with one, or with a sentence that says why there can be none here. */
  static async install(suite: Suite): Promise<Debian | string> {
    const archives = join(cacheFolder, `${suite}-archives`);
    mkdirSync(join(archives, 'partial'), { recursive: true });
    const system = await ensureSystem(suite).catch(lastWords);
    if (typeof system === 'string') return `No Debian ${suite} could be installed: ${system}`;
    const root = makeUnfinished(cacheFolder);
    await execute('tar', ['-C', root, '-xf', system.file]);
    const debian = new Debian(root, archives);
    const refusal = await debian.run(['true']).then(() => null, lastWords);
    if (refusal === null) return debian;
    debian.remove();
    return `No program runs in a Debian ${suite} here: ${refusal}`;
  }

  /** Resolves with what it printed on either channel; rejects with it where it fails. */
  async run(command: readonly string[], options: RunOptions = {}): Promise<string> {
    const [program, ...args] = this.commandFor(command, options);
    const limits = { maxBuffer: 64 * 1024 * 1024, env: environment(options) };
    const { stdout, stderr } = await execute(program, args, limits);
    return stdout + stderr;
  }

  /** What goes on until it ends, or its process group is ended. */
  start(command: readonly string[], options: RunOptions) {
    const [program, ...args] = this.commandFor(command, options);
    return spawn(program, args, { env: environment(options), stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** apt-get, which asks nothing and keeps what it fetched. */
  apt(...args: readonly string[]): Promise<string> {
    const options = ['-y', '-q', '--no-install-recommends', '-o', 'APT::Sandbox::User=root'];
    return this.run(['apt-get', ...options, ...args], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  }

  /** Puts a file of this machine into its root folder, and says what it is called there. */
  bring(file: string): string {
    cpSync(file, join(this.root, basename(file)));
    return `/${basename(file)}`;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** In namespaces of its own, so that what is mounted, and whatever runs, is gone with the command. */
  private commandFor(command: readonly string[], { uid = 0, shared = [] }: RunOptions): [string, ...string[]] {
    const mounts = [
      'mount -t proc proc "$ROOT/proc"',
      'mount --rbind /dev "$ROOT/dev"',
      'mkdir -p "$ROOT/var/cache/apt/archives" && mount --bind "$ARCHIVES" "$ROOT/var/cache/apt/archives"',
      'cp -L /etc/resolv.conf "$ROOT/etc/resolv.conf"',
      ...shared.map((folder) => `mkdir -p "$ROOT${folder}" && mount --rbind "${folder}" "$ROOT${folder}"`),
    ];
    const script = `set -e; ROOT=$1; ARCHIVES=$2; shift 2; ${mounts.join('; ')}; exec chroot --userspec=${uid}:${uid} "$ROOT" "$@"`;
    const apart = ['--mount', '--pid', '--fork', '--kill-child', '--propagation=private'];
    return ['unshare', ...apart, 'sh', '-c', script, 'sh', this.root, this.#archives, ...command];
  }
}

/** Where programs are is the system's own affair: those of root are looked for too. */
function environment({ env = {} }: RunOptions): Record<string, string> {
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  return { HOME: '/root', LANG: 'C.UTF-8', ...env, PATH: path };
}

/** An archive of the system as debootstrap made it, and of its lists of packages. */
async function ensureSystem(suite: Suite): Promise<{ readonly file: string }> {
  const file = join(cacheFolder, `${suite}-${process.arch}.tar`);
  if (existsSync(file)) return { file };
  const work = makeUnfinished(cacheFolder);
  try {
    await execute('debootstrap', ['--variant=minbase', suite, join(work, 'root')], { maxBuffer: 16 * 1024 * 1024 });
    await execute('tar', [
      '-C',
      join(work, 'root'),
      '--exclude=./var/cache/apt/archives/*.deb',
      '-cf',
      join(work, 'tar'),
      '.',
    ]);
    renameSync(join(work, 'tar'), file);
    return { file };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What a program that failed said last, on either channel. */
function lastWords(error: Error & { readonly stdout?: string; readonly stderr?: string }): string {
  const said = [error.stdout, error.stderr, error.message]
    .map((text) => (text ?? '').trim())
    .find((text) => text !== '');
  return said?.split('\n').at(-1) ?? '';
}
