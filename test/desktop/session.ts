import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { killMarked, markVariable } from './marked-processes.ts';

/** Whom the programs of a desktop run as; only root can choose. */
export interface DesktopUser {
  readonly uid: number;
  readonly gid: number;
}

export interface RunOptions {
  /** Written to the program's standard input. */
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
}

/** Short, because sockets live in it and their paths must stay under 108 characters. */
const folderPrefix = '/tmp/desk-';

/** A home, a runtime folder, an environment, and every program that was started in them. */
export class Session {
  readonly folder: string;
  readonly user: DesktopUser | null;
  readonly env: Record<string, string>;
  readonly #services = new Map<string, ChildProcess>();

  constructor(user: DesktopUser | null) {
    this.user = user;
    sweepAbandoned();
    this.folder = mkdtempSync(`${folderPrefix}${process.pid}-`);
    this.own(this.folder);
    this.env = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LANG: 'C.UTF-8',
      HOME: this.makeFolder('home'),
      XDG_RUNTIME_DIR: this.makeFolder('run'),
      TMPDIR: this.makeFolder('tmp'),
      XDG_CONFIG_HOME: this.makeFolder('home/.config'),
      XDG_CURRENT_DESKTOP: 'XFCE',
      XDG_SESSION_TYPE: 'x11',
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
      GIO_USE_VFS: 'local',
      [markVariable]: basename(this.folder),
    };
    this.makeFolder('logs');
  }

  /** A folder of the session's own, for its user alone. */
  makeFolder(name: string): string {
    let path = this.folder;
    for (const part of name.split('/').filter((piece) => piece !== '.')) {
      path = join(path, part);
      mkdirSync(path, { recursive: true, mode: 0o700 });
      this.own(path);
    }
    return path;
  }

  /** Writes a file in the session's folder, readable by its user. */
  writeFile(name: string, text: string | Uint8Array, mode = 0o600): string {
    const path = join(this.folder, name);
    this.makeFolder(dirname(name));
    writeFileSync(path, text, { mode });
    this.own(path);
    return path;
  }

  /** The command line that runs a program as the session's user and ends it when this process ends. */
  commandFor(command: string, args: readonly string[]): [string, string[]] {
    const identity = this.user
      ? [`--reuid=${this.user.uid}`, `--regid=${this.user.gid}`, '--clear-groups', '--inh-caps=-all']
      : [];
    return ['setpriv', [...identity, '--pdeathsig=KILL', '--', command, ...args]];
  }

  /** Starts a program that goes on until the session stops; what it prints is in `logs/<name>.log`. */
  startService(name: string, command: string, args: readonly string[], input?: string): ChildProcess {
    const log = openSync(join(this.folder, 'logs', `${name}.log`), 'a');
    const child = spawn(...this.commandFor(command, args), {
      env: this.env,
      cwd: this.env.HOME,
      stdio: ['pipe', log, log, 'pipe'],
    });
    closeSync(log);
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    child.on('error', (error) => {
      throw new Error(`${name} could not be started: ${error.message}`);
    });
    this.#services.set(name, child);
    return child;
  }

  /** Kills a service, as a crash would; resolves once it is gone. */
  async stopService(name: string): Promise<void> {
    const child = this.#services.get(name);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** The last lines of what each service printed; for messages about failures. */
  logs(): string {
    const folder = join(this.folder, 'logs');
    const last = (file: string): string =>
      readFileSync(join(folder, file), 'utf8').trim().split('\n').slice(-10).join('\n');
    return readdirSync(folder)
      .map((file) => `--- ${file}\n${last(file)}`)
      .join('\n');
  }

  /** Runs a program to its end and resolves with what it printed; rejects with its messages where it fails. */
  async run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
    const child = spawn(...this.commandFor(command, args), {
      env: this.env,
      cwd: options.cwd ?? this.env.HOME,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const [printed, complaints]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code === 0) return Buffer.concat(printed);
    throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${Buffer.concat(complaints)}`);
  }

  /** Ends whatever runs in this session, also what its programs started, and removes its folder. */
  async stop(): Promise<void> {
    for (const service of [...this.#services.values()].toReversed()) service.kill('SIGTERM');
    await killMarked(basename(this.folder));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Sees to it that the bus starts no such service: Debian's would be started as soon as someone asks. Before the bus is started.
   * Source: D-Bus specification, message bus starting services; the user's own service files come first.
   */
  forbidActivation(name: string): void {
    this.writeFile(`run/dbus-1/services/${name}.service`, `[D-BUS Service]\nName=${name}\nExec=/bin/false\n`);
  }

  private own(path: string): void {
    if (this.user) chownSync(path, this.user.uid, this.user.gid);
  }
}

/** Removes what runs that were killed left behind; a folder's name carries the process that made it. */
function sweepAbandoned(): void {
  for (const name of readdirSync(dirname(folderPrefix))) {
    const owner = new RegExp(`^${basename(folderPrefix)}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !existsSync(`/proc/${owner}`)) {
      rmSync(join(dirname(folderPrefix), name), { recursive: true, force: true });
    }
  }
}
