/** A program that tests run beside themselves: it ends with them, whatever becomes of them. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** How much of what a program printed is kept. */
const mostText = 200_000;

export class OwnProcess {
  readonly child: ChildProcess;
  #text = '';

  /** `onText`: what it prints, as it comes. */
  constructor(
    program: string,
    parameters: readonly string[],
    options: SpawnOptions = {},
    onText?: (text: string) => void,
  ) {
    // The kernel ends it even where this process is killed and cannot.
    const dies = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL', '--'] : [];
    const [command = program, ...rest] = [...dies, program, ...parameters];
    this.child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
    running.add(this.child);
    this.child.once('exit', () => running.delete(this.child));
    this.child.once('error', (error) => {
      running.delete(this.child);
      this.#text += `could not be started: ${error.message}`;
    });
    this.child.stdin?.on('error', () => {});
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#text = (this.#text + chunk.toString()).slice(-mostText);
        onText?.(chunk.toString());
      });
    }
  }

  /** All that it printed of late. */
  get text(): string {
    return this.#text;
  }

  get isOver(): boolean {
    return !running.has(this.child);
  }

  async stop(): Promise<void> {
    if (this.isOver) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
