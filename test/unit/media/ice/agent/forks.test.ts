import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeClock } from '../../fake-clock.ts';
import { createParty, left, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';

const third = { ufrag: 'Third33', pwd: 'third-password-of-24-cha' };

/** A caller whose offer went to two, who know each other's address as little as the caller does: all is learned from checks. */
function ringing(forked: boolean) {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const ours = network.host('10.2.0.1').socket(1);
  const shared = { components: 1, clock, dialect: 'rfc5245' } as const;
  const places = [
    { host: '10.1.0.1', credentials: left },
    { host: '10.3.0.1', credentials: third },
  ];
  return places.map(({ host, credentials }) => {
    const socket = network.host(host).socket(1);
    const agent = createParty({
      ...shared,
      ...{ role: 'controlling', forked, local: right, sockets: [ours] },
      remote: { ...credentials, lite: false, candidates: [] },
    });
    const peer = createParty({
      ...shared,
      ...{ role: 'controlled', local: credentials, sockets: [socket] },
      remote: { ...right, lite: false, candidates: [ours.base] },
    });
    return { agent, peer, place: socket.base, clock };
  });
}

test('of two agents with one name each answers the peer that it is for, and learns nothing of the other', () => {
  const [one, other] = ringing(true);
  assert.ok(one && other);
  one.clock.advance(5000);
  for (const { agent, peer, place } of [one, other]) {
    assert.deepEqual([agent.failures, peer.failures], [[], []]);
    assert.equal(agent.agent.selected(1)?.remote.host, place.host);
    assert.ok(agent.agent.send(1, Buffer.from('\x80 hello')));
  }
  assert.ok(!one.agent.agent.knows(1, other.place) && !other.agent.agent.knows(1, one.place));
});

test('an agent that is alone with its name takes a peer whose name is another one by its password', () => {
  const [one, other] = ringing(false);
  assert.ok(one && other);
  one.clock.advance(5000);
  assert.ok(one.agent.agent.knows(1, other.place));
});
