import fc from 'fast-check';
import { againWith } from '../again.ts';
import { assertNothingPolluted } from './globals.ts';
import { type Growth, measureGrowth } from './growth.ts';
import { type LeakWatch, watchLeaks } from './leaks.ts';
import { type FuzzTarget, mostGrowth } from './target.ts';

/** How long a target is run, and from which seed. */
export interface FuzzPlan {
  readonly seed: number;
  /** Whichever comes first. */
  readonly runs: number;
  readonly seconds: number;
}

export interface FuzzOutcome {
  readonly executions: number;
  readonly seconds: number;
  readonly growth: Readonly<Record<string, Growth>>;
  /** What is wrong, with the shrunk input and the seed that brings it back; null where nothing is. */
  readonly failure: string | null;
}

/** Inputs that come from one seed; a failure is brought back by that seed, so fewer are quicker to bring back. */
const runsOfASeed = 1_000;
/** No input of these sizes may take longer, in milliseconds. */
const usualSlowestMs = 500;

export async function runTarget(
  name: string,
  target: FuzzTarget<unknown>,
  plan: FuzzPlan,
  watch: () => LeakWatch = watchLeaks,
): Promise<FuzzOutcome> {
  const startedAt = performance.now();
  const secondsSince = (): number => (performance.now() - startedAt) / 1000;
  const growth: Record<string, Growth> = {};
  for (const [shape, make] of Object.entries(target.growing ?? {})) {
    const measured = measureGrowth(make);
    growth[shape] = measured;
    if (measured.ratio <= mostGrowth) continue;
    const failure = `twice the ${shape} takes ${measured.ratio.toFixed(2)} times as long at ${measured.size} characters`;
    return { executions: 0, seconds: secondsSince(), growth, failure };
  }
  let executions = 0;
  const leaks = watch();
  const fuzzingSince = performance.now();
  for (let seed = plan.seed; ; seed = nextSeed(seed)) {
    const leftMs = plan.seconds * 1000 - (performance.now() - fuzzingSince);
    const left = plan.runs - executions;
    if (leftMs <= 0 || left <= 0) {
      return { executions, seconds: secondsSince(), growth, failure: await leaks.found() };
    }
    const details = await fc.check(fc.asyncProperty(target.inputs, watched(target)), {
      seed,
      numRuns: Math.min(left, runsOfASeed),
      ...(Number.isFinite(leftMs) ? { interruptAfterTimeLimit: leftMs } : {}),
    });
    executions += details.numRuns;
    leaks.look();
    // The time may be up before the first input of a seed.
    if (details.counterexample === null) continue;
    const failure = `${String(details.errorInstance)}\n${fc.defaultReportMessage(details)}\n${againWith(`npm run fuzz -- ${name} --seed=${seed}`)}`;
    return { executions, seconds: secondsSince(), growth, failure };
  }
}

/** The input's run, with what is true of every target: it is quick, and it leaves nothing behind. */
function watched({ run, slowestMs = usualSlowestMs }: FuzzTarget<unknown>): (input: unknown) => Promise<void> {
  async function timed(input: unknown): Promise<number> {
    const startedAt = performance.now();
    await run(input);
    return performance.now() - startedAt;
  }
  return async (input) => {
    let tookMs = await timed(input);
    assertNothingPolluted();
    // Other programs can only lengthen a time, so the shortest of some counts.
    for (let again = 0; again < 5 && tookMs > slowestMs; again += 1) tookMs = Math.min(tookMs, await timed(input));
    if (tookMs > slowestMs) throw new Error(`This input took ${Math.round(tookMs)} ms`);
  };
}

function nextSeed(seed: number): number {
  return (seed + 0x9e3779b1) | 0;
}
