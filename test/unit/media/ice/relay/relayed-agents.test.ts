import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidatePriority } from '../../../../../main/media/ice/candidates/candidate.ts';
import type { TransportAddress } from '../../../../../main/media/ice/transport-address.ts';
import { candidatesOf, createParty, left, right, seededRandom } from '../agents.ts';
import { createFakeNetwork, type Link } from '../fake-network.ts';
import { createFakeTurnServer } from './fake-turn-server.ts';
import { allocated, relayRig } from './rig.ts';

/** A caller in the open and a callee behind a symmetric NAT, whose only candidate is a relay's, or whose best is its own. */
async function meetOverRelay(link: Link, own: 'alone' | 'beside its own' = 'alone') {
  const random = seededRandom(`relay ${JSON.stringify(link)}`).fraction;
  const quiet = relayRig();
  const { clock } = quiet;
  const network = createFakeNetwork(clock, link, random);
  const nat = network.nat('203.0.113.1', 'symmetric');
  const base = network.host('10.1.0.1', nat).socket(1);
  const server = createFakeTurnServer(network.host('198.51.100.7'));
  const allocation = await allocated({ ...quiet, network, base, server }, { base, server: server.address });
  const priority = candidatePriority('relay', 65_535, 1);
  const facts = { foundation: '10', component: 1, transport: 'udp', type: 'relay', related: null } as const;
  const relayed = allocation.as({ ...allocation.relayed, ...facts, priority });
  const far = network.host('192.0.2.9').socket(1);
  const shared = { components: 1, clock, dialect: 'ms-ice2' } as const;
  const callee = createParty({
    ...shared,
    role: 'controlled',
    local: right,
    remote: { ...left, lite: false, candidates: candidatesOf([far]) },
    sockets: own === 'alone' ? [relayed] : [base, relayed],
  });
  const caller = createParty({
    ...shared,
    role: 'controlling',
    local: left,
    remote: { ...right, lite: false, candidates: [relayed.base] },
    sockets: [far],
  });
  return { clock, network, server, relayed, callee, caller };
}

for (const link of [{}, { loss: 0.2 }, { loss: 0.2, delayMs: 80, jitterMs: 100 }] as const) {
  test(`two find each other over a relay alone, with ${JSON.stringify(link)}`, async () => {
    const { clock, server, callee, caller } = await meetOverRelay(link);
    clock.advance(20_000);
    assert.equal(callee.agent.selected(1)?.local.type, 'relay');
    assert.equal(caller.agent.selected(1)?.remote.host, '198.51.100.7');
    for (let count = 0; count < 100; count += 1) {
      caller.agent.send(1, Buffer.from(`\x80 there ${count}`));
      callee.agent.send(1, Buffer.from(`\x80 back ${count}`));
      clock.advance(20);
    }
    clock.advance(1000);
    const isMost = 'loss' in link ? 35 : 100;
    assert.ok(callee.datagrams.length >= isMost && caller.datagrams.length >= isMost);
    assert.equal(server.channels.size, 1);
    // For ten minutes, over renewals of everything; voice comes all the while.
    for (let count = 0; count < 120; count += 1) {
      clock.advance(5000);
      callee.agent.farIsThere();
      caller.agent.farIsThere();
    }
    assert.ok(caller.agent.send(1, Buffer.from('\x80 late')));
    clock.advance(1000);
    assert.deepEqual([callee.failures, caller.failures], [[], []]);
  });
}

test('nothing leaves for the far side but through the relay', async () => {
  const { clock, network, callee } = await meetOverRelay({});
  clock.advance(5000);
  assert.ok(callee.agent.selected(1));
  const direct = network.sent.filter(({ from, to }) => from.host === '203.0.113.1' && to.host !== '198.51.100.7');
  assert.deepEqual(direct, []);
});

test('a relay that dies gives its place to a way that was not there before', async () => {
  const { clock, network, server, relayed, callee, caller } = await meetOverRelay({}, 'beside its own');
  const isDirect = ({ host }: TransportAddress, other: TransportAddress) =>
    host === '192.0.2.9' && other.host === '203.0.113.1';
  let blocked = true;
  network.watch(({ from, to }) => !blocked || !(isDirect(from, to) || isDirect(to, from)));
  clock.advance(45_000);
  assert.equal(callee.agent.selected(1)?.local.type, 'relay');
  blocked = false;
  server.fault = () => 'silent';
  network.watch(({ from, to }) => from.host !== '198.51.100.7' && to.host !== '198.51.100.7');
  callee.agent.lose([relayed]);
  clock.advance(45_000);
  assert.equal(callee.agent.selected(1)?.local.type, 'host');
  callee.agent.send(1, Buffer.from('\x80 here'));
  caller.agent.send(1, Buffer.from('\x80 there'));
  clock.advance(1000);
  assert.ok(caller.datagrams.some(([, text]) => text.endsWith('here')));
  assert.ok(callee.datagrams.some(([, text]) => text.endsWith('there')));
  assert.deepEqual([callee.failures, caller.failures], [[], []]);
});
