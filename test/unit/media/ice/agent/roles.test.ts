import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeClock } from '../../fake-clock.ts';
import { createParty, left, right, seededRandom } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { answerAll } from '../hand-made-peer.ts';
import { assertSelected, assertTalk, meet } from '../meeting.ts';

for (const role of ['controlling', 'controlled'] as const) {
  for (const dialect of ['rfc5245', 'ms-ice2'] as const) {
    test(`two agents of ${dialect} that are both ${role} settle it, whoever has the larger tie-breaker`, () => {
      const outcomes = new Set<string>();
      for (let seed = 0; seed < 20; seed += 1) {
        const shared = { role, dialect } as const;
        const meeting = meet({
          caller: { ...shared, random: seededRandom(`caller ${seed}`) },
          callee: { ...shared, random: seededRandom(`callee ${seed}`) },
        });
        meeting.clock.advance(3000);
        assertSelected(meeting);
        assertTalk(meeting);
        const [one, other] = [meeting.caller.agent.role(), meeting.callee.agent.role()];
        assert.notEqual(one, other);
        outcomes.add(one);
      }
      assert.equal(outcomes.size, 2);
    });
  }
}

test('a conflict over a bad network is settled too', () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const meeting = meet({
      link: { loss: 0.3, delayMs: 50, jitterMs: 100 },
      seed: `conflict ${seed}`,
      callee: { role: 'controlling', random: seededRandom(`callee ${seed}`) },
    });
    meeting.clock.advance(30_000);
    assertSelected(meeting);
    assert.notEqual(meeting.caller.agent.role(), meeting.callee.agent.role());
  }
});

test('towards a lite agent ours controls, though it made the answer', () => {
  const meeting = meet({ callee: { remote: { ...left, lite: true, candidates: [] } } });
  assert.equal(meeting.callee.agent.role(), 'controlling');
  const plain = meet({ caller: { remote: { ...right, lite: false, candidates: [] } } });
  assert.equal(plain.caller.agent.role(), 'controlling');
});

for (const dialect of ['rfc5245', 'ms-ice2'] as const) {
  test(`a lite peer of ${dialect}, which only answers, is nominated a pair of each component, once`, () => {
    const clock = createFakeClock();
    const network = createFakeNetwork(clock);
    const [ours, peers] = ['10.2.0.1', '10.1.0.1'].map((host) => {
      return ([1, 2] as const).map((component) => network.host(host).socket(component));
    });
    assert.ok(ours && peers);
    const form = dialect === 'ms-ice2' ? 'draft-02' : 'rfc5389';
    for (const socket of peers) answerAll(socket, left, { manner: { form, microsoft: dialect === 'ms-ice2' } });
    const nominations: number[] = [];
    network.watch(({ bytes, to }) => {
      if (bytes.includes(Buffer.from([0, 0x25, 0, 0]))) nominations.push(to.port);
      return true;
    });
    const candidates = peers.map(({ base }) => base);
    const party = createParty({
      role: 'controlled',
      local: right,
      remote: { ...left, lite: true, candidates },
      components: 2,
      sockets: ours,
      clock,
      dialect,
    });
    clock.advance(60_000);
    assert.deepEqual(party.selected.map(([component]) => component).sort(), [1, 2]);
    assert.deepEqual(
      nominations.sort(),
      candidates.map(({ port }) => port),
    );
    assert.deepEqual(party.failures, []);
  });
}
