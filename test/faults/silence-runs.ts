/** Connections and endpoints that say nothing: half-open links, and any one resource that never answers. */
import { ok } from '../../main/core/result.ts';
import { openTime } from '../oracle/judge.ts';
import type { Gate } from '../ucwa-server/faults.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import { createFakeSignInPages } from '../unit/core/fakes/sign-in-pages.ts';
import type { Check, CheckOptions } from './check.ts';
import { Findings } from './check.ts';
import { asked, Day, endpoints, tokenEndpoint } from './endpoints.ts';
import { Rig } from './rig.ts';
import { createSleepingClock } from './sleeping-clock.ts';

/** The core waits two seconds for the server, and something for what the machine does besides. */
const longestStopMs = 2_500;

/** R5: a half-open link, whose near end still acknowledges: only a new connection shows it. */
export const halfOpen: Check = {
  goal: 'R5',
  name: 'a half-open connection behind a proxy that acknowledges',
  async run({ quick }: CheckOptions) {
    const findings = new Findings();
    if (quick) return findings.result();
    for (const what of ['existing'] as const) {
      await findings.attempt(what, async () => {
        const rig = await Rig.ready({ proxySeed: 1 });
        await rig.polled();
        rig.proxy.set({ halfOpen: what });
        const from = monotonicNow();
        const call = await rig.call();
        const took = await rig.rings(call, 80_000);
        rig.outages.push({ from, to: monotonicNow() });
        if (took > 75_000) throw new Error(`found after ${Math.round(took)} ms`);
        await call.cancel();
        await rig.over(call);
        const wrong = await rig.complaints();
        await rig.stop();
        if (wrong.length > 0) throw new Error(wrong.join('; '));
        return took;
      });
    }
    return findings.result();
  },
};

/** R26: any one endpoint never answers, from the start or from the moment at which all is well. */
export const silentEndpoint: Check = {
  goal: 'R26',
  name: 'any one endpoint never answers',
  async run({ quick, progress }: CheckOptions) {
    const findings = new Findings();
    await findings.attempt('a day on which everything answers asks every endpoint, and no other', async () => {
      const missing = await asksAll();
      if (missing.length > 0) throw new Error(missing.join('; '));
      return undefined;
    });
    // A request of the event channel that is not answered is what a quiet hour looks like: it has a check of its own.
    const silenced = endpoints.filter((endpoint) => endpoint !== 'GET events');
    const days = (quick ? [] : silenced).flatMap((endpoint) =>
      [true, false].map((fromStart) => ({ endpoint, fromStart })),
    );
    const queue = days.values();
    const work = async (): Promise<void> => {
      for (const { endpoint, fromStart } of queue) {
        await findings.attempt(`${endpoint}, ${fromStart ? 'from the start' : 'once signed in'}`, () =>
          silentDay(endpoint, fromStart),
        );
        progress(`${findings.count} of ${days.length + 1}, ${endpoint}, ${Math.round(findings.times.at(-1) ?? 0)} ms`);
      }
    };
    const pages = quick ? [] : [findings.attempt(tokenEndpoint, silentTokenEndpoint)];
    await Promise.all([...pages, ...Array.from({ length: quick ? 0 : 14 }, work)]);
    return findings.result({ endpoints: endpoints.length + 1 });
  },
};

/** Endpoints that the day never comes to, and those that nobody knew of. */
async function asksAll(): Promise<readonly string[]> {
  const clock = createSleepingClock();
  const rig = await Rig.start({ clock });
  const day = new Day(rig, clock);
  await day.morning();
  await day.work();
  await rig.stop();
  const found = asked(rig);
  const known: ReadonlySet<string> = new Set(endpoints);
  return [
    ...[...known].filter((endpoint) => !found.has(endpoint)).map((endpoint) => `${endpoint} was not asked`),
    ...[...found]
      .filter((endpoint) => !known.has(endpoint))
      .map((endpoint) => `${endpoint} is not among the endpoints`),
    ...rig.server.violations.map(({ method, path, detail }) => `${method} ${path}: ${detail}`),
  ];
}

