import { spawn } from 'node:child_process';
import type { App } from 'electron';

/** Waits until a process has gone, for a minute at most: what is dead may wait for its parent. */
const script =
  'n=0; while kill -0 "$1" 2>/dev/null && [ "$n" -lt 300 ]; do sleep 0.2; n=$((n+1)); done; shift; exec "$@"';

export interface NextStart {
  readonly program: string;
  /** Those of this start. */
  readonly argv: readonly string[];
}

/**
 * Has the app started once more when this process has gone. On Linux by a shell: Electron's own way runs this program again, of which the file may be gone, with the libraries of
 * another version beside it.
 */
export function startAgain(app: Pick<App, 'relaunch'>, { program, argv }: NextStart): void {
  const args = switchesIn(argv);
  if (process.platform !== 'linux') {
    app.relaunch({ args });
    return;
  }
  const command = ['-c', script, 'sh', String(process.pid), program, ...args];
  spawn('/bin/sh', command, { detached: true, stdio: 'ignore' }).unref();
}

/** Without a link that was opened by the first start, and with the window on the screen: the user asked for it. */
export function switchesIn(argv: readonly string[]): string[] {
  return argv.slice(1).filter((argument) => argument.startsWith('--') && argument !== '--hidden');
}
