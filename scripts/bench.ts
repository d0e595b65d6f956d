import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Rig } from '../test/bench/app/rig.ts';
import { packBare } from '../test/bench/bare/pack.ts';
import { type AppPart, benchmarks, coreBenchmarks, fullPlan, type Plan, smokePlan } from '../test/bench/benchmarks.ts';
import { entryOf, type Figure, table } from '../test/bench/report.ts';
import { SetupError, withProgress } from './bootstrap.mjs';
import { packApp } from './pack.ts';
import { projectRoot, runAsTask } from './project.ts';
import { setUp } from './setup.ts';

/** A program of its own, with tables of its own: what the gateway adds to voice. */
const voice = 'voice';
const parts = [...Object.keys(coreBenchmarks), ...Object.keys(benchmarks)] as (keyof Plan)[];
const out = join(projectRoot, 'out');

/** Measures the core, packages the app where it is measured too, prints a table and writes `out/bench.json`, or what `name` says. */
async function bench(plan: Plan, chosen: readonly (keyof Plan)[], name: string): Promise<void> {
  const figures: Figure[] = [];
  const ofApp: AppPart[] = [];
  for (const part of chosen) {
    if (isOfCore(part)) {
      figures.push(...(await withProgress(`Measuring: ${part}`, () => coreBenchmarks[part](plan))));
    } else {
      ofApp.push(part);
    }
  }
  if (ofApp.length > 0) figures.push(...(await benchApp(plan, ofApp)));
  console.log(`\n${table(figures)}\n`);
  save(`${name}.json`, figures.map(entryOf));
  save(`${name}-samples.json`, figures);
}

function isOfCore(part: keyof Plan): part is keyof typeof coreBenchmarks {
  return part in coreBenchmarks;
}

async function benchApp(plan: Plan, chosen: readonly AppPart[]): Promise<readonly Figure[]> {
  if (process.platform !== 'linux') throw new SetupError('The benchmarks run on Linux only: they need Xvfb and /proc.');
  const runtime = await setUp();
  const binaries = {
    release: await packApp('release', runtime),
    test: await packApp('test', runtime),
    bare: await packBare(runtime),
  };
  const rig = await withProgress('Starting a desktop and signing in', () => Rig.start(binaries));
  const figures: Figure[] = [];
  try {
    for (const part of chosen) {
      figures.push(...(await withProgress(`Measuring: ${part}`, () => benchmarks[part](rig, plan))));
    }
    rig.server.assertNoViolations();
  } finally {
    await rig.stop();
  }
  return figures;
}

function save(name: string, content: unknown): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, name), `${JSON.stringify(content, null, 2)}\n`);
}

function benchVoice(smoke: boolean): void {
  const program = join(projectRoot, 'test/bench/media/media-bench.ts');
  const { status } = spawnSync(process.execPath, [program, ...(smoke ? ['--smoke'] : [])], { stdio: 'inherit' });
  if (status !== 0) throw new SetupError('What the gateway adds to voice could not be measured.');
}

function partNamed(name: string): keyof Plan {
  const part = parts.find((candidate) => candidate === name);
  if (part === undefined)
    throw new SetupError(`There is no benchmark "${name}". There are: ${[...parts, voice].join(', ')}.`);
  return part;
}

await runAsTask(import.meta.url, async () => {
  const options = { smoke: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } } as const;
  const { smoke, only } = parseArgs({ options }).values;
  const chosen = only?.filter((name) => name !== voice).map(partNamed) ?? parts;
  if (chosen.length > 0) await (smoke ? bench(smokePlan, chosen, 'bench-smoke') : bench(fullPlan, chosen, 'bench'));
  // A smoke run of voice is a command of its own, as its other forwarders take long to be had.
  if (only?.includes(voice) ?? !smoke) benchVoice(smoke);
});
