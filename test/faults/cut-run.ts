/** Cuts answers of the event channel at chosen bytes, and looks each time whether anything was lost. */

import { openTime } from '../oracle/judge.ts';
import type { CutEnding, LedgerEntry } from '../ucwa-server/index.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import { type Check, type CheckOptions, type Job, runJobs, SeededRandom } from './check.ts';
import { Rig } from './rig.ts';
import { type Step, type Story, shortStories, stories, tell } from './stories.ts';

/** One cut answer. */
export interface Cut {
  readonly step: Step;
  /** Length of the whole answer in bytes. */
  readonly total: number;
  /** From the cut until the core showed what the answer said, in ms, stalls of this machine apart; null where the answer is not so long. */
  readonly arrivedMs: number | null;
}

const endings: readonly CutEnding[] = ['reset', 'abrupt', 'end'];

/**
 * Tells a story with the answers of these of its steps cut at that byte, all of them unless told; throws where something does not come
 * through after all.
 */
export async function cutStory(
  rig: Rig,
  story: Story,
  at: number,
  steps: ReadonlySet<Step> = new Set(story.steps),
): Promise<readonly Cut[]> {
  const { server } = rig;
  const cuts: { step: Step; total: number; at: number; until: number }[] = [];
  await tell(rig, story, async (step, trigger) => {
    if (!steps.has(step)) {
      await trigger();
      return;
    }
    const previous = cuts.at(-1);
    if (previous !== undefined) previous.until = monotonicNow();
    const answered = Promise.withResolvers<{ readonly total: number; readonly at: number; readonly since: number }>();
    const onCut = (total: number): void => answered.resolve({ total, at: monotonicNow(), since: server.ledger.next });
    for (let left = step.before ?? 0; left > 0; left -= 1) {
      server.faults.cutNext('events', { at: Number.POSITIVE_INFINITY, how: 'end' });
    }
    server.faults.cutNext('events', { at, how: endings[at % endings.length] ?? 'end', onCut });
    const [cut] = await Promise.all([answered.promise, trigger()]);
    if (at < cut.total && step.before === undefined) await server.waitFor(isEvents, { since: cut.since });
    cuts.push({ step, total: cut.total, at: cut.at, until: 0 });
  });
  const last = cuts.at(-1);
  if (last !== undefined) last.until = monotonicNow();
  return cuts.map(({ step, total, at: cutAt, until }) => ({
    step,
    total,
    arrivedMs: at < total ? openTime(cutAt, until, rig.outages) : null,
  }));
}

function isEvents({ kind, rel, status }: LedgerEntry): boolean {
  return kind === 'response' && rel === 'events' && status === 200;
}

interface Count {
  cuts: number;
}

function cutJob(story: Story, at: number, count: Count, steps?: ReadonlySet<Step>): Job {
  return {
    what: `${story.name} (${story.steps.map(({ name }) => name).join(', ')}), cut at byte ${at}`,
    async run(rig) {
      const cuts = await cutStory(rig, story, at, steps);
      const times = cuts.map(({ arrivedMs }) => arrivedMs).filter((ms) => ms !== null);
      count.cuts += times.length;
      return times;
    },
  };
}

/** A story and what is cut in it. */
interface Plan {
  readonly story: Story;
  /** Those whose answers no story before it has. */
  readonly steps: ReadonlySet<Step>;
  /** Length of the longest of these answers in bytes; they vary by a few from one time to the next. */
  readonly longest: number;
}

/** Each answer is in one story only, the shortest first. */
async function plans(): Promise<readonly Plan[]> {
  const rig = await Rig.ready();
  const known = new Map<Story['set'], Set<string>>();
  const found: Plan[] = [];
  for (const story of shortStories) {
    const before = known.get(story.set) ?? new Set();
    const steps = new Set(story.steps.filter(({ name }) => !before.has(name)));
    known.set(story.set, new Set([...before, ...story.steps.map(({ name }) => name)]));
    const cuts = await cutStory(rig, story, Number.POSITIVE_INFINITY, steps);
    found.push({ story, steps, longest: Math.max(...cuts.map(({ total }) => total)) });
    rig.forget();
  }
  await rig.stop();
  return found.sort((one, other) => one.longest - other.longest);
}

const rigs = 8;

/** At every byte of every answer of the short stories; a few of each where it is to be quick. */
export const everyByte: Check = {
  goal: 'R1',
  name: 'the connection cut at every byte of the answers of the event channel',
  async run({ quick, seed, share, progress }: CheckOptions) {
    const found = await plans();
    const random = new SeededRandom(seed);
    const count: Count = { cuts: 0 };
    const jobs = function* (): Generator<Job> {
      for (const { story, steps, longest } of found) {
        if (quick) yield cutJob(story, random.integer(0, longest - 1), count, steps);
        else for (let at = share.index; at < longest; at += share.of) yield cutJob(story, at, count, steps);
        progress(`${story.name}: ${[...steps].map(({ name }) => name).join(', ')}, each of ${longest} bytes`);
      }
    };
    const findings = await runJobs(jobs(), quick ? 2 : rigs, {}, progress);
    const answers = found.reduce((sum, { steps }) => sum + steps.size, 0);
    return findings.result({ 'different answers': answers, cuts: count.cuts });
  },
};

/** At random bytes of random answers. */
export const randomBytes: Check = {
  goal: 'R1',
  name: 'the connection cut at random bytes of random answers',
  async run({ quick, seed, share, progress }: CheckOptions) {
    const random = new SeededRandom(seed * share.of + share.index);
    const count: Count = { cuts: 0 };
    const jobs = function* (): Generator<Job> {
      while (count.cuts < (quick ? 10 : 1_000 / share.of)) {
        const story = stories[random.integer(0, stories.length - 1)];
        if (story !== undefined) yield cutJob(story, random.integer(0, 4_000), count);
      }
    };
    const findings = await runJobs(jobs(), quick ? 2 : rigs, {}, progress);
    return findings.result({ cuts: count.cuts });
  },
};
