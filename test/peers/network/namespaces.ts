/** Namespaces of networks, by the programs of iproute2 and util-linux. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

const prefix = 'switchhook';
let made = 0;

/** The command line that runs a program in a namespace. Files, users and processes stay those of everybody. */
export function commandIn(namespace: string, program: string, parameters: readonly string[]): [string, string[]] {
  return ['nsenter', [`--net=/run/netns/${namespace}`, '--', program, ...parameters]];
}

/** A fresh one, with a loopback of its own. Its name says which process made it. */
export async function addNamespace(purpose: string): Promise<string> {
  made += 1;
  const name = `${prefix}-${process.pid}-${made}-${purpose}`;
  await ip('netns', 'add', name);
  await ip('-netns', name, 'link', 'set', 'lo', 'up');
  return name;
}

/** Goes with all links that end in it. What still runs in it has no network any more. */
export async function deleteNamespace(name: string): Promise<void> {
  await ip('netns', 'delete', name);
}

/** Deletes what processes left behind that were killed. */
export async function deleteAbandoned(): Promise<void> {
  const { stdout } = await run('ip', ['netns', 'list']);
  const names = stdout.split('\n').flatMap((line) => line.split(' ')[0] ?? []);
  for (const name of names) {
    const owner = new RegExp(`^${prefix}-(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !existsSync(`/proc/${owner}`)) await deleteNamespace(name);
  }
}

export async function ip(...parameters: readonly string[]): Promise<string> {
  return (await run('ip', [...parameters])).stdout;
}

/** Runs a program in a namespace to its end, with that input; rejects with what it says where it fails. */
export async function runIn(
  namespace: string,
  program: string,
  parameters: readonly string[],
  input = '',
): Promise<string> {
  const child = spawn(...commandIn(namespace, program, parameters));
  let [printed, complaints] = ['', ''];
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  // It may end without having read anything.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} in ${namespace} ended with ${code}: ${complaints}`);
  return printed;
}
