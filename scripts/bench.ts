import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchmarks, fullPlan, type Plan, smokePlan } from '../test/bench/benchmarks.ts';
import { packBare } from '../test/bench/pack-bare.ts';
import { entryOf, type Figure, table } from '../test/bench/report.ts';
import { Rig } from '../test/bench/rig.ts';
import { SetupError, withProgress } from './bootstrap.mjs';
import { packApp } from './pack.ts';
import { projectRoot, runAsTask } from './project.ts';
import { setUp } from './setup.ts';

const parts = Object.keys(benchmarks) as (keyof Plan)[];
const out = join(projectRoot, 'out');

/** Packages what is measured, measures it, prints a table and writes out/bench.json. */
async function bench(plan: Plan, chosen: readonly (keyof Plan)[]): Promise<void> {
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
  console.log(`\n${table(figures)}\n`);
  save('bench.json', figures.map(entryOf));
  save('bench-samples.json', figures);
}

function save(name: string, content: unknown): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, name), `${JSON.stringify(content, null, 2)}\n`);
}

function partNamed(name: string): keyof Plan {
  const part = parts.find((candidate) => candidate === name);
  if (part === undefined) throw new SetupError(`There is no benchmark "${name}". There are: ${parts.join(', ')}.`);
  return part;
}

await runAsTask(import.meta.url, async () => {
  const options = { smoke: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } } as const;
  const { smoke, only } = parseArgs({ options }).values;
  await bench(smoke ? smokePlan : fullPlan, only?.map(partNamed) ?? parts);
});
