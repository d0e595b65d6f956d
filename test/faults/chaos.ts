/** Random schedules: a seed makes a row of faults, among them calls come and go; in the end nothing may be lost, doubled or stale. */
import type { Toxics } from '../fault-proxy/toxics.ts';
import type { SimulatedCall } from '../ucwa-server/index.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import type { Check, CheckOptions } from './check.ts';
import { Findings, SeededRandom } from './check.ts';
import { Rig } from './rig.ts';

type Step = (rig: Rig, random: SeededRandom, calls: SimulatedCall[]) => Promise<unknown> | unknown;

const toxics =
  (set: Partial<Toxics>): Step =>
  (rig) =>
    rig.proxy.set(set);

const steps: readonly Step[] = [
  toxics({ latencyMs: 20, jitterMs: 30 }),
  toxics({ slice: 50 }),
  toxics({ bandwidth: 50_000 }),
  toxics({ slowCloseMs: 100 }),
  (rig, random) => rig.proxy.cut(random.pick(['reset', 'end'])),
  (rig, random) =>
    rig.server.faults.cutNext('events', { at: random.integer(0, 3_000), how: random.pick(['reset', 'abrupt', 'end']) }),
  async (rig, random) => {
    const from = monotonicNow();
    await rig.proxy.down(true);
    await new Promise((resolve) => setTimeout(resolve, random.integer(10, 400)));
    await rig.proxy.down(false);
    rig.outages.push({ from, to: monotonicNow() + 1_000 });
  },
  (rig) => rig.server.expireTokens(),
  (rig) => rig.server.faults.failNext('events', 503, 'Service unavailable'),
  (rig, random) => rig.server.faults.delayNext('audioVideoInvitation', random.integer(10, 200)),
  (rig) => {
    rig.server.habits.deliveries = (ack) => 1 + (ack % 2);
  },
  (rig) => rig.surroundings.tell('network-changed'),
];

/** R27: over real sockets. */
export const randomSchedules: Check = {
  goal: 'R27',
  name: 'random fault schedules over real sockets',
  async run({ quick, seed, progress }: CheckOptions) {
    const findings = new Findings();
    const count = quick ? 2 : 200;
    let next = 0;
    const work = async (): Promise<void> => {
      for (let index = next++; index < count; index = next++) {
        const own = seed * 10_000 + index;
        await findings.attempt(`seed ${own}`, () => schedule(own));
        if (index % 20 === 0) progress(`${index} of ${count}`);
      }
    };
    await Promise.all(Array.from({ length: quick ? 2 : 6 }, work));
    return findings.result();
  },
};

async function schedule(seed: number): Promise<number> {
  const random = new SeededRandom(seed);
  const rig = await Rig.ready({ proxySeed: seed });
  try {
    const calls: SimulatedCall[] = [];
    for (let round = 0; round < 8; round += 1) {
      await steps[random.integer(0, steps.length - 1)]?.(rig, random, calls);
      if (random.fraction() < 0.6) calls.push(await rig.call());
      const ringing = calls.filter(({ state }) => state === 'ringing');
      if (ringing.length > 2) await ringing[0]?.cancel();
      await new Promise((resolve) => setTimeout(resolve, random.integer(0, 60)));
    }
    rig.proxy.heal();
    rig.server.faults.clear();
    rig.server.habits.deliveries = () => 1;
    const startedAt = monotonicNow();
    for (const call of calls) if (call.state === 'ringing') await rig.rings(call, 40_000);
    const took = monotonicNow() - startedAt;
    for (const call of calls) if (call.state === 'ringing') await call.cancel();
    for (const call of calls) await rig.over(call);
    rig.outages.push({ from: 0, to: startedAt + 1_000 });
    const wrong = await rig.complaints(10_000);
    if (wrong.length > 0) throw new Error(`${wrong.join('; ')}\n${rig.server.ledger.text(60)}`);
    return took;
  } finally {
    await rig.stop();
  }
}
