import { SetupError, withProgress } from './bootstrap.mjs';
import { runAsTask } from './project.ts';
import { setUp } from './setup.ts';
import { groups, outputFolder, type Part, parts } from './test/parts.ts';
import { type PartOutcome, runPart } from './test/run-part.ts';

/**
 * `npm test`: every part, or those that are named, one after the other; a part that needs a failed one counts as failed.
 * The last line is "N passed, N failed" over all parts.
 */
await runAsTask(import.meta.url, async () => {
  const chosen = choose(process.argv.slice(2));
  if (chosen.some(({ name }) => !groups.check?.includes(name))) await setUp();
  const outcomes: PartOutcome[] = [];
  for (const part of chosen) outcomes.push(await runOrSkip(part, outcomes));
  summarize(outcomes);
});

function choose(names: readonly string[]): readonly Part[] {
  const wanted = names.flatMap((name) => groups[name] ?? [name]);
  const unknown = wanted.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    throw new SetupError(`There is no part "${unknown}". Parts: ${parts.map(({ name }) => name).join(', ')}.`);
  }
  const isRoot = process.getuid?.() === 0;
  return parts.filter((part) => (wanted.length === 0 ? isRoot || !part.rootOnly : wanted.includes(part.name)));
}

async function runOrSkip(part: Part, before: readonly PartOutcome[]): Promise<PartOutcome> {
  const broken = before.find((outcome) => outcome.failed > 0 && part.after?.includes(outcome.part.name));
  if (broken) return { part, passed: 0, failed: 1, seconds: 0, tail: `Not run, because ${broken.part.name} failed.` };
  const outcome = await withProgress(part.title, () => runPart(part));
  if (outcome.failed > 0)
    console.log(`\n${outcome.tail}\n\n${part.title}: ${outcome.failed} failed, see ${outputFolder}/${part.name}.log\n`);
  return outcome;
}

function summarize(outcomes: readonly PartOutcome[]): void {
  const sum = (key: 'passed' | 'failed'): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log('');
  for (const { part, passed, failed, seconds } of outcomes) {
    const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    console.log(`${part.name.padEnd(20)}${counts} ${String(seconds).padStart(5)} s`);
  }
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0) process.exitCode = 1;
}
