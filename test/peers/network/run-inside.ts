/**
 * Runs a program in a namespace as if it ran here: `node run-inside.ts NAMESPACE FOLDER PROGRAM ...`. The ports for debuggers that it
 * names on its standard error, as Electron does for Playwright, can be connected to before the line is passed on.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { lendPorts } from './lent-ports.ts';
import { commandIn } from './namespaces.ts';

const [namespace = '', folder = '', program = '', ...parameters] = process.argv.slice(2);
const ports = await lendPorts(namespace, folder);
const child = spawn(...commandIn(namespace, program, parameters), { stdio: ['inherit', 'inherit', 'pipe'] });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));

let passedOn = Promise.resolve();
createInterface(child.stderr).on('line', (line) => {
  passedOn = passedOn.then(() => passOn(line));
});

async function passOn(line: string): Promise<void> {
  const port = /listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
  if (port !== undefined) await ports.lend(Number(port)).catch((error: Error) => console.error(error.message));
  process.stderr.write(`${line}\n`);
}

child.once('close', async (code) => {
  await passedOn;
  process.exit(code ?? 1);
});
