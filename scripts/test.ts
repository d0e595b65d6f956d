import { SetupError } from './bootstrap.mjs';
import { runAsTask } from './project.ts';
import { setUp } from './setup.ts';
import { groups, type Part, parts } from './test/parts.ts';
import type { PartOutcome } from './test/run-part.ts';
import { runParts, runWithProgress, tellFailure } from './test/run-parts.ts';
import { lookAgain } from './test/second-look.ts';

/** `npm test`: every part, or those that are named. The last line is "N passed, N failed" over all parts. */
await runAsTask(import.meta.url, async () => {
  const chosen = choose(process.argv.slice(2));
  if (chosen.some(({ name }) => !groups.check?.includes(name))) await setUp();
  // What runs ends with this process, and this process with a signal.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const looked = await lookAgain(await runParts(chosen), async (part) => {
    const outcome = await runWithProgress(part);
    tellFailure(outcome);
    return outcome;
  });
  summarize(looked);
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

function summarize(outcomes: readonly PartOutcome[]): void {
  const sum = (key: 'passed' | 'failed'): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log('');
  for (const { part, passed, failed, seconds, processorSeconds } of outcomes) {
    const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    const computed = processorSeconds === null ? '' : `, ${String(processorSeconds).padStart(5)} s of a core`;
    console.log(`${part.name.padEnd(20)}${counts} ${String(seconds).padStart(5)} s${computed}`);
  }
  for (const { part, unsteady } of outcomes) {
    if (unsteady > 0)
      console.log(`UNSTEADY: ${unsteady} of ${part.name} passed only alone, see its log and find out why`);
  }
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0) process.exitCode = 1;
}
