/** Answers that are no answers, answers that tell to wait, tokens that are refused, replies that are lost. */
import type { Reply } from '../ucwa-server/http/reply.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import type { Check, CheckOptions } from './check.ts';
import { Findings } from './check.ts';
import { Rig } from './rig.ts';

const text = (body: string, type: string, headers = {}): Reply => ({
  status: 200,
  headers,
  body: { kind: 'text', text: body, type },
});

/** Bodies with status 200 that no UCWA server sends. */
const noAnswers: Readonly<Record<string, Reply>> = {
  'cut JSON': text('{"_links":{"self":{"href":"/x"},"next":{"href":"/ucwa/oa', 'application/json'),
  'JSON without links': text('{}', 'application/json'),
  'JSON of another kind': text('[1,2,3]', 'application/json'),
  'a captive portal': text('<html><form action="/login">Accept our terms</form></html>', 'text/html'),
  nothing: { status: 200 },
  'JSON that is HTML': text('<!doctype html><title>Sign in to the WLAN</title>', 'application/json'),
  'XML with a document type': text('<!DOCTYPE a [<!ENTITY b "c">]><events/>', 'application/xml'),
  'more than it said': text('{"_links":{}}', 'application/json', { 'Content-Length': '5' }),
};

/** A call shows at once that the channel works, where waiting would show it only in time; the milliseconds until it rang. */
async function callComesThrough(rig: Rig): Promise<number> {
  const call = await rig.call();
  const took = await rig.rings(call);
  await call.cancel();
  await rig.over(call);
  await rig.status('Ready');
  return took;
}

/** R4: nothing of them moves the channel on, and the user is told when they go on. */
export const badBodies: Check = {
  goal: 'R4',
  name: 'bodies that are no answers',
  async run({ quick }: CheckOptions) {
    const findings = new Findings();
    const rig = await Rig.ready();
    const channel = () => rig.server.applications[0]?.channel;
    for (const [what, reply] of Object.entries(noAnswers)) {
      for (let round = 0; round < (quick ? 1 : 10); round += 1) {
        await findings.attempt(what, async () => {
          await rig.polled();
          const asked = (): string =>
            rig.server.ledger.entries.findLast(({ kind, rel }) => kind === 'request' && rel === 'events')?.path ?? '';
          const before = asked();
          const since = rig.server.ledger.next;
          channel()?.failHeld(reply);
          await rig.server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'events', { since });
          if (asked().replace(/&priority=\d+/, '') !== before.replace(/&priority=\d+/, ''))
            throw new Error(`moved from ${before} to ${asked()}`);
          return await callComesThrough(rig);
        });
      }
    }
    await findings.attempt('told within 2 s', async () => {
      let told = false;
      const spoil = (async () => {
        while (!told) {
          channel()?.failHeld(noAnswers['a captive portal'] ?? { status: 200 });
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      })();
      const tookMs = await rig
        .until(({ session }) => session.status !== 'Ready', 'another status than Ready', 2_500)
        .finally(() => {
          told = true;
        });
      await spoil;
      await callComesThrough(rig);
      if (tookMs > 2_000) throw new Error(`told after ${Math.round(tookMs)} ms`);
      return undefined;
    });
    const wrong = await rig.complaints();
    findings.problems.push(...wrong);
    await rig.stop();
    return findings.result();
  },
};

