import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from './bootstrap.mjs';

/** Absolute path of the project's root folder. */
export const projectRoot: string = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs `work` if the module at `moduleUrl` is the one that Node was started with, rather than imported by another. A
 * {@link SetupError} is told in its sentence; anything else with its stack. Either makes the exit code 1.
 */
export async function runAsTask(moduleUrl: string, work: () => Promise<void>): Promise<void> {
  const started = process.argv[1];
  if (started === undefined || realpathSync(started) !== realpathSync(fileURLToPath(moduleUrl))) return;
  try {
    await work();
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
