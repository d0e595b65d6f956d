import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project.ts';
import type { Counts } from './counts.ts';
import { outputFolder, type Part } from './parts.ts';
import { newProcessorSeconds } from './processor-time.ts';

export interface PartOutcome extends Counts {
  readonly part: Part;
  readonly seconds: number;
  /** Of the processor, for all of its processes that were waited for; null where the system does not tell. */
  readonly processorSeconds: number | null;
  /** How many of those that passed did so only once nothing else ran beside them. */
  readonly unsteady: number;
  /** The arguments that run what failed once more; null where nothing failed, or where that would tell nothing new. */
  readonly repeat: readonly string[] | null;
  /** The last lines that it printed; empty where nothing failed. */
  readonly tail: string;
}

/** Each file of tests is a process of its own, and most of them load the same modules. */
const compileCache = join(projectRoot, 'out', 'compile-cache');
const tailLines = 60;
/** No part takes half as long on the slowest machine that was tried. */
const deadlineMinutes = 45;

/** Runs a part on this Node without input; what it prints goes to `out/test/<part>.log`. The part has a process group of its own, which ends with it. */
export async function runPart(part: Part): Promise<PartOutcome> {
  mkdirSync(outputFolder, { recursive: true });
  if (part.report) rmSync(part.report, { force: true });
  const file = join(outputFolder, `${part.name}.log`);
  const started = performance.now();
  const { ok, processorSeconds } = await runInto(file, part);
  const output = readFileSync(file, 'utf8');
  const counts = part.count(output, part.report ?? '', ok);
  const seconds = Math.round((performance.now() - started) / 1000);
  const tail = counts.failed > 0 ? output.trimEnd().split('\n').slice(-tailLines).join('\n') : '';
  const repeat = counts.failed > 0 ? (part.repeat?.(output, part.report ?? '') ?? null) : null;
  return { part, ...counts, unsteady: 0, repeat, seconds, processorSeconds, tail };
}

function commandOf({ args, loopbackAlone = false }: Part): readonly string[] {
  const command = [process.execPath, ...args];
  return loopbackAlone && mayHideNetwork() ? [...behindLoopback, ...command] : command;
}

const behindLoopback = ['unshare', '--net', '--', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

/** Nobody but root makes networks in the tests, or can hide from them. */
function mayHideNetwork(): boolean {
  const [program = '', ...args] = [...behindLoopback, 'true'];
  return process.getuid?.() === 0 && spawnSync(program, args).status === 0;
}

function runInto(
  file: string,
  part: Part,
): Promise<{ readonly ok: boolean; readonly processorSeconds: number | null }> {
  const log = createWriteStream(file);
  // Colours are for terminals, not for files; and a test runner's own variables must not reach the one under it.
  const { NODE_TEST_CONTEXT: _, FORCE_COLOR: __, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: '1', NODE_COMPILE_CACHE: compileCache, ...part.env };
  const [program = process.execPath, ...args] = commandOf(part);
  const child = spawn(program, args, {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const endGroup = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', endGroup);
  const deadline = setTimeout(() => {
    log.write(`Ended, because it took longer than ${deadlineMinutes} minutes.\n`);
    endGroup();
  }, deadlineMinutes * 60_000);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  return new Promise((resolve) => {
    child.on('error', (error) => log.write(`${error.message}\n`));
    let processorSeconds: number | null = null;
    child.on('exit', () => {
      processorSeconds = newProcessorSeconds();
    });
    child.on('close', (code) => {
      clearTimeout(deadline);
      process.removeListener('exit', endGroup);
      log.end(() => resolve({ ok: code === 0, processorSeconds }));
    });
  });
}
