import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IceAgentDeps } from '../../../../../main/media/ice/agent/ice-agent.ts';
import { candidatePriority } from '../../../../../main/media/ice/candidates/candidate.ts';
import type { IceSocket } from '../../../../../main/media/ice/sockets/ice-socket.ts';
import { usesCandidate } from '../../../../../main/media/ice/stun/binding-attributes.ts';
import { readStun } from '../../../../../main/media/ice/stun/read-stun.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { createParty, left, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { answerAll, askWith, heardBy } from '../hand-made-peer.ts';

/** An agent and a peer with three addresses, the best first; those in `deaf` answer nothing before their time. */
function stage(role: IceAgentDeps['role'], deafMs: readonly number[]) {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const ours = network.host('10.2.0.1').socket(1);
  const peers = deafMs.map((_, index) => {
    const priority = candidatePriority('host', 100 - index, 1);
    return network.host(`10.1.0.${index + 1}`).socket(1, { priority, foundation: String(index) });
  });
  for (const peer of peers) answerAll(peer, left);
  network.watch(({ to }) => {
    const index = peers.findIndex(({ base }) => base.host === to.host);
    return index < 0 || clock.now() >= (deafMs[index] ?? 0);
  });
  const party = createParty({
    role,
    local: right,
    remote: { ...left, lite: false, candidates: peers.map(({ base }) => base) },
    components: 1,
    sockets: [ours],
    clock,
    dialect: 'rfc5245',
  });
  const hosts = () => party.selected.map(([, { remote }]) => remote.host);
  const checked = () => {
    const requests = network.sent.filter(
      ({ from, bytes }) => from === ours.base && readStun(bytes)?.class === 'request',
    );
    return requests.map(({ to }) => to.host);
  };
  return { clock, ours, peers, party, hosts, checked };
}

test('the best way is nominated at once', () => {
  const { clock, hosts } = stage('controlling', [0, 0, 0]);
  clock.advance(150);
  assert.deepEqual(hosts(), ['10.1.0.1']);
});

test('a better way that answers within a second of the first is waited for', () => {
  const { clock, hosts, party } = stage('controlling', [600, 0, 0]);
  clock.advance(500);
  assert.deepEqual(hosts(), []);
  assert.ok(party.agent.send(1, Buffer.from('meanwhile')));
  clock.advance(500);
  assert.deepEqual(hosts(), ['10.1.0.1']);
});

test('no longer than a second', () => {
  const { clock, hosts } = stage('controlling', [60_000, 0, 0]);
  clock.advance(990);
  assert.deepEqual(hosts(), []);
  clock.advance(110);
  assert.deepEqual(hosts(), ['10.1.0.2']);
});

test('the second begins when the first way works, however late that is', () => {
  const { clock, hosts } = stage('controlling', [60_000, 60_000, 5000]);
  clock.advance(6500);
  assert.deepEqual(hosts(), []);
  clock.advance(500);
  assert.deepEqual(hosts(), ['10.1.0.3']);
});

test('once it is nominated a controlling agent checks no other any more', () => {
  const { clock, checked } = stage('controlling', [60_000, 0, 60_000]);
  clock.advance(1500);
  const before = checked().length;
  clock.advance(30_000);
  assert.deepEqual([...new Set(checked().slice(before))], ['10.1.0.2']);
});

test('a controlled agent goes on with the better ones only: the peer may want one of them yet', () => {
  const { clock, ours, peers, checked, hosts } = stage('controlled', [60_000, 0, 60_000]);
  clock.advance(200);
  assert.ok(peers[1] && peers[0]);
  askWith(peers[1], ours, { useCandidate: true });
  clock.advance(100);
  askWith(peers[1], ours, { useCandidate: true });
  clock.advance(100);
  assert.deepEqual(hosts(), ['10.1.0.2']);
  const before = checked().length;
  clock.advance(30_000);
  assert.deepEqual([...new Set(checked().slice(before))].sort(), ['10.1.0.1', '10.1.0.2']);
});

test('a lesser one that the peer nominates after is not gone over to', () => {
  const { clock, ours, peers, hosts } = stage('controlled', [0, 0, 0]);
  assert.ok(peers[0] && peers[2]);
  clock.advance(200);
  askWith(peers[0], ours, { useCandidate: true });
  clock.advance(100);
  askWith(peers[2], ours, { useCandidate: true });
  clock.advance(500);
  assert.deepEqual(hosts(), ['10.1.0.1']);
});

test('where reports find no way, the peer is told which one voice takes all the same', () => {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const [ours, theirs] = ['10.2.0.1', '10.1.0.1'].map((host) => [
    network.host(host).socket(1),
    network.host(host).socket(2),
  ]) as unknown as [[IceSocket, IceSocket], [IceSocket, IceSocket]];
  answerAll(theirs[0], left);
  const party = createParty({
    role: 'controlling',
    local: right,
    remote: { ...left, lite: false, candidates: theirs.map(({ base }) => base) },
    components: 2,
    sockets: ours,
    clock,
    dialect: 'rfc5245',
  });
  const asked = heardBy(theirs[0]);
  clock.advance(39_000);
  assert.deepEqual(party.selected, []);
  clock.advance(1000);
  assert.deepEqual([party.agent.selected(1)?.remote.host, party.agent.isComplete()], ['10.1.0.1', true]);
  assert.equal(asked.filter(usesCandidate).length, 1);
  assert.deepEqual(party.failures, []);
});
