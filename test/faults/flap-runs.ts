/** R14: the network comes and goes, and the computer says so each time. */
import type { Clock } from '../../main/core/ports.ts';
import { type NetworkState, watchNetwork } from '../../main/net/network-watch.ts';
import { createUnheldClock } from '../unit/core/fakes/unheld-clock.ts';
import type { Check, CheckOptions } from './check.ts';
import { Findings } from './check.ts';
import { Rig } from './rig.ts';

const flapMs = 1_200;
/** What a connection that was given up takes to be gone at both ends. */
const goneMs = 3_000;
const quickRestMs = 0;

type Resources = Readonly<Record<string, number>>;

/** What keeps this process alive: core, HTTP, proxy and server with all their sockets and timers. */
function resources(): Resources {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function more(before: Resources, after: Resources): readonly string[] {
  const kinds = Object.keys(after).filter((kind) => (after[kind] ?? 0) > (before[kind] ?? 0));
  return kinds.map((kind) => `${kind}: ${before[kind] ?? 0} before, ${after[kind]} after`);
}

/** The timers of one rig, counted. */
function createCountedClock(): Clock & { readonly waiting: () => readonly number[] } {
  const clock = createUnheldClock();
  const waiting = new Map<() => void, number>();
  return {
    ...clock,
    waiting: () => [...waiting.values()].sort((one, other) => one - other),
    after(delayMs, run) {
      const cancel = clock.after(delayMs, () => {
        waiting.delete(end);
        run();
      });
      const end = (): void => {
        waiting.delete(end);
        cancel();
      };
      waiting.set(end, Math.round(delayMs));
      return end;
    },
  };
}

interface Interfaces {
  readonly look: () => NetworkState;
  up: boolean;
}

function createInterfaces(): Interfaces {
  const there = { addresses: new Set(['127.0.0.1']), routes: ['eth0 0102A8C0'] };
  const gone = { addresses: new Set<string>(), routes: [] };
  const interfaces = { up: true, look: () => (interfaces.up ? there : gone) };
  return interfaces;
}

/** Who tells the core: the watch that the app has, which looks every two seconds, or somebody who sees every change at once. */
const tellers = {
  'as the app looks for it': (rig: Rig, interfaces: Interfaces) => {
    const stopped = { yet: false };
    const clock = createUnheldClock();
    watchNetwork(interfaces.look, clock, ({ addresses }) => {
      if (stopped.yet) return;
      rig.http.adapt(addresses);
      rig.surroundings.tell('network-changed');
    });
    return {
      changed: () => {},
      stop: () => {
        stopped.yet = true;
      },
    };
  },
  'told of at once': (rig: Rig, interfaces: Interfaces) => ({
    changed() {
      rig.http.adapt(interfaces.look().addresses);
      rig.surroundings.tell('network-changed');
    },
    stop: () => {},
  }),
} as const;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function flap(who: keyof typeof tellers, { count, everyMs, restMs, seed }: Flaps): Promise<Figures> {
  const clock = createCountedClock();
  const rig = await Rig.ready({ proxySeed: seed, clock });
  try {
    const interfaces = createInterfaces();
    const teller = tellers[who](rig, interfaces);
    rig.proxy.set({ latencyMs: 10 });
    await callThatIsHeard(rig);
    await wait(restMs);
    const before = { resources: resources(), timers: clock.waiting(), sockets: rig.proxy.connections };
    for (let index = 0; index < count; index += 1) {
      const downMs = everyMs * (0.2 + (0.6 * (index % 7)) / 6);
      interfaces.up = false;
      await rig.proxy.down(true);
      teller.changed();
      await wait(downMs);
      interfaces.up = true;
      await rig.proxy.down(false);
      teller.changed();
      // Another interface comes or goes, and this one stays.
      await wait((everyMs - downMs) / 2);
      teller.changed();
      await wait((everyMs - downMs) / 2);
    }
    await rig.status('Ready', 30_000);
    await rig.polled(30_000);
    const heardMs = await callThatIsHeard(rig);
    teller.stop();
    const polls = rig.server.underWay.of('events');
    const leftOver = (): readonly string[] => {
      const [timers, sockets] = [clock.waiting(), rig.proxy.connections];
      const { now } = rig.server.underWay.of('events');
      if (restMs < goneMs) return now === 1 ? [] : [`${now} P-GETs in the end`];
      return [
        ...(now === 1 ? [] : [`${now} P-GETs in the end`]),
        ...(timers.length > before.timers.length ? [`timers: ${before.timers} before, ${timers} after`] : []),
        ...(sockets > before.sockets ? [`connections: ${before.sockets} before, ${sockets} after`] : []),
        ...more(before.resources, resources()),
      ];
    };
    for (let waitedMs = 0; waitedMs < goneMs && leftOver().length > 0; waitedMs += 100) await wait(100);
    const problems = [...(polls.most > 2 ? [`${polls.most} P-GETs at a time`] : []), ...leftOver()];
    problems.push(...(await rig.complaints()));
    if (problems.length > 0) throw new Error(problems.join('; '));
    return { heardMs, most: polls.most, connections: rig.proxy.taken };
  } finally {
    await rig.stop();
  }
}

interface Flaps {
  readonly count: number;
  readonly everyMs: number;
  /** How long it is left alone before it is looked at; where that is short, timers and sockets are not counted. */
  readonly restMs: number;
  readonly seed: number;
}

/** A call that is heard; the milliseconds until it rang. */
async function callThatIsHeard(rig: Rig): Promise<number> {
  const call = await rig.call();
  const heardMs = await rig.rings(call);
  await call.cancel();
  await rig.over(call);
  await rig.polled();
  return heardMs;
}

interface Figures {
  readonly heardMs: number;
  readonly most: number;
  readonly connections: number;
}

/** R14: one P-GET and its replacement at most, nothing left over, and the next call is heard. */
export const flaps: Check = {
  goal: 'R14',
  name: 'interfaces that flap',
  async run({ quick, seed, progress }: CheckOptions) {
    const findings = new Findings();
    const [count, everyMs, restMs] = quick ? [10, 60, quickRestMs] : [50, flapMs, goneMs];
    let [most, connections] = [0, 0];
    const all = Object.keys(tellers) as (keyof typeof tellers)[];
    for (const who of quick ? all.slice(1) : all) {
      await findings.attempt(`${count} flaps, ${who}`, async () => {
        const figures = await flap(who, { count, everyMs, restMs, seed });
        most = Math.max(most, figures.most);
        connections += figures.connections;
        progress(`${count} flaps, ${who}: ${JSON.stringify(figures)}`);
        return figures.heardMs;
      });
    }
    return findings.result({ 'flaps each': count, 'P-GETs at a time, most': most, connections });
  },
};
