/**
 * The packaged app for as long as one likes: a call every few seconds, ended in turn in four ways, while memory, handles, threads and the
 * size of the log are watched from outside. `--minutes=N` (60), `--every=S`: seconds from call to call (4). Writes out/soak-app.json;
 * exits with 1 where something grew.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { packApp } from '../../scripts/pack.ts';
import { projectRoot, runAsTask } from '../../scripts/project.ts';
import { setUp } from '../../scripts/setup.ts';
import { answer, pressUntil, ring } from '../bench/app/calls.ts';
import { Rig } from '../bench/app/rig.ts';
import { packBare } from '../bench/bare/pack.ts';
import { median } from '../bench/statistics.ts';
import { type AppSample, type Held, held, sampleOf } from './app-samples.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, every: { type: 'string', default: '4' } },
});
const [lastsMs, everyMs] = [Number(values.minutes) * 60_000, Number(values.every) * 1_000];

/** How long a call that is answered is talked on. */
const talkMs = 1_500;
const callsInSample = 10;
/** What is held after the last calls, as a share of what was after the first: both are medians of a quarter of the samples. */
const mostGrowth: Readonly<Record<Exclude<Held, 'log'>, number>> = { memory: 1.05, handles: 1.05, threads: 1.1 };
/** Two files of 2 MiB, of which the older is thrown away. */
const mostLog = 4.5;

/** Rings, and ends: by the caller while it rings, by the key that declines, after a talk by the caller, after a talk by the key. */
async function oneCall(rig: Rig, index: number): Promise<void> {
  const call = await ring(rig);
  const isOver = () => call.state === 'ended';
  if (index % 4 === 0) await call.cancel();
  else if (index % 4 === 1) await pressUntil(rig, 'decline', isOver);
  else {
    await answer(rig, call);
    await pause(talkMs);
    if (index % 4 === 2) await call.hangUp();
    else await pressUntil(rig, 'hang up', isOver);
  }
}

async function soak(rig: Rig): Promise<AppSample[]> {
  const samples: AppSample[] = [];
  const since = rig.server.ledger.next;
  const program = rig.startSwitchhook('--hidden');
  try {
    await rig.reachable(since);
    const endAt = performance.now() + lastsMs;
    for (let index = 0; performance.now() < endAt; index += 1) {
      const next = pause(everyMs);
      await oneCall(rig, index);
      await next;
      if (index % callsInSample !== callsInSample - 1) continue;
      const sample = sampleOf(index + 1, program.processes, rig.userDataDir);
      samples.push(sample);
      console.log(`${sample.calls} calls: ${held.map((what) => `${what} ${sample[what].toFixed(2)}`).join(', ')}`);
    }
  } finally {
    await program.stop();
  }
  rig.server.assertNoViolations();
  return samples;
}

function judge(samples: readonly AppSample[]): string[] {
  const quarter = Math.ceil(samples.length / 4);
  const early = samples.slice(0, quarter);
  const late = samples.slice(-quarter);
  const problems = held
    .filter((what) => what !== 'log')
    .flatMap((what) => {
      const ratio = median(late.map((sample) => sample[what])) / median(early.map((sample) => sample[what]));
      console.log(`${what}: × ${ratio.toFixed(3)}, at most × ${mostGrowth[what]}`);
      return ratio > mostGrowth[what] ? [`${what} grew to ${ratio.toFixed(3)} times as much`] : [];
    });
  const log = Math.max(...samples.map((sample) => sample.log));
  return log > mostLog ? [...problems, `the log took ${log.toFixed(1)} MiB`] : problems;
}

await runAsTask(import.meta.url, async () => {
  const runtime = await setUp();
  const binaries = {
    release: await packApp('release', runtime),
    test: await packApp('test', runtime),
    bare: await packBare(runtime),
  };
  const rig = await Rig.start(binaries);
  const samples = await soak(rig).finally(() => rig.stop());
  const out = join(projectRoot, 'out');
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'soak-app.json'), `${JSON.stringify(samples, null, 2)}\n`);
  const problems = judge(samples);
  for (const problem of problems) console.log(`  ${problem}`);
  console.log(problems.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
  if (problems.length > 0) process.exitCode = 1;
});