async function silentDay(endpoint: string, fromStart: boolean): Promise<number> {
  const clock = createSleepingClock();
  const rig = await Rig.start({ clock });
  const day = new Day(rig, clock, endpoint);
  const gates: Gate[] = [];
  const silence = (): void => {
    gates.push(...Array.from({ length: 200 }, () => rig.server.faults.holdNext(endpoint)));
  };
  if (fromStart) silence();
  await day.morning();
  if (!fromStart) silence();
  await day.work();
  const stopping = monotonicNow();
  const stopped = rig.phone.stop();
  await stopped;
  if (openTime(stopping, monotonicNow(), rig.outages) > longestStopMs) throw new Error('stopping took too long');
  for (const gate of gates) gate.release();
  await rig.stop();
  return day.longestMs;
}

/** A code of the organization's page, and nobody who takes it. */
async function silentTokenEndpoint(): Promise<number> {
  const signInPages = createFakeSignInPages();
  const authorize = (): ReturnType<typeof signInPages.authorize> => ({
    outcome: Promise.resolve(ok({ code: 'code', codeVerifier: 'verifier', redirectUri: 'http://127.0.0.1:49152/' })),
    close: () => {},
  });
  const rig = await Rig.start({ signInPages: { ...signInPages, authorize }, grants: [], oauth: true });
  const gate = rig.server.faults.holdNext(tokenEndpoint);
  rig.signIn({ ...rig.server.credentials, password: '' });
  await gate.reached;
  const took = await rig.until(({ session }) => session.signIn?.problem != null, 'that no token is to be had', 30_000);
  gate.release();
  await rig.stop();
  return took;
}

/** Said once two requests in a row that were replaced got no answer; found when a server may hold none any longer. */
const toldMs = 80_000;
const leftMs = 300_000;

/** R26: the event channel's own request is taken and never answered, from the start or from the moment at which all is well. */
export const silentChannel: Check = {
  goal: 'R26',
  name: 'the event channel never answers',
  async run({ quick, progress }: CheckOptions) {
    const findings = new Findings();
    const told: number[] = [];
    const runs = quick ? [] : [true, false];
    await Promise.all(
      runs.map((fromStart) =>
        findings.attempt(fromStart ? 'from the start' : 'once signed in', async () => {
          const took = await channelFallsSilent(fromStart, (ms) => told.push(ms));
          progress(`left after ${Math.round(took)} ms`);
          return took;
        }),
      ),
    );
    return findings.result(quick ? {} : { 'longest until the user was told ms': Math.round(Math.max(...told)) });
  },
};

async function channelFallsSilent(fromStart: boolean, onTold: (ms: number) => void): Promise<number> {
  const rig = await Rig.start();
  const { server } = rig;
  const gates: Gate[] = [];
  const silence = (): void => {
    gates.push(...Array.from({ length: 50 }, () => server.faults.holdNext('GET events')));
  };
  if (fromStart) silence();
  rig.signIn();
  await rig.status('Ready');
  if (!fromStart) {
    await rig.polled();
    silence();
  }
  const from = monotonicNow();
  const since = server.ledger.next;
  onTold(await rig.status('Reconnecting', toldMs));
  const { at } = await server.waitFor(
    ({ kind, method, rel }) => kind === 'request' && method === 'DELETE' && rel === 'application',
    { since, timeoutMs: leftMs },
  );
  server.faults.clear();
  for (const gate of gates) gate.release();
  await rig.status('Ready');
  rig.outages.push({ from, to: monotonicNow() });
  const call = await rig.call();
  await rig.rings(call);
  await call.cancel();
  await rig.over(call);
  const wrong = await rig.complaints();
  await rig.stop();
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  return at - from;
}
