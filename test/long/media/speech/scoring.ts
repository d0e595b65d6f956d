/** Published measures of speech, from PyPI, in a Python environment of their own under `out`. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { waveFile } from '../../../../scripts/assets/wave-file.ts';
import { projectRoot } from '../../../../scripts/project.ts';

const run = promisify(execFile);

/** Sound of one channel, and when its first sample was, in milliseconds of this computer's clock. */
export interface Recording {
  readonly samples: Int16Array;
  readonly rate: number;
  readonly startedAt: number;
}

export interface Score {
  /** PESQ as a mean opinion score, 1 to 4.55. */
  readonly pesq: number;
  /** Short-time objective intelligibility, 0 to 1. */
  readonly stoi: number;
  /** From the reference's sound to the same sound where it was heard. */
  readonly delayMs: number;
}

/** No step of this takes so long on a machine however busy: it is stuck. In milliseconds. */
const stuckMs = 300_000;

const environment = join(projectRoot, 'out', 'speech');
const requirements = join(import.meta.dirname, 'requirements.txt');

/** Makes the environment where it is not there yet with just these packages. */
export async function prepareScoring(): Promise<void> {
  const installed = join(environment, 'installed.txt');
  const wanted = await readFile(requirements, 'utf8');
  if ((await readFile(installed, 'utf8').catch(() => '')) === wanted) return;
  await mkdir(environment, { recursive: true });
  await run('python3', ['-m', 'venv', environment], { timeout: stuckMs });
  await run(join(environment, 'bin/pip'), ['install', '--quiet', '--requirement', requirements], { timeout: stuckMs });
  await copyFile(requirements, installed);
}

/** What was said, and what was heard of it. */
export interface Compared {
  readonly name: string;
  readonly reference: Recording;
  readonly heard: Recording;
}

/** How much is left of each. All in one process: to load the packages takes longer than to compare. */
export async function scores(compared: readonly Compared[]): Promise<Score[]> {
  const files = compared.flatMap(({ name }) => ['reference', 'heard'].map((what) => wave(`${name}-${what}`)));
  const recordings = compared.flatMap(({ reference, heard }) => [reference, heard]);
  await Promise.all(
    recordings.map(({ samples, rate }, index) => writeFile(files[index] ?? '', waveFile(samples, rate))),
  );
  const program = join(import.meta.dirname, 'score.py');
  const { stdout } = await run(join(environment, 'bin/python'), [program, ...files], { timeout: stuckMs });
  const told = stdout.trim().split('\n');
  return compared.map(({ reference, heard }, index) => {
    const { pesq, stoi, offsetMs } = JSON.parse(told[index] ?? '') as { pesq: number; stoi: number; offsetMs: number };
    return { pesq, stoi, delayMs: heard.startedAt + offsetMs - reference.startedAt };
  });
}

function wave(name: string): string {
  return join(environment, `${name}.wav`);
}
