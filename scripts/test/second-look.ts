import type { Part } from './parts.ts';
import type { PartOutcome } from './run-part.ts';

/** More failures than this in one part are no accident of a busy machine. */
const mostFailures = 10;

/**
 * What failed in a part, as a part of its own with whole files, or null where that is not worth a second look: where too much failed, or where
 * load changes nothing (see {@link Part.repeat}).
 */
function whatFailed({ part, failed, repeat }: PartOutcome): Part | null {
  if (failed === 0 || failed > mostFailures || repeat === null) return null;
  return {
    ...part,
    name: `${part.name}-again`,
    title: `${part.title}: what failed, once more and alone`,
    args: repeat,
  };
}

/**
 * Runs what failed once more when nothing else runs, one part after the other. What passes then counts as passed and stands in `unsteady`: it
 * depends on how busy the machine is, which is a fault of the test or of the app that somebody has to find.
 */
export async function lookAgain(
  outcomes: readonly PartOutcome[],
  run: (part: Part) => Promise<PartOutcome>,
): Promise<readonly PartOutcome[]> {
  const looked: PartOutcome[] = [];
  for (const outcome of outcomes) {
    const part = whatFailed(outcome);
    looked.push(part === null ? outcome : merge(outcome, await run(part)));
  }
  return looked;
}

function merge(first: PartOutcome, second: PartOutcome): PartOutcome {
  const failed = Math.min(first.failed, second.failed);
  const unsteady = first.failed - failed;
  const sum = (key: 'seconds' | 'processorSeconds'): number => (first[key] ?? 0) + (second[key] ?? 0);
  return {
    ...first,
    passed: first.passed + unsteady,
    failed,
    unsteady,
    seconds: sum('seconds'),
    processorSeconds: first.processorSeconds === null ? null : sum('processorSeconds'),
  };
}
