import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { until } from '../desktop/until.ts';

/** Whom a daemon that must not be root runs as; null where the tests themselves are not root. */
export const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;

export interface DaemonOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Where it listens when it is up. */
  readonly host: string;
  readonly port: number;
  readonly asNobody?: boolean;
}

/** A program in the foreground that ends with this process at the latest. */
export interface Daemon {
  stop(): Promise<void>;
}

/** Starts a daemon and resolves when it listens; rejects with what it printed where it ends before. */
export async function startDaemon(
  command: string,
  args: readonly string[],
  { env, host, port, asNobody = false }: DaemonOptions,
): Promise<Daemon> {
  const identity =
    asNobody && unprivileged !== null
      ? [`--reuid=${unprivileged.uid}`, `--regid=${unprivileged.gid}`, '--clear-groups']
      : [];
  const child = spawn('setpriv', [...identity, '--pdeathsig=KILL', '--', command, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed = (printed + chunk).slice(-4000);
    });
  }
  let failure: Error | null = null;
  child.once('error', (error) => {
    failure = error;
  });
  await until(`${command} to listen`, async () => {
    if (child.exitCode !== null || failure !== null) throw new Error(`${command} ended. ${failure ?? ''}\n${printed}`);
    return listens(host, port);
  });
  return { stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
