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

const environment = join(projectRoot, 'out', 'speech');
const requirements = join(import.meta.dirname, 'requirements.txt');

/** Makes the environment where it is not there yet with just these packages. */
export async function prepareScoring(): Promise<void> {
  const installed = join(environment, 'installed.txt');
  const wanted = await readFile(requirements, 'utf8');
  if ((await readFile(installed, 'utf8').catch(() => '')) === wanted) return;
  await mkdir(environment, { recursive: true });
  await run('python3', ['-m', 'venv', environment]);
  await run(join(environment, 'bin/pip'), ['install', '--quiet', '--requirement', requirements]);
  await copyFile(requirements, installed);
}

/** How `heard` compares with `reference`. */
export async function score(name: string, reference: Recording, heard: Recording): Promise<Score> {
  const files = [join(environment, `${name}-reference.wav`), join(environment, `${name}-heard.wav`)] as const;
  await Promise.all([
    writeFile(files[0], waveFile(reference.samples, reference.rate)),
    writeFile(files[1], waveFile(heard.samples, heard.rate)),
  ]);
  const { stdout } = await run(join(environment, 'bin/python'), [join(import.meta.dirname, 'score.py'), ...files]);
  const { pesq, stoi, offsetMs } = JSON.parse(stdout) as { pesq: number; stoi: number; offsetMs: number };
  return { pesq, stoi, delayMs: heard.startedAt + offsetMs - reference.startedAt };
}
