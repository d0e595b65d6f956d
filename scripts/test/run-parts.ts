import { withProgress } from '../bootstrap.mjs';
import { outputFolder, type Part } from './parts.ts';
import { type PartOutcome, runPart } from './run-part.ts';

/** The sum of weights that runs at a time: twice the cores of the machine that checks each change, because each part waits too. */
const capacity = 4;

export function runWithProgress(part: Part): Promise<PartOutcome> {
  return withProgress(part.title, () => runPart(part));
}

export function tellFailure({ part, failed, tail }: PartOutcome): void {
  if (failed === 0) return;
  console.log(`\n${tail}\n\n${part.title}: ${failed} failed, see ${outputFolder}/${part.name}.log\n`);
}

/**
 * Runs parts in their order, beside each other as far as their weights have room; one for which there is no room is passed by a lighter one. A
 * part that needs a failed one is not run and counts as failed. Outcomes are in the order of the parts.
 */
export async function runParts(
  parts: readonly Part[],
  run: (part: Part) => Promise<PartOutcome> = runWithProgress,
): Promise<readonly PartOutcome[]> {
  const outcomes = new Map<string, PartOutcome>();
  const running = new Map<string, Promise<void>>();
  const waiting = [...parts];
  const chosen = new Set(parts.map(({ name }) => name));

  async function runOrSkip(part: Part): Promise<void> {
    const broken = part.after?.find((name) => (outcomes.get(name)?.failed ?? 0) > 0);
    const skipped = {
      part,
      passed: 0,
      failed: 1,
      unsteady: 0,
      repeat: null,
      seconds: 0,
      processorSeconds: 0,
      tail: `Not run, because ${broken} failed.`,
    };
    const outcome = broken === undefined ? await run(part) : skipped;
    tellFailure(outcome);
    outcomes.set(part.name, outcome);
  }

  function takeNext(): Part | undefined {
    const taken = parts.reduce((sum, { name, weight = 1 }) => sum + (running.has(name) ? weight : 0), 0);
    const isReady = ({ after = [], weight = 1 }: Part): boolean =>
      taken + weight <= capacity && after.every((name) => !chosen.has(name) || outcomes.has(name));
    const next = waiting.findIndex(isReady);
    return next < 0 ? undefined : waiting.splice(next, 1)[0];
  }

  while (waiting.length > 0 || running.size > 0) {
    const next = takeNext();
    if (next !== undefined) {
      const { name } = next;
      running.set(
        name,
        runOrSkip(next).finally(() => running.delete(name)),
      );
    } else if (running.size > 0) await Promise.race(running.values());
    else throw new Error(`These parts wait for each other: ${waiting.map(({ name }) => name).join(', ')}`);
  }
  return parts.flatMap(({ name }) => outcomes.get(name) ?? []);
}
