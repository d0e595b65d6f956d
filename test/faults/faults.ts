/**
 * Runs faults against the core with its real HTTP: all of them, or those whose goal or name is given; `--quick` takes seconds of each,
 * `--share=1/2` the first half of what takes long, so that two processes can do it together.
 * Writes out/faults.json; exits with 1 where a goal is not met.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { commandOf } from './check.ts';
import { checks } from './checks.ts';

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '1/1' },
    out: { type: 'string', default: 'out/faults.json' },
  },
  allowPositionals: true,
});

const chosen = checks.filter(
  ({ goal, name }) => positionals.length === 0 || positionals.some((word) => goal === word || name.includes(word)),
);
const [part = 1, of = 1] = values.share.split('/').map(Number);
const options = {
  quick: values.quick,
  seed: Number(values.seed),
  share: { index: part - 1, of },
  progress: (text: string) => console.log(`  ${text}`),
};
const results: object[] = [];
let failed = 0;
for (const check of chosen) {
  const { goal, name } = check;
  const startedAt = performance.now();
  const result = await check.run(options);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const figures = Object.entries(result.figures).map(([what, value]) => `${what} ${value}`);
  console.log(
    `${goal} ${name}: ${result.count} tried, ${result.problems.length} wrong, ${figures.join(', ')} (${seconds} s)`,
  );
  for (const problem of result.problems.slice(0, 10)) console.log(`    ${problem.slice(0, 3_000)}`);
  if (result.problems.length > 0) console.log(`    ${commandOf(check, options)}`);
  results.push({ goal, name, seconds, ...result });
  if (result.problems.length > 0) failed += 1;
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, load: loadavg()[0], node: process.version };
  await mkdir('out', { recursive: true });
  await writeFile(
    values.out,
    `${JSON.stringify({ seed: options.seed, quick: options.quick, share: values.share, machine, results }, null, 2)}\n`,
  );
}
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