/** R10: however many ask at a time, the token is renewed once, and an answer goes through. */
export const refusedToken: Check = {
  goal: 'R10',
  name: 'a token refused while 100 callers ring',
  async run({ quick }: CheckOptions) {
    const findings = new Findings();
    let most = 0;
    for (let round = 0; round < (quick ? 1 : 10); round += 1) {
      await findings.attempt('401 mid-ring', async () => {
        const rig = await Rig.ready();
        rig.server.habits.embed = false;
        rig.server.applications[0]?.channel.pause(true);
        const calls = await Promise.all(Array.from({ length: quick ? 30 : 100 }, () => rig.call()));
        const since = rig.server.ledger.next;
        rig.server.expireTokens();
        rig.server.applications[0]?.channel.pause(false);
        const ringing = () => calls.filter((call) => rig.seen(call)?.state === 'ringing');
        await rig.until((view) => ringing().length + view.moreRinging === calls.length, 'a ring of each');
        const [first, ...others] = ringing();
        if (first === undefined) return undefined;
        const startedAt = monotonicNow();
        rig.server.expireTokens();
        await rig.talk(first);
        const took = monotonicNow() - startedAt;
        const renewals = rig.server.ledger.entries.filter(
          ({ seq, kind, rel }) => seq >= since && kind === 'request' && rel === 'oauthtoken',
        ).length;
        most = Math.max(most, renewals);
        if (renewals > 2) throw new Error(`${renewals} renewals where the token was refused twice`);
        if (took > 2_000) throw new Error(`the answer took ${Math.round(took)} ms`);
        for (const call of calls) if (call !== first) await call.cancel();
        for (const call of others) await rig.over(call);
        await rig.until(({ history }) => history.calls === calls.length - 1, 'all the others as missed');
        const wrong = await rig.complaints();
        await rig.stop();
        if (wrong.length > 0) throw new Error(wrong.join('; '));
        return took;
      });
    }
    return findings.result({ 'renewals for two refusals': most });
  },
};

type Wish = readonly [status: number, retryAfter: () => string | null, atLeastMs: number];

const wishes: readonly Wish[] = [
  [503, () => '1', 1_000],
  [429, () => new Date(Date.now() + 2_500).toUTCString(), 900],
  [429, () => '2', 2_000],
  [429, () => null, 0],
  [503, () => 'soon', 0],
];

/** R11: Retry-After in each of its forms is obeyed. */
export const retryAfter: Check = {
  goal: 'R11',
  name: '429 and 503 with and without Retry-After',
  async run({ quick }: CheckOptions) {
    const findings = new Findings();
    const obey = async ([status, retryAfter, atLeastMs]: Wish): Promise<number> => {
      const rig = await Rig.ready();
      await rig.polled();
      const since = rig.server.ledger.next;
      const value = retryAfter();
      const headers = value === null ? {} : { 'Retry-After': value };
      const refusedAt = monotonicNow();
      rig.server.applications[0]?.channel.failHeld({ status, headers, body: { kind: 'html', text: 'later' } });
      const { at } = await rig.server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'events', {
        since,
        timeoutMs: 15_000,
      });
      if (at - refusedAt < atLeastMs) throw new Error(`asked again after ${Math.round(at - refusedAt)} ms`);
      await callComesThrough(rig);
      const wrong = await rig.complaints();
      await rig.stop();
      if (wrong.length > 0) throw new Error(wrong.join('; '));
      return at - refusedAt;
    };
    const tried = quick ? wishes.slice(0, 2) : wishes;
    await Promise.all(tried.map((wish) => findings.attempt(`${wish[0]} ${wish[1]() ?? 'without'}`, () => obey(wish))));
    return findings.result();
  },
};

/** R16: the answer was taken, and the reply is lost: asked after, never sent again. */
export const lostReply: Check = {
  goal: 'R16',
  name: 'the reply to an answer lost',
  async run({ quick }: CheckOptions) {
    const findings = new Findings();
    const rig = await Rig.ready();
    for (let round = 0; round < (quick ? 3 : 100); round += 1) {
      await findings.attempt('reply lost', async () => {
        const call = await rig.call();
        await rig.rings(call);
        const since = rig.server.ledger.next;
        rig.server.faults.dropNext('acceptWithAnswer', 'reply');
        const startedAt = monotonicNow();
        await rig.talk(call);
        const took = monotonicNow() - startedAt;
        const sent = rig.server.ledger.entries.filter(
          ({ seq, kind, rel }) => seq >= since && kind === 'request' && rel === 'acceptWithAnswer',
        ).length;
        if (sent !== 1) throw new Error(`${sent} answers were sent`);
        if (took > 3_000) throw new Error(`known after ${Math.round(took)} ms`);
        await call.hangUp();
        await rig.over(call);
        return took;
      });
    }
    findings.problems.push(...(await rig.complaints()));
    await rig.stop();
    return findings.result();
  },
};
