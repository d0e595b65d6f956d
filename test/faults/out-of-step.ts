/** R8: the server says that the client is out of step, in every way in which it can, whatever the user does at that moment. */
import { openTime } from '../oracle/judge.ts';
import type { SimulatedCall } from '../ucwa-server/index.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import { type Check, type CheckOptions, type Job, runJobs } from './check.ts';
import type { Rig } from './rig.ts';

const longestMs = 2_000;

/** What the user does when it comes. */
const moments = ['idle', 'ringing', 'answering', 'in a call'] as const;
type Moment = (typeof moments)[number];

interface Way {
  readonly name: string;
  /** The server ends the conversations that it had. */
  readonly ends?: true;
  /** So that what the caller did just before is never told. */
  readonly loses?: true;
  readonly say: (rig: Rig) => unknown;
}

const channelOf = (rig: Rig) => {
  const [application] = rig.server.applications;
  if (application === undefined) throw new Error('there is no application');
  return application.channel;
};

const ways: readonly Way[] = [
  { name: 'resync', say: (rig) => channelOf(rig).resyncNext() },
  {
    name: 'resync, and what was queued is lost',
    loses: true,
    say: (rig) => channelOf(rig).resyncNext({ losing: true }),
  },
  { name: 'resync three times', say: (rig) => channelOf(rig).resyncNext({ times: 3 }) },
  { name: 'resync five times', say: (rig) => channelOf(rig).resyncNext({ times: 5 }) },
  {
    name: 'resync along with events',
    say(rig) {
      rig.server.flood(3);
      channelOf(rig).resyncAlong();
    },
  },
  { name: 'resync in a 500', loses: true, say: (rig) => channelOf(rig).resyncNext({ status: 500, losing: true }) },
  { name: 'resync in a 404', say: (rig) => channelOf(rig).resyncNext({ status: 404 }) },
  { name: 'resume, and the conversations are there', say: (rig) => channelOf(rig).resumeNext() },
  {
    name: 'resume along with events',
    say(rig) {
      rig.server.flood(3);
      channelOf(rig).resumeNext();
    },
  },
  { name: 'resume, and the conversations are gone', ends: true, say: (rig) => rig.server.resume() },
  {
    name: 'resume, resync and resume',
    ends: true,
    async say(rig) {
      await rig.server.resume();
      await rig.polled();
      channelOf(rig).resyncNext();
      await rig.polled();
      channelOf(rig).resumeNext();
    },
  },
];

async function begin(rig: Rig, moment: Moment): Promise<SimulatedCall | null> {
  if (moment === 'idle') return null;
  const call = await rig.call();
  if (moment === 'in a call') await rig.talk(call);
  else await rig.rings(call);
  if (moment !== 'answering') return call;
  rig.server.faults.delayNext('acceptWithAnswer', 60);
  const since = rig.server.ledger.next;
  rig.phone.command({ type: 'answer', callId: rig.seen(call)?.id ?? '' });
  await rig.server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'acceptWithAnswer', { since });
  return call;
}

/** What the caller did is in the queue, and goes with it. */
async function loseTheEnd(rig: Rig, call: SimulatedCall): Promise<void> {
  channelOf(rig).pause(true);
  if (call.state === 'ringing') await call.cancel();
  else await call.hangUp();
}

function job(way: Way, moment: Moment, xml: boolean): Job {
  return {
    what: `${way.name}, ${moment}, ${xml ? 'XML' : 'JSON'}`,
    async run(rig) {
      const { server } = rig;
      server.representation.forceXml = xml;
      await rig.polled();
      const call = await begin(rig, moment);
      await rig.polled();
      // An answer on its way crosses the end of its call: that is another story.
      const ends = way.loses === true && (moment === 'ringing' || moment === 'in a call');
      if (call !== null && ends) await loseTheEnd(rig, call);
      const since = server.ledger.next;
      const startedAt = monotonicNow();
      await way.say(rig);
      channelOf(rig).pause(false);
      // Only once the next request waits has the client heard it.
      await server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'events', { since });
      await rig.polled();
      const differing = await rig.settled(10_000);
      if (moment === 'answering' && way.ends === undefined) {
        await rig.until(() => call !== null && rig.seen(call)?.state === 'connected', 'the call that was answered');
      }
      if (differing.length > 0) throw new Error(differing.join('; '));
      const tookMs = openTime(startedAt, monotonicNow(), rig.outages);
      if (tookMs > longestMs) throw new Error(`the same as at the server after ${Math.round(tookMs)} ms`);
      if (call !== null && moment === 'in a call' && way.ends === undefined && !ends) {
        if (rig.seen(call)?.state !== 'connected') throw new Error('the call did not stay up');
      }
      const answers = rig.server.ledger.entries.filter(
        ({ seq, kind, rel, callId }) =>
          seq >= since && kind === 'response' && rel === 'acceptWithAnswer' && callId === call?.id,
      );
      if (answers.length > (moment === 'answering' ? 1 : 0)) throw new Error(`${answers.length} answers were sent`);
      await finish(rig, call);
      return tookMs;
    },
  };
}

/** The next call comes through, and nothing is left of this one. */
async function finish(rig: Rig, call: SimulatedCall | null): Promise<void> {
  await rig.polled();
  rig.server.representation.forceXml = false;
  if (call?.state === 'ringing') await call.cancel();
  if (call?.state === 'talking') await call.hangUp();
  if (call !== null) await rig.over(call);
  const next = await rig.call();
  await rig.rings(next);
  await next.cancel();
  await rig.over(next);
}

/** R8: model and server are the same again within two seconds, and what talks goes on to talk. */
export const outOfStep: Check = {
  goal: 'R8',
  name: 'resync and resume, in each way and at each moment',
  async run({ quick, seed, progress }: CheckOptions) {
    const all = ways.flatMap((way) => moments.flatMap((moment) => [false, true].map((xml) => job(way, moment, xml))));
    const few = all.filter((_, index) => index % 29 === seed % 29);
    const jobs = quick ? few : Array.from({ length: 5 }, () => all).flat();
    return (await runJobs(jobs, quick ? 4 : 3, {}, progress)).result({ ways: all.length });
  },
};
