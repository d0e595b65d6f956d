/** How long an answer takes to the server after a long silence, at a round trip of 100 ms. */
import { monotonicNow } from '../ucwa-server/ledger.ts';
import { type Check, type CheckOptions, Findings } from './check.ts';
import { Rig } from './rig.ts';

const roundTripMs = 100;
/** Of what TCP, TLS and the request take together. */
const share = 0.6;

/** While it rings a connection is made, so that the answer waits for no greeting. */
export const readyAnswer: Check = {
  goal: 'R28',
  name: 'an answer after a long silence goes out on a connection that waits',
  async run({ quick, seed }: CheckOptions) {
    const findings = new Findings();
    const [warm, cold]: [number[], number[]] = [[], []];
    const rig = await Rig.ready({ proxySeed: seed });
    rig.proxy.set({ latencyMs: roundTripMs / 2 });
    for (let round = 0; round < (quick ? 1 : 30); round += 1) {
      await findings.attempt(`answer ${round}`, async () => {
        await rig.polled();
        // After a silence the server has closed what waited.
        rig.http.dropIdle();
        cold.push(await asks(rig));
        const call = await rig.call();
        await rig.rings(call);
        // As long as a hand takes to the button, and longer than the greetings.
        await new Promise((resolve) => setTimeout(resolve, 8 * roundTripMs));
        rig.http.dropIdle();
        const since = rig.server.ledger.next;
        const pressedAt = monotonicNow();
        rig.phone.command({ type: 'answer', callId: rig.seen(call)?.id ?? '' });
        const { at } = await rig.server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'acceptWithAnswer', {
          since,
        });
        warm.push(at - pressedAt);
        await call.accepted;
        await call.hangUp();
        await rig.over(call);
        return at - pressedAt;
      });
    }
    const wrong = await rig.complaints();
    findings.problems.push(...wrong);
    await rig.stop();
    const [median, without] = [medianOf(warm), medianOf(cold)];
    if (!quick && median > without * share) findings.problems.push(`${median} ms, and ${without} ms without`);
    return findings.result({ 'without it, median ms': without });
  },
};

/** The same way over a connection that has to be made. */
async function asks({ http, server }: Rig): Promise<number> {
  const since = server.ledger.next;
  const startedAt = monotonicNow();
  const url = server.discoveryUrl;
  const asked = http.send({ method: 'GET', url, headers: {}, timeoutMs: 10_000, ownConnection: true });
  const { at } = await server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'root', { since });
  await asked.response;
  return at - startedAt;
}

function medianOf(values: readonly number[]): number {
  return Math.round([...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0);
}
