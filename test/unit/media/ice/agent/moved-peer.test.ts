import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IceSocket } from '../../../../../main/media/ice/sockets/ice-socket.ts';
import { usesCandidate } from '../../../../../main/media/ice/stun/binding-attributes.ts';
import { createFakeClock, type FakeClock } from '../../fake-clock.ts';
import { candidatesOf, createParty, left, type Party, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { answerAll, askWith, heardBy } from '../hand-made-peer.ts';

interface Moving {
  readonly clock: FakeClock;
  readonly party: Party;
  readonly own: IceSocket;
  readonly first: IceSocket;
  readonly second: IceSocket;
  /** It asks from there only when it is told to. */
  readonly later: IceSocket;
  readonly ask: (from: IceSocket, priority?: number) => void;
  /** Nothing goes there and comes from there any more. */
  readonly leaveFirst: () => void;
  /** A second in which media comes from there. */
  readonly hear: (from: IceSocket) => void;
  readonly goesTo: () => string | undefined;
}

/** A peer that is known at one place, and was selected there; it turns up at one beside it, and in another network too. */
function moving(useCandidate: boolean, role: 'controlled' | 'controlling' = 'controlled'): Moving {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const socketAt = (host: string) => network.host(host).socket(1);
  const [own, first, second] = [socketAt('10.2.0.1'), socketAt('10.1.0.1'), socketAt('10.1.0.2')] as const;
  const [beside, later] = [socketAt('10.1.0.3'), socketAt('10.1.0.4')] as const;
  const remote = { ...left, lite: false, candidates: candidatesOf([first]) };
  const shared = { components: 1, clock, dialect: 'rfc5245', role } as const;
  const controlling = role === 'controlled';
  const party = createParty({ ...shared, local: right, remote, sockets: [own] });
  for (const socket of [first, second, beside, later]) answerAll(socket, left);
  const ask = (from: IceSocket, priority?: number) =>
    askWith(from, own, { useCandidate, controlling, ...(priority === undefined ? {} : { priority }) });
  askWith(first, own, { useCandidate: controlling, controlling });
  clock.advance(1000);
  ask(beside, 2_000_000);
  ask(second, 1_000_000);
  clock.advance(1000);
  const gone = [first, beside].map(({ base }) => base.host);
  return {
    ...{ clock, party, own, first, second, later, ask },
    leaveFirst: () => network.watch(({ from, to }) => !gone.includes(from.host) && !gone.includes(to.host)),
    hear(from) {
      party.agent.mediaFrom(1, from.base);
      clock.advance(1000);
    },
    goesTo: () => party.agent.selected(1)?.remote.host,
  };
}

for (const [name, useCandidate, seconds] of [
  ['that it wants us to use, after a second or two', true, 3],
  ['that it says nothing of, after some seconds', false, 10],
] as const) {
  test(`a peer that is heard at another place alone, ${name}, is followed there for good`, () => {
    const { hear, first, second, leaveFirst, goesTo, clock, party } = moving(useCandidate);
    hear(first);
    assert.equal(goesTo(), '10.1.0.1');
    leaveFirst();
    for (let count = 0; count < seconds; count += 1) hear(second);
    assert.equal(goesTo(), '10.1.0.2');
    clock.advance(120_000);
    assert.equal(goesTo(), '10.1.0.2');
    assert.deepEqual(party.failures, []);
  });
}

test('where the peer was it does not go back to by an old nomination, whatever else comes to work', () => {
  const { hear, ask, second, later, leaveFirst, goesTo, clock } = moving(true);
  leaveFirst();
  for (let count = 0; count < 3; count += 1) hear(second);
  assert.equal(goesTo(), '10.1.0.2');
  ask(later, 500_000);
  clock.advance(1000);
  assert.equal(goesTo(), '10.1.0.2');
});

test('a peer that waits to be told by us is told where it is followed to', () => {
  const { hear, first, second, leaveFirst, goesTo } = moving(false, 'controlling');
  assert.equal(goesTo(), '10.1.0.1');
  const nominations = () => asked.filter(usesCandidate);
  const asked = heardBy(second);
  hear(first);
  leaveFirst();
  for (let count = 0; count < 10; count += 1) hear(second);
  assert.equal(goesTo(), '10.1.0.2');
  assert.equal(nominations().length, 1);
});

test('a peer that is heard where it was is not followed elsewhere', () => {
  const { hear, first, second, goesTo } = moving(true);
  for (let count = 0; count < 30; count += 1) {
    hear(second);
    hear(first);
  }
  assert.equal(goesTo(), '10.1.0.1');
});

test('nor is one that answers where it was, and did not say that it wants another place', () => {
  const { hear, second, goesTo } = moving(false);
  for (let count = 0; count < 60; count += 1) hear(second);
  assert.equal(goesTo(), '10.1.0.1');
});

test('media from where the peer was never proved to be moves nothing', () => {
  const { clock, party, leaveFirst, goesTo } = moving(false);
  leaveFirst();
  for (let count = 0; count < 20; count += 1) {
    party.agent.mediaFrom(1, { host: '10.9.0.9', port: 5000 });
    clock.advance(1000);
  }
  assert.equal(goesTo(), '10.1.0.1');
});
