/** Connections and endpoints that say nothing: half-open links, and any one resource that never answers. */
import { monotonicNow } from '../ucwa-server/ledger.ts';
import type { Check, CheckOptions } from './check.ts';
import { Findings } from './check.ts';
import { Rig } from './rig.ts';

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

/** What never answers, and by what one sees that nothing hangs. */
const silent: Readonly<Record<string, (rig: Rig) => Promise<unknown>>> = {
  root: (rig) => told(rig),
  user: (rig) => told(rig),
  oauthtoken: (rig) => told(rig),
  applications: (rig) => told(rig),
  makeMeAvailable: (rig) => told(rig),
  acceptWithAnswer: async (rig) => {
    await signedIn(rig);
    const call = await rig.call();
    await rig.rings(call);
    rig.phone.command({ type: 'answer', callId: rig.seen(call)?.id ?? '' });
    await rig.until(() => rig.seen(call)?.state !== 'answering', 'the end of answering', 30_000);
  },
  decline: async (rig) => {
    await signedIn(rig);
    const call = await rig.call();
    await rig.rings(call);
    rig.phone.command({ type: 'decline', callId: rig.seen(call)?.id ?? '' });
    await rig.over(call, 2_000);
  },
  stopAudioVideo: async (rig) => {
    await signedIn(rig);
    const call = await rig.call();
    await rig.talk(call);
    rig.phone.command({ type: 'hang-up', callId: rig.seen(call)?.id ?? '' });
    await rig.until(() => !rig.phone.mayOpenMicrophone(), 'a shut microphone', 2_000);
  },
  audioVideoInvitation: async (rig) => {
    await signedIn(rig);
    const call = await rig.call();
    await rig.rings(call);
  },
  conversations: async (rig) => {
    await signedIn(rig);
    await rig.server.resume();
    await rig.status('Ready', 30_000);
    const call = await rig.call().catch(() => null);
    if (call !== null) await rig.rings(call, 30_000);
  },
};

/** R26: any one endpoint never answers. */
export const silentEndpoint: Check = {
  goal: 'R26',
  name: 'any one endpoint never answers',
  async run({ quick }: CheckOptions) {
    const findings = new Findings();
    const names = quick ? ['decline', 'stopAudioVideo'] : Object.keys(silent);
    await Promise.all(
      names.map((rel) =>
        findings.attempt(rel, async () => {
          const rig = await Rig.start();
          const gates = Array.from({ length: 50 }, () => rig.server.faults.holdNext(rel));
          const startedAt = monotonicNow();
          await silent[rel]?.(rig);
          const took = monotonicNow() - startedAt;
          for (const gate of gates) gate.release();
          const stopping = monotonicNow();
          await rig.stop();
          if (monotonicNow() - stopping > 5_000) throw new Error('stopping took more than 5 s');
          if (took > 32_000) throw new Error(`hung for ${Math.round(took)} ms`);
          return took;
        }),
      ),
    );
    return findings.result();
  },
};

async function signedIn(rig: Rig): Promise<void> {
  rig.signIn();
  await rig.status('Ready', 30_000);
  await rig.server.reachable();
}

/** The user learns that it does not work, or it works all the same. */
async function told(rig: Rig): Promise<void> {
  rig.signIn();
  await rig.until(
    ({ session }) => session.status === 'Ready' || session.status === 'Reconnecting' || session.signIn?.problem != null,
    'that it does not work',
    32_000,
  );
}
