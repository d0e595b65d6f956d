import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Desktop, DesktopOptions } from '../desktop/desktop.ts';

const dist = join(import.meta.dirname, '../../dist');

/** The packages under test, as `npm run pack -- --for-tests` and `npm run pack:test` leave them. */
export const packages = {
  release: join(dist, 'release', 'linux-unpacked'),
  test: join(dist, 'test', 'linux-unpacked'),
};

/** The release build runs as people run it: with Chromium's sandbox, so root lends it to nobody. */
export const ordinaryDesktop: DesktopOptions = process.getuid?.() === 0 ? { user: { uid: 65_534, gid: 65_534 } } : {};

/** The release build as a program: what it prints, and how it ends. */
export class ReleaseBuild {
  readonly #child: ChildProcess;
  #printed = '';

  /** `env` is added to the desktop's. */
  constructor(desktop: Desktop, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const binary = desktop.programFor(join(packages.release, 'switchhook'));
    this.#child = spawn(binary, args, { env: { ...desktop.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#printed += chunk.toString();
      });
    }
  }

  /** What it wrote to its terminal so far. */
  get printed(): string {
    return this.#printed;
  }

  /** Its exit code once it has ended; null where a signal ended it. */
  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'close');
    return this.#child.exitCode;
  }

  async kill(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}
