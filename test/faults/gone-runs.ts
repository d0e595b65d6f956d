/** R6: the application is gone while it rings, at a round trip of 100 ms. */
import { openTime } from '../oracle/judge.ts';
import type { SimulatedCall } from '../ucwa-server/index.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import { type Check, type CheckOptions, type Job, runJobs } from './check.ts';
import type { Rig } from './rig.ts';

const longestMs = 3_000;
const roundTripMs = 100;
/** An application that is lost again and again within a minute is made anew ever more slowly, on purpose: so much of that is still in time. */
const lossesInARow = 3;

/** How it went on for the caller, and when the user sees just that. */
interface End {
  readonly name: string;
  /** Whether the ring outlives its application at the server. */
  readonly ringsOn: boolean;
  readonly meanwhile?: (call: SimulatedCall) => Promise<void>;
  /** `before`: what the ring was called here. */
  readonly reconciled: (rig: Rig, call: SimulatedCall, before: string) => boolean;
}

const shown = (rig: Rig, call: SimulatedCall) =>
  rig.phone.view().calls.filter(({ party, state }) => party.label === call.from.name && state === 'ringing');
const entries = (rig: Rig, call: SimulatedCall): number =>
  rig.past().filter(({ party }) => party.label === call.from.name).length;

const ends: readonly End[] = [
  {
    name: 'and it rings on',
    ringsOn: true,
    // The same caller under the name that the call has in the new application: under the old one nobody could answer it.
    reconciled: (rig, call, before) => shown(rig, call).length === 1 && shown(rig, call)[0]?.id !== before,
  },
  {
    name: 'and with it the call',
    ringsOn: false,
    reconciled: (rig, call) => shown(rig, call).length === 0 && entries(rig, call) === 1,
  },
  {
    name: 'and the caller gives up meanwhile',
    ringsOn: true,
    meanwhile: (call) => call.cancel(),
    reconciled: (rig, call) => shown(rig, call).length === 0 && entries(rig, call) === 1,
  },
];

function job(end: End, took: Map<End, number[]>): Job {
  return {
    what: end.name,
    async run(rig) {
      const { server } = rig;
      rig.proxy.set({ latencyMs: roundTripMs / 2 });
      await rig.polled();
      const call = await rig.call();
      await rig.rings(call);
      await rig.polled();
      const before = rig.seen(call)?.id ?? '';
      const since = server.ledger.next;
      server.calls.ringOn = end.ringsOn;
      server.endApplications();
      const { at } = await server.waitFor(({ rel, status }) => rel === 'events' && status === 404, { since });
      await end.meanwhile?.(call);
      await rig.until(
        ({ session }) => session.status === 'Ready' && end.reconciled(rig, call, before),
        `${call.from.name} reconciled`,
      );
      const tookMs = openTime(at, monotonicNow(), rig.outages);
      await server.reachable({ since });
      if (tookMs > longestMs) throw new Error(`reconciled after ${Math.round(tookMs)} ms\n${server.ledger.text(40)}`);
      if (call.state === 'ringing') {
        // It is worth something only if it can be answered.
        await rig.talk(call);
        await call.hangUp();
      }
      await rig.over(call);
      if (entries(rig, call) !== 1) throw new Error(`${entries(rig, call)} entries in the history`);
      took.set(end, [...(took.get(end) ?? []), tookMs]);
      return tookMs;
    },
  };
}

/** R6: made anew, and the ring is what it is at the server, within three seconds of the refusal. */
export const applicationGone: Check = {
  goal: 'R6',
  name: '404 ApplicationNotFound while it rings, at a round trip of 100 ms',
  async run({ quick, seed, progress }: CheckOptions) {
    const tried = quick ? ends.slice(0, 1) : ends;
    const rounds = quick ? 1 : 50;
    const took = new Map<End, number[]>();
    const jobs = Array.from({ length: rounds }, () => tried.map((end) => job(end, took))).flat();
    const findings = await runJobs(jobs, quick ? 1 : 4, { proxySeed: seed }, progress, lossesInARow);
    const longest = [...took].map(([{ name }, times]) => [`${name}, longest ms`, Math.round(Math.max(...times))]);
    return findings.result(Object.fromEntries(longest));
  },
};
