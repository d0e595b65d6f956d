import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidatePriority } from '../../../../../main/media/ice/candidates/candidate.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { createParty, left, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { answerAll } from '../hand-made-peer.ts';

/** An agent with two addresses and a peer with twelve, of which none answers; the times and places of its checks. */
function checksOf(ms: number) {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const sockets = [1, 2].flatMap((last) =>
    ([1, 2] as const).map((component) =>
      network.host(`10.2.0.${last}`).socket(component, { foundation: String(last) }),
    ),
  );
  const candidates = Array.from({ length: 12 }, (_, index) =>
    ([1, 2] as const).map(
      (component) =>
        network.host(`10.1.0.${index + 1}`).socket(component, {
          foundation: String(index),
          priority: candidatePriority('host', index, component),
        }).base,
    ),
  ).flat();
  const checks: { readonly at: number; readonly id: string; readonly to: string; readonly component: number }[] = [];
  network.watch(({ bytes, to }) => {
    const component = candidates.find(({ port }) => port === to.port)?.component ?? 0;
    checks.push({ at: clock.now(), id: bytes.subarray(8, 20).toString('hex'), to: to.host, component });
    return true;
  });
  const party = createParty({
    role: 'controlling',
    local: right,
    remote: { ...left, lite: false, candidates },
    components: 2,
    sockets,
    clock,
    dialect: 'rfc5245',
  });
  clock.advance(ms);
  return { checks, party, clock };
}

test('new checks leave 20 ms apart, the best first, the first component before the second', () => {
  const { checks, party } = checksOf(900);
  const first = checks.filter((check, index) => checks.findIndex(({ id }) => id === check.id) === index);
  const gaps = first.slice(1).map((check, index) => check.at - (first[index]?.at ?? 0));
  assert.ok(gaps.every((gap) => gap >= 20));
  assert.equal(first[0]?.to, '10.1.0.12');
  assert.ok(first.slice(0, 24).every(({ component }) => component === 1));
  assert.ok(first.slice(24, 44).every(({ component }) => component === 2));
  party.agent.close();
});

test('a check is sent again after 250 ms, then after twice as long up to 2 s, with the same number, until the time is up', () => {
  const { checks, party, clock } = checksOf(60_000);
  const [one] = checks;
  const times = checks.filter(({ id }) => id === one?.id).map(({ at }) => at);
  assert.deepEqual(times.slice(0, 6), [0, 250, 750, 1750, 3750, 5750]);
  assert.deepEqual(
    times.slice(-2),
    [35_750, 37_750, 39_750].filter((at) => at < 39_500),
  );
  assert.equal(party.failures.length, 1);
  assert.equal(clock.waiting(), 0);
});

test('of a hundred thousand possible pairs no more than fifty of each component are checked', () => {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const sockets = Array.from({ length: 8 }, (_, index) => network.host(`10.2.0.${index}`).socket(1));
  const candidates = Array.from({ length: 32 }, (_, index) => network.host(`10.1.0.${index}`).socket(1).base);
  createParty({
    role: 'controlling',
    local: right,
    remote: { ...left, lite: false, candidates },
    components: 1,
    sockets,
    clock,
    dialect: 'rfc5245',
  });
  clock.advance(10_000);
  assert.equal(new Set(network.sent.map(({ from, to }) => `${from.host} ${to.host}`)).size, 50);
});

test('once a way of one component works, the same way of the other has its turn first', () => {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock, { delayMs: 5 });
  const host = network.host('10.2.0.1');
  const sockets = [host.socket(1), host.socket(2)];
  const peers = ['1', '2', '3'].map((foundation, index) =>
    ([1, 2] as const).map((component) => {
      const priority = candidatePriority('host', 100 - index, component);
      return network.host(`10.1.0.${foundation}`).socket(component, { foundation, priority });
    }),
  );
  const [voice] = peers[2] ?? [];
  assert.ok(voice);
  answerAll(voice, left);
  createParty({
    role: 'controlling',
    local: right,
    remote: { ...left, lite: false, candidates: peers.flat().map(({ base }) => base) },
    components: 2,
    sockets,
    clock,
    dialect: 'rfc5245',
  });
  clock.advance(1000);
  const reports = network.sent.filter(({ from }) => from === sockets[1]?.base).map(({ to }) => to.host);
  assert.deepEqual([...new Set(reports)], ['10.1.0.3', '10.1.0.1', '10.1.0.2']);
});
