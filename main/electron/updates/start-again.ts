import { spawn } from 'node:child_process';
import type { App } from 'electron';
import { readArguments } from '../start/arguments.ts';

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

/** The window comes to the screen, because the user asked for it; and whoever drives a test build drives this process alone. */
const leftBehind = ['hidden', 'inspect', 'remote-debugging-port'];

/** The switches of this start, without a link that it was given. */
export function switchesIn(argv: readonly string[], platform: NodeJS.Platform = process.platform): string[] {
  return readArguments(argv, platform).before.flatMap((argument) => {
    if (argument.kind !== 'switch' || leftBehind.includes(argument.name)) return [];
    return argument.value === null ? [argument.written] : [`${argument.written}=${argument.value}`];
  });
}
