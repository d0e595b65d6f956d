import assert from 'node:assert/strict';
import { test } from 'node:test';
import { left, right, seededRandom } from '../agents.ts';
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
