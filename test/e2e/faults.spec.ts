import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { FaultProxy } from '../fault-proxy/fault-proxy.ts';
import { complaints, judge, type Outage, type SeenRing } from '../oracle/judge.ts';
import { ledgerCalls } from '../oracle/ledger-calls.ts';
import type { CutEnding, Person, SimulatedCall, UcwaServer } from '../ucwa-server/index.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import { AppWatch } from './rig/app-watch.ts';
import { answer, requests, ring } from './rig/calls.ts';
import { keepFigures } from './rig/figures.ts';
import { test as base, expect } from './rig/test.ts';

/** A server that is reached through a proxy with faults. */
const test = base.extend<{ link: FaultProxy; watch: AppWatch }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  link: async ({}, use) => {
    const link = new FaultProxy(11);
    await use(link);
    await link.stop();
  },
  serverOptions: async ({ link }, use) => use({ front: link.front }),
  watch: async ({ app, desktop }, use) => {
    const watch = new AppWatch(app, desktop);
    await use(watch);
    await watch.stop();
  },
});

interface Story {
  readonly app: DrivenApp;
  readonly link: FaultProxy;
  readonly server: UcwaServer;
  readonly call: SimulatedCall;
}

/** What befalls a call while it rings, and its end; resolves with the time in which nothing could come through, where there was one. */
type Fault = (story: Story) => Promise<Outage | undefined>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const faults: Readonly<Record<string, Fault>> = {
  'every connection reset': async ({ link, call }) => {
    for (const how of ['reset', 'end', 'reset'] as const) {
      link.cut(how);
      await pause(300);
    }
    await call.cancel();
    return undefined;
  },
  'the answer that tells the end broken off in its head': brokenOff(60, 'reset'),
  'the answer that tells the end broken off in its body': brokenOff(700, 'abrupt'),
  'small slices, a slow link and a slow close': async ({ link, call }) => {
    // About 20 kB a second.
    link.set({ slice: 60, latencyMs: 1, slowCloseMs: 1_500 });
    link.cut('end');
    await call.cancel();
    return undefined;
  },
  '503 in place of the events': async ({ server, link, call }) => {
    server.faults.failNext('events', 503);
    link.cut('reset');
    await call.cancel();
    return undefined;
  },
  'silence for three seconds': async ({ link, call }) => {
    link.set({ halfOpen: 'all' });
    const from = monotonicNow();
    await call.cancel();
    await pause(3_000);
    link.heal();
    return { from, to: monotonicNow() };
  },
  'the server away for two seconds': async ({ app, link, call, server }) => {
    const from = monotonicNow();
    await link.down(true);
    await app.status('Reconnecting');
    await call.cancel();
    await pause(2_000);
    const since = server.ledger.next;
    await link.down(false);
    await server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'events', { since, timeoutMs: 30_000 });
    return { from, to: monotonicNow() };
  },
};

function brokenOff(at: number, how: CutEnding): Fault {
  return async ({ server, call }) => {
    const cut = new Promise<number>((onCut) => server.faults.cutNext('events', { at, how, onCut }));
    await call.cancel();
    expect(await cut).toBeGreaterThan(at);
    return undefined;
  };
}

function callerOf(story: string, index: number): Person & { readonly name: string } {
  return { id: `caller-${index}`, name: `Caller of ${story}`, uri: `sip:caller.${index}@northwind.example` };
}

/** The oracle's word on what was seen, and on what was heard. */
async function judged(name: string, server: UcwaServer, watch: AppWatch, outages: readonly Outage[]): Promise<void> {
  await watch.stop();
  const calls = ledgerCalls(server);
  const history = await watch.history();
  const now = monotonicNow();
  const seen = judge({ calls, rings: watch.rings, history, outages, now });
  const heard = judge({ calls, rings: watch.sounds, history, outages, now });
  const outlastedMs = calls.map((call) => {
    const one = { calls: [call], history, outages, now };
    const by = (rings: readonly SeenRing[]): number =>
      Math.round(judge({ ...one, rings: rings.filter(({ caller }) => caller === call.caller) }).stalestMs);
    return [call.caller, { seen: by(watch.rings), heard: by(watch.sounds) }] as const;
  });
  keepFigures('faults', { [name]: Object.fromEntries(outlastedMs) });
  expect({ seen: complaints(seen), heard: complaints(heard) }).toEqual({ seen: [], heard: [] });
}

test('while it rings the link fails in each way: no call lost, none twice, no ring outlasts its call', async ({
  app,
  link,
  server,
  watch,
}) => {
  const outages: Outage[] = [];
  for (const [index, [name, befall]] of Object.entries(faults).entries()) {
    await test.step(name, async () => {
      const from = callerOf(name, index);
      watch.expects(from.name);
      const call = await ring(server, app, { from });
      await until('its card and its tone', () => watch.hasNow(from.name));
      const outage = await befall({ app, link, server, call });
      if (outage !== undefined) outages.push(outage);
      await app.shown('ring', false);
      await until('silence', () => watch.sounds.every(({ to }) => to !== null));
      link.heal();
      await app.status('Ready');
    });
  }
  await judged('while it rings', server, watch, outages);
});

test('every connection is reset while it rings and while one answers: answered once', async ({
  app,
  link,
  server,
  watch,
}) => {
  const from = callerOf('the answer', 0);
  watch.expects(from.name);
  const call = await ring(server, app, { from });
  await until('its card and its tone', () => watch.hasNow(from.name));
  link.cut('reset');
  await app.status('Ready');
  await watch.stop();
  server.faults.dropNext('acceptWithAnswer', 'reply');
  await answer(app, call);
  expect(requests(server, 'acceptWithAnswer', call.id)).toBe(1);
  await call.hangUp();
  await app.shown('call', false);
  expect(await watch.history()).toEqual([from.name]);
});
