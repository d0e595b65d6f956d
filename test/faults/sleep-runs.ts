/** R12: a night's sleep, after which no connection leads anywhere and the server has forgotten the application. */
import { openTime } from '../oracle/judge.ts';
import type { Gone, SimulatedCall } from '../ucwa-server/index.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import type { Check, CheckOptions } from './check.ts';
import { Findings } from './check.ts';
import { Rig } from './rig.ts';
import { createSleepingClock } from './sleeping-clock.ts';

const nightSeconds = 8 * 3_600;
const quarterSeconds = 900;
const longestDroppedMs = 1_000;
const longestDeafMs = 5_000;
const longestStaleMs = 2_000;

interface Night {
  readonly moment: 'idle' | 'ringing';
  /** Whether the monotonic clock went on. */
  readonly counted: boolean;
  /** Whether the system says that it sleeps and wakes. */
  readonly announced: boolean;
  readonly answer: Gone;
  /** What becomes of packets until the network is there. */
  readonly network: 'there' | 'refuses' | 'swallows';
  readonly networkAfterMs: number;
}

interface Morning {
  readonly droppedMs: number;
  readonly ringableMs: number;
}

function nights(): readonly Night[] {
  const networks = [
    ['there', 0],
    ['refuses', 3_000],
    ['swallows', 3_000],
    ['refuses', 20_000],
    ['swallows', 20_000],
  ] as const;
  return networks.flatMap(([network, networkAfterMs]) =>
    (['idle', 'ringing'] as const).flatMap((moment) =>
      (['ApplicationNotFound', 'InactiveApplicationExpired'] as const).flatMap((answer) =>
        [
          [false, true],
          [true, true],
          // What is not announced shows by timers that are late, and so only where the clock went on.
          [true, false],
        ].map(([counted = false, announced = true]): Night => {
          return { moment, counted, announced, answer, network, networkAfterMs };
        }),
      ),
    ),
  );
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function sleep(night: Night, seed: number): Promise<Morning> {
  const clock = createSleepingClock();
  const rig = await Rig.ready({ proxySeed: seed, clock });
  const { server, proxy, surroundings } = rig;
  try {
    // What was missed before is learned first, or it would be news in the morning.
    await server.waitFor(({ kind, rel }) => kind === 'response' && rel === 'conversationLogs');
    await wait(50);
    const ringing = night.moment === 'ringing' ? await rig.call() : null;
    if (ringing !== null) await rig.rings(ringing);
    await rig.polled();
    const asleepAt = monotonicNow();
    if (night.announced) surroundings.tell('suspend');
    proxy.set({ halfOpen: 'existing' });
    if (night.answer !== 'ApplicationNotFound') server.endApplications(night.answer);
    // What one timer's end begins ends in time too.
    for (let passed = 0; passed < nightSeconds; passed += quarterSeconds) server.advance(quarterSeconds);
    const missed = server.callInVain({ from: 'ana' }, clock.wall() + (nightSeconds * 1_000) / 2);
    if (night.network === 'refuses') proxy.refuse(true);
    if (night.network === 'swallows') proxy.set({ halfOpen: 'all' });
    if (proxy.held === 0) throw new Error('no connection was there to be dropped');

    const awakeAt = monotonicNow();
    clock.sleep(nightSeconds * 1_000, night.counted);
    if (night.announced) {
      rig.http.dropConnections();
      surroundings.tell('resume');
    }
    const dropped = gone(() => proxy.held === 0, 'the old connections', awakeAt, rig);
    const silent = ringing === null ? 0 : gone(() => isSilent(rig, ringing), 'the old ring', awakeAt, rig);
    await wait(night.networkAfterMs);
    const since = server.ledger.next;
    const networkAt = monotonicNow();
    proxy.refuse(false);
    proxy.set({ halfOpen: 'none' });
    await server.reachable({ since, timeoutMs: 30_000 });
    const call = await rig.call();
    await rig.rings(call);
    const ringableMs = openTime(networkAt, monotonicNow(), rig.outages);
    rig.outages.push({ from: asleepAt, to: awakeAt });
    const [droppedMs, staleMs] = await Promise.all([dropped, silent]);
    if (droppedMs > longestDroppedMs) throw new Error(`old connections were dropped after ${Math.round(droppedMs)} ms`);
    if (staleMs > longestStaleMs) throw new Error(`the old ring went on for ${Math.round(staleMs)} ms`);
    if (ringableMs > longestDeafMs) {
      throw new Error(`ringable ${Math.round(ringableMs)} ms after the network\n${server.ledger.text(30)}`);
    }
    await rig.until(
      () => rig.past().some(({ party }) => party.label === missed.from.name),
      'the call that came meanwhile in the history',
    );
    await call.cancel();
    await rig.over(call);
    const wrong = await rig.complaints();
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return { droppedMs, ringableMs };
  } finally {
    await rig.stop();
  }
}

function isSilent(rig: Rig, call: SimulatedCall): boolean {
  return rig.seen(call)?.state !== 'ringing' && rig.phone.mediaView().ring === null;
}

/** Milliseconds until it was gone, stalls of this machine apart. */
async function gone(is: () => boolean, what: string, from: number, rig: Rig): Promise<number> {
  while (!is()) {
    if (monotonicNow() - from > 30_000) throw new Error(`${what} never went`);
    await wait(5);
  }
  return openTime(from, monotonicNow(), rig.outages);
}

function named({ moment, counted, announced, answer, network, networkAfterMs }: Night): string {
  const clock = counted ? 'the monotonic clock went on' : 'the monotonic clock stood still';
  const word = announced ? '' : ', unannounced';
  return `${moment}, ${clock}${word}, ${answer}, network ${network} for ${networkAfterMs} ms`;
}

/** R12: what was there is dropped within a second, and the phone rings within five seconds of the network. */
export const longSleep: Check = {
  goal: 'R12',
  name: 'eight hours of sleep',
  async run({ quick, seed, progress }: CheckOptions) {
    const findings = new Findings();
    const all = nights();
    const queue = (quick ? all.filter((_, index) => index === 3) : [...all, ...all]).values();
    const dropped: number[] = [];
    const work = async (): Promise<void> => {
      for (const night of queue) {
        await findings.attempt(named(night), async () => {
          const morning = await sleep(night, seed);
          dropped.push(morning.droppedMs);
          return morning.ringableMs;
        });
        progress(`${findings.count} tried, ${findings.problems.length} wrong`);
      }
    };
    await Promise.all(Array.from({ length: quick ? 1 : 6 }, work));
    return findings.result({ 'dropped after, longest ms': Math.round(Math.max(0, ...dropped)) });
  },
};
