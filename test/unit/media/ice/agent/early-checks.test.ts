import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createEarlyChecks, type EarlyChecks } from '../../../../../main/media/ice/agent/early-checks.ts';
import type { Dialect } from '../../../../../main/media/ice/agent/peer-manner.ts';
import type { HostSocket, IceSocket } from '../../../../../main/media/ice/sockets/ice-socket.ts';
import type { StunMessage } from '../../../../../main/media/ice/stun/message.ts';
import { createFakeClock, type FakeClock } from '../../fake-clock.ts';
import { admits, createParty, left, type Party, right } from '../agents.ts';
import { createFakeNetwork, type FakeNetwork } from '../fake-network.ts';
import { type Asking, askWith, heardBy } from '../hand-made-peer.ts';

let clock: FakeClock;
let network: FakeNetwork;
let ours: HostSocket;
let theirs: HostSocket;
let early: EarlyChecks;
let heard: StunMessage[];

beforeEach(() => {
  clock = createFakeClock();
  network = createFakeNetwork(clock);
  ours = network.host('10.2.0.1').socket(1);
  theirs = network.host('10.1.0.1').socket(1);
  early = createEarlyChecks({ local: right, sockets: [ours], admits });
  heard = heardBy(theirs);
});

const caller = (sockets: readonly IceSocket[], dialect: Dialect = 'rfc5245'): Party =>
  createParty({
    ...{ components: 1, clock, dialect, role: 'controlling', forked: true, local: right, sockets },
    remote: { ...left, lite: false, candidates: [] },
  });

/** What the peer is told to such a check; `[]` where it is told nothing. */
function told(asking: Asking = {}): StunMessage['class'][] {
  heard.splice(0);
  askWith(theirs, ours, { controlling: false, ...asking });
  clock.advance(100);
  return heard.splice(0).map((message) => message.class);
}

const microsoft = { form: 'draft-02', microsoft: true } as const;

for (const dialect of ['rfc5245', 'ms-ice2'] as const) {
  test(`a peer of ${dialect} that nothing is known of finds its way before it answers, and is found by that alone`, async () => {
    const peer = createParty({
      ...{ components: 1, clock, dialect, role: 'controlled', local: left, sockets: [theirs] },
      remote: { ...right, lite: false, candidates: [ours.base] },
    });
    clock.advance(1000);
    assert.ok(peer.agent.send(1, Buffer.from('\x80 early')), 'a pair that works');
    const asked = network.sent.length;
    clock.advance(3000);
    assert.equal(network.sent.length, asked, 'it asks no more');
    const { agent, selected, failures } = caller(early.handOver(left.ufrag, [ours]), dialect);
    await Promise.resolve();
    clock.advance(3000);
    assert.deepEqual([failures, peer.failures], [[], []]);
    assert.ok(agent.isComplete() && peer.agent.isComplete());
    assert.equal(selected[0]?.[1].remote.host, theirs.base.host);
  });
}

test('the answer is in the form of the check', () => {
  assert.deepEqual(told(), ['success']);
  assert.deepEqual(told({ manner: microsoft }), ['success']);
});

test('nobody is answered who does not prove the password, or claims the control', () => {
  assert.deepEqual(told({ password: 'another password of theirs' }), []);
  assert.deepEqual(told({ username: `other:${left.ufrag}` }), []);
  assert.deepEqual(told({ username: right.ufrag }), []);
  assert.deepEqual(told({ controlling: true }), []);
});

test('who claims the control is met by the agent, as soon as there is one', async () => {
  assert.deepEqual(told({ controlling: true }), []);
  caller(early.handOver(left.ufrag, [ours]));
  await Promise.resolve();
  clock.advance(100);
  assert.ok(heard.some((message) => message.class === 'error' || message.class === 'success'));
});

test('a peer with an agent is left to that, others are answered on, and nobody once somebody has accepted', () => {
  early.handOver(left.ufrag, [ours]);
  assert.deepEqual(told(), []);
  assert.deepEqual(told({ username: `${right.ufrag}:other` }), ['success']);
  early.stop();
  assert.deepEqual(told({ username: `${right.ufrag}:other` }), []);
});

test('no more is kept than a few peers ask from a few places, the newest of it, and for its own peer alone', async () => {
  const replayed = async (peer: string) => {
    let count = 0;
    for (const socket of early.handOver(peer, [ours])) socket.onDatagram(() => (count += 1));
    await Promise.resolve();
    return count;
  };
  for (let port = 0; port < 50; port += 1) {
    const socket = network.host('10.1.0.2').socket(1);
    for (const peer of ['many', 'more']) {
      for (let time = 0; time < 2; time += 1)
        askWith(socket, ours, { username: `${right.ufrag}:${peer}`, controlling: false });
    }
  }
  clock.advance(100);
  assert.deepEqual([await replayed('many'), await replayed('many'), await replayed('nobody')], [16, 0, 0]);
  for (let peer = 0; peer < 50; peer += 1) told({ username: `${right.ufrag}:peer ${peer}` });
  assert.deepEqual([await replayed('more'), await replayed('peer 0'), await replayed('peer 49')], [0, 0, 1]);
});
