import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../../scripts/bootstrap.mjs';
import { runAsTask } from '../../scripts/project.ts';
import { type FuzzOutcome, type FuzzPlan, runTarget } from './run-target.ts';
import type { FuzzTarget } from './target.ts';

const folder = join(import.meta.dirname, 'targets');
const targets: readonly string[] = readdirSync(folder)
  .flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []))
  .sort();

const options = {
  seconds: { type: 'string' },
  runs: { type: 'string' },
  seed: { type: 'string' },
} as const;

/** `npm run fuzz -- [target…] [--seconds=N | --runs=N] [--seed=N]`: each target for so long, 10 seconds unless told. */
await runAsTask(import.meta.url, async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const unknown = positionals.find((name) => !targets.includes(name));
  if (unknown !== undefined) {
    throw new SetupError(`There is no fuzz target "${unknown}". There are: ${targets.join(', ')}.`);
  }
  const plan: FuzzPlan = {
    seed: count('seed', values.seed) ?? Math.floor(Math.random() * 2 ** 31),
    runs: count('runs', values.runs) ?? Number.POSITIVE_INFINITY,
    seconds: count('seconds', values.seconds) ?? (values.runs === undefined ? 10 : Number.POSITIVE_INFINITY),
  };
  const outcomes: FuzzOutcome[] = [];
  for (const name of positionals.length > 0 ? positionals : targets) outcomes.push(await fuzz(name, plan));
  const failed = outcomes.filter(({ failure }) => failure !== null).length;
  console.log(`\n${outcomes.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});

async function fuzz(name: string, plan: FuzzPlan): Promise<FuzzOutcome> {
  const { default: target } = (await import(join(folder, `${name}.ts`))) as { default: FuzzTarget<unknown> };
  console.log(`${name}: ${target.about}, seed ${plan.seed}`);
  const outcome = await runTarget(name, target, plan);
  for (const [shape, { ratio, size }] of Object.entries(outcome.growth)) {
    console.log(
      `  twice the ${shape}: ${ratio === 0 ? 'too quick to time' : `× ${ratio.toFixed(2)}, at ${size} characters`}`,
    );
  }
  console.log(`  ${outcome.executions} executions in ${outcome.seconds.toFixed(1)} s`);
  if (outcome.failure !== null) console.log(`  FAILED\n${outcome.failure.replaceAll(/^/gm, '    ')}`);
  return outcome;
}

function count(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^-?\d{1,10}$/.test(text)) throw new SetupError(`--${name} is a number, not "${text}".`);
  return Number(text);
}
