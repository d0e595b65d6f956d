/** Batches that come again, and networks that slice, slow, chunk and end connections in every way. */
import type { Toxics } from '../fault-proxy/toxics.ts';
import type { Check, CheckOptions, Job } from './check.ts';
import { Findings, runJobs, SeededRandom } from './check.ts';
import { Rig } from './rig.ts';
import { shortStories, stories, tell } from './stories.ts';

/** R3: each batch one to three times, after a resync or as new events. */
export const repeatedBatches: Check = {
  goal: 'R3',
  name: 'each batch delivered one to three times',
  async run({ quick, seed, progress }: CheckOptions) {
    const random = new SeededRandom(seed);
    const jobs = function* (): Generator<Job> {
      for (let round = 0; round < (quick ? 1 : 20); round += 1) {
        for (const story of stories) {
          if (story.steps.some(({ name }) => name === 'resync')) continue;
          const again = random.pick<'resync' | 'events'>(['resync', 'events']);
          yield {
            what: `${story.steps.map(({ name }) => name).join(', ')}; again by ${again}`,
            run: async (rig) => {
              rig.server.habits.again = again;
              rig.server.habits.deliveries = (ack) => 1 + ((ack * 7 + seed) % 3);
              await tell(rig, story);
              return undefined;
            },
          };
        }
      }
    };
    return (await runJobs(jobs(), quick ? 2 : 6, {}, progress)).result();
  },
};

const wires: readonly (readonly [string, Partial<Toxics>, number | null])[] = [
  ['pieces of one byte', { slice: 1 }, null],
  ['pieces of up to 40 bytes, late', { slice: 40, latencyMs: 1, jitterMs: 4 }, null],
  ['chunks of 7 bytes', {}, 7],
  ['chunks of one byte in small pieces', { slice: 30 }, 1],
  ['40 ms late, 20 kB/s', { latencyMs: 40, bandwidth: 20_000 }, null],
  ['ends held back', { slowCloseMs: 300 }, null],
];

/** R2: the same model as over a good network. */
export const badWires: Check = {
  goal: 'R2',
  name: 'slices, chunks, delays and ends of connections',
  async run({ quick, seed, progress }: CheckOptions) {
    const findings = new Findings();
    const queue = wires.entries();
    let stalestMs = 0;
    const work = async (): Promise<void> => {
      for (const [wire, [what, toxics, chunk]] of queue) {
        const random = new SeededRandom(seed * wires.length + wire);
        const rig = await Rig.ready({ proxySeed: seed, chunk });
        rig.proxy.set(toxics);
        const kinds = quick ? [random.integer(0, shortStories.length - 1)] : stories.keys();
        for (const index of kinds) {
          const story = stories[index];
          if (story === undefined) continue;
          const good = await findings.attempt(
            `${story.steps.map(({ name }) => name).join(', ')}: ${what}`,
            async () => {
              if (random.fraction() < 0.3) rig.proxy.cut(random.pick(['reset', 'end']));
              await tell(rig, story);
              const wrong = await rig.complaints();
              if (wrong.length > 0) throw new Error(wrong.join('; '));
              rig.forget();
              return undefined;
            },
          );
          if (!good) break;
        }
        stalestMs = Math.max(stalestMs, rig.stalestMs);
        await rig.stop();
        progress(`${findings.count} tried, ${findings.problems.length} wrong`);
      }
    };
    // They mostly wait, but pieces of a byte are work, and a whole run measures nothing beside others.
    await Promise.all(Array.from({ length: quick ? 2 : 1 }, work));
    return findings.result({ 'a ring outlasted its call by at most ms': Math.round(stalestMs) });
  },
};
