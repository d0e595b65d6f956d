/** What a run of faults is: a goal of the reliability goals, tried so many times, with figures and what went wrong. */
import { againWith, quoted } from '../again.ts';
import { SeededRandom } from '../fault-proxy/fault-proxy.ts';
import { Rig, type RigOptions } from './rig.ts';

export interface CheckOptions {
  /** A few of each, in seconds; else the whole. */
  readonly quick: boolean;
  readonly seed: number;
  /** Of what takes long, this process does one share of so many, counted from 0. */
  readonly share: { readonly index: number; readonly of: number };
  /** Told how far it is. */
  readonly progress: (text: string) => void;
}

export interface CheckResult {
  /** How often something was tried. */
  readonly count: number;
  /** What was measured, by its name with the unit. */
  readonly figures: Readonly<Record<string, number>>;
  /** In words; empty where the goal is met. */
  readonly problems: readonly string[];
}

export interface Check {
  /** As in the table of goals, such as `R1`. */
  readonly goal: string;
  readonly name: string;
  run(options: CheckOptions): Promise<CheckResult>;
}

/** What to type so that a check does the same again: all that it leaves to chance comes from the seed. */
export function commandOf({ name }: Check, { seed, quick, share }: Omit<CheckOptions, 'progress'>): string {
  const more = [...(quick ? ['--quick'] : []), ...(share.of > 1 ? [`--share=${share.index + 1}/${share.of}`] : [])];
  return againWith(['npm run faults --', quoted(name), `--seed=${seed}`, ...more].join(' '));
}

/** Times in milliseconds, and what went wrong. */
export class Findings {
  readonly times: number[] = [];
  readonly problems: string[] = [];
  count = 0;

  /** Tries something; whatever it throws is a problem. False where something went wrong. */
  async attempt(what: string, work: () => Promise<number | readonly number[] | undefined>): Promise<boolean> {
    this.count += 1;
    try {
      const time = await work();
      if (time !== undefined) this.times.push(...[time].flat());
    } catch (error) {
      this.problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
    return true;
  }

  result(more: Readonly<Record<string, number>> = {}): CheckResult {
    const sorted = [...this.times].sort((one, other) => one - other);
    const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
    const times = sorted.length === 0 ? {} : { 'median ms': at(0.5), 'p99 ms': at(0.99), 'longest ms': at(1) };
    return { count: this.count, figures: { ...times, ...more }, problems: this.problems };
  }
}

export interface Job {
  readonly what: string;
  /** Does it on a rig that is ready; the milliseconds it took, where that is measured. */
  run(rig: Rig): Promise<number | readonly number[] | undefined>;
}

/** A history that has filled up makes every view of a rig slow. */
const mostJobsOfRig = 100;

/** Rings, talks and ends under faults: each job on one of several rigs, which is thrown away once it has failed or done its share. */
export async function runJobs(
  jobs: Iterable<Job>,
  rigs: number,
  options: RigOptions,
  progress: CheckOptions['progress'] = () => {},
  jobsOfRig = mostJobsOfRig,
): Promise<Findings> {
  const findings = new Findings();
  const queue = jobs[Symbol.iterator]();
  const work = async (): Promise<void> => {
    let rig: Rig | null = null;
    let done = 0;
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      const job = next.value;
      const good = await findings.attempt(job.what, async () => {
        rig ??= await Rig.ready(options);
        const time = await job.run(rig);
        const wrong = await rig.complaints();
        if (wrong.length > 0) throw new Error(`${wrong.join('; ')}\n${rig.server.ledger.text(60)}`);
        rig.forget();
        return time;
      });
      done += 1;
      if (!good) progress(findings.problems.at(-1) ?? '');
      if (!good || done % jobsOfRig === 0) {
        await (rig as Rig | null)?.stop().catch(() => {});
        rig = null;
      }
      if (findings.count % 500 === 0) progress(`${findings.count} tried, ${findings.problems.length} wrong`);
    }
    await (rig as Rig | null)?.stop();
  };
  await Promise.all(Array.from({ length: rigs }, work));
  return findings;
}

export { SeededRandom };
