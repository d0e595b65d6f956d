import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../../desktop/until.ts';
import { monotonicNow } from '../../ucwa-server/ledger.ts';
import { processTree } from './usage.ts';

/** After this a program that was asked to end is ended. */
const patienceMs = 10_000;

/** A program that was started from outside, without a debugger or anything else that would slow it. */
export class Program {
  /** When it was started, in milliseconds of the system's monotonic clock. */
  readonly startedAt: number;
  readonly #child: ChildProcess;
  readonly #id: number;

  constructor(binary: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    this.startedAt = monotonicNow();
    this.#child = spawn(binary, args, { env: { ...env }, stdio: 'ignore' });
    if (this.#child.pid === undefined) throw new Error(`${binary} could not be started`);
    this.#id = this.#child.pid;
  }

  /** Its processes at present. */
  get processes(): number[] {
    return processTree(this.#id);
  }

  /** Asks it to end, and resolves when all of its processes are gone. */
  async stop(): Promise<void> {
    const { processes } = this;
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      const insist = setTimeout(() => this.#child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(insist);
    }
    await until('the end of every process', () => processes.every((id) => !isAlive(id)));
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
