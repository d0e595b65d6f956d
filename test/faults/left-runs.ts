/** Answers of the event channel that can never be read: the application is left for another. */

import type { Reply } from '../ucwa-server/http/reply.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import type { Check, CheckOptions } from './check.ts';
import { Findings } from './check.ts';
import { Rig } from './rig.ts';

const json = (text: string, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  headers,
  body: { kind: 'text', text, type: 'application/json' },
});
const next = '"_links":{"next":{"href":"/ucwa/oauth/v1/applications/1/events?ack=9"}}';
const event = '{"link":{"rel":"presence","href":"/p"},"type":"updated"}';
/** More than any server has in an application that is new. */
const often = 40;

/** What the channel of one application says for ever; a function plans it in another way. */
const hopeless: Readonly<Record<string, Reply | ((rig: Rig) => void)>> = {
  'more than 4 MiB': json(`{${next},"text":"${'x'.repeat(4 * 1024 * 1024)}"}`),
  'too many entries': json(
    `{${next},"sender":[{"rel":"me","href":"/me","events":[${`${event},`.repeat(50_001)}${event}]}]}`,
  ),
  'too deep': json(`{${next},"sender":${'['.repeat(40_000)}${']'.repeat(40_000)}}`),
  'a header that is too long': json(`{${next}}`, { 'X-Long': 'x'.repeat(70_000) }),
  'compressed, it says': json(`{${next}}`, { 'Content-Encoding': 'gzip' }),
  'an encoding that nobody asked for': json(`{${next}}`, { 'Content-Encoding': 'zstd' }),
  'cut JSON': json(`{${next}`),
  'a page': { status: 200, body: { kind: 'html', text: '<html><body>Welcome</body></html>' } },
  'cut at the same byte': (rig) => {
    for (let time = 0; time < often; time += 1) rig.server.faults.cutNext('events', { at: 260, how: 'reset' });
  },
};

export const leftBehind: Check = {
  goal: 'R4',
  name: 'answers that can never be read',
  async run({ quick, progress }: CheckOptions) {
    const findings = new Findings();
    for (const [what, answer] of Object.entries(hopeless).slice(0, quick ? 3 : undefined)) {
      await findings.attempt(what, async () => {
        const rig = await Rig.ready();
        const { server } = rig;
        await rig.polled();
        const since = server.ledger.next;
        const from = monotonicNow();
        if (typeof answer === 'function') answer(rig);
        else for (let time = 0; time < often; time += 1) server.faults.replyNext('GET events', answer);
        // Whatever waits now is answered; all that follows is as it was planned.
        server.applications[0]?.channel.failHeld(typeof answer === 'function' ? { status: 500 } : answer);
        await server.waitFor(
          ({ kind, method, rel }) => kind === 'request' && method === 'POST' && rel === 'applications',
          { since, timeoutMs: 30_000 },
        );
        server.faults.clear();
        const call = await rig.call().catch(() => null);
        await rig.status('Ready');
        await rig.polled();
        const second = await rig.call();
        await rig.rings(second);
        const took = monotonicNow() - from;
        rig.outages.push({ from, to: monotonicNow() });
        for (const each of [call, second]) if (each?.state === 'ringing') await each.cancel();
        await rig.over(second);
        const wrong = await rig.complaints();
        await rig.stop();
        if (wrong.length > 0) throw new Error(wrong.join('; '));
        progress(`${what}: ${Math.round(took)} ms`);
        return took;
      });
    }
    return findings.result();
  },
};
