import { spawn } from 'node:child_process';
import type { Desktop } from '../../desktop/desktop.ts';

/** A program that prints what happens to a window. */
export interface Xev {
  /** What it has printed so far. */
  told(): string;
  stop(): Promise<void>;
}

/** Starts x11-utils' xev, which prints each event at once and ends with the tests. */
export function startXev(desktop: Desktop, args: readonly string[]): Xev {
  const child = spawn('setpriv', ['--pdeathsig=KILL', '--', 'stdbuf', '-oL', 'xev', ...args], {
    env: desktop.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  return {
    told: () => told,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
