import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertSelected, assertTalk, meet } from '../meeting.ts';

for (const callers of ['rfc5245', 'ms-ice2'] as const) {
  for (const callees of ['rfc5245', 'ms-ice2'] as const) {
    test(`a caller of ${callers} and a callee of ${callees} meet on both components`, () => {
      const meeting = meet({ caller: { dialect: callers }, callee: { dialect: callees } });
      meeting.clock.advance(2000);
      assertSelected(meeting);
      assertTalk(meeting);
    });
  }
}

describe('through NATs', () => {
  const kinds = ['full-cone', 'address-restricted', 'port-restricted', 'symmetric'] as const;
  for (const [one, other] of kinds.flatMap((kind) => kinds.map((peer) => [kind, peer] as const))) {
    const impossible =
      [one, other].includes('symmetric') &&
      ['symmetric', 'port-restricted'].includes(one) &&
      ['symmetric', 'port-restricted'].includes(other);
    test(`${one} towards ${other}${impossible ? ' needs a relay, and says so in time' : ''}`, () => {
      const meeting = meet({ nats: [one, other] });
      meeting.clock.advance(impossible ? 39_499 : 5000);
      if (!impossible) {
        assertSelected(meeting);
        assertTalk(meeting);
        return;
      }
      assert.deepEqual(meeting.caller.failures, []);
      meeting.clock.advance(2);
      for (const { failures } of [meeting.caller, meeting.callee]) {
        assert.deepEqual(
          failures.map(({ kind }) => kind),
          ['no-answer'],
        );
      }
    });
  }
});

describe('over a bad network', () => {
  for (const dialect of ['rfc5245', 'ms-ice2'] as const) {
    test(`two agents of ${dialect} meet though a third of all is lost and the rest comes out of order`, () => {
      for (let seed = 0; seed < 40; seed += 1) {
        const link = { loss: 0.33, delayMs: 40, jitterMs: 120 };
        const meeting = meet({ link, seed: `network ${seed}`, caller: { dialect }, callee: { dialect } });
        meeting.clock.advance(20_000);
        assertSelected(meeting);
        for (const { agent } of [meeting.caller, meeting.callee]) assert.ok(agent.isComplete());
        meeting.caller.agent.close();
        meeting.callee.agent.close();
      }
    });
  }

  test('where nothing comes through both say so, and leave no timer', () => {
    const meeting = meet({ link: { loss: 1 } });
    meeting.clock.advance(40_000);
    for (const { failures, agent } of [meeting.caller, meeting.callee]) {
      const message = 'none of 1 ways to the far side works';
      assert.deepEqual(failures, [{ kind: 'no-answer', message }]);
      assert.equal(agent.send(1, Buffer.from('late')), false);
    }
    assert.equal(meeting.clock.waiting(), 0);
  });

  test('where only reports do not come through, voice goes on without them', () => {
    const meeting = meet();
    meeting.network.watch(({ from, to }) => ![from, to].some(({ port }) => port === 40_002 || port === 40_004));
    meeting.clock.advance(45_000);
    assertSelected(meeting, [1]);
    assertTalk(meeting, [1]);
    for (const { agent } of [meeting.caller, meeting.callee]) {
      assert.ok(agent.isComplete());
      assert.equal(agent.send(2, Buffer.from('report')), false);
    }
    meeting.clock.advance(120_000);
    assertTalk(meeting, [1]);
  });

  test('where reports come through no longer, voice goes on without them', () => {
    const meeting = meet();
    meeting.clock.advance(5000);
    assertSelected(meeting);
    meeting.network.watch(({ from, to }) => ![from, to].some(({ port }) => port === 40_002 || port === 40_004));
    meeting.clock.advance(60_000);
    assertTalk(meeting, [1]);
    assert.equal(meeting.caller.agent.send(2, Buffer.from('report')), false);
  });
});

test('one component is enough with rtcp-mux, and where the far side names nothing for the other', () => {
  const mux = meet({ components: 1 });
  mux.clock.advance(2000);
  assertSelected(mux, [1]);
  assertTalk(mux, [1]);
  const { caller } = meet();
  assert.equal(caller.agent.isComplete(), false);
  const half = meet({ components: 1, callee: { components: 2 } });
  half.clock.advance(2000);
  assertSelected(half, [1]);
  assert.ok(half.callee.agent.isComplete());
});

test('voice goes out as soon as one way works, before any is agreed on', () => {
  const meeting = meet({ link: { delayMs: 100 } });
  assert.equal(meeting.caller.agent.send(1, Buffer.from('too early')), false);
  meeting.clock.advance(220);
  assert.equal(meeting.callee.agent.selected(1), null);
  assert.equal(meeting.callee.agent.send(1, Buffer.from('\x80early')), true);
  meeting.clock.advance(110);
  assert.deepEqual(
    meeting.caller.datagrams.map(([component, text]) => [component, text]),
    [[1, '\x80early']],
  );
});

test('an agent that is closed says nothing, and leaves no timer', () => {
  const meeting = meet();
  meeting.clock.advance(30);
  meeting.caller.agent.close();
  meeting.callee.agent.close();
  meeting.callee.agent.close();
  const before = meeting.network.sent.length;
  meeting.clock.advance(60_000);
  assert.equal(meeting.network.sent.length, before);
  assert.equal(meeting.clock.waiting(), 0);
  assert.deepEqual([meeting.caller.failures, meeting.callee.selected], [[], []]);
  assert.equal(meeting.caller.agent.confirm([]), false);
});

test('a dormant agent sends nothing, for as long as the call rings, and has its whole time once it begins', () => {
  const meeting = meet({ callee: { dormant: true }, caller: { dormant: true } });
  const { clock, network, caller, callee } = meeting;
  clock.advance(120_000);
  assert.deepEqual([network.sent, callee.failures], [[], []]);
  assert.equal(clock.waiting(), 0);
  callee.agent.begin();
  clock.advance(1000);
  assertTalk(meeting);
  caller.agent.begin();
  callee.agent.begin();
  clock.advance(60_000);
  assertSelected(meeting);
});

test('a dormant agent is woken by a check of the peer alone', () => {
  const meeting = meet({ callee: { dormant: true } });
  meeting.network.inject({
    bytes: Buffer.alloc(60),
    from: { host: '10.1.0.1', port: 40_001 },
    to: { host: '10.2.0.1', port: 40_003 },
  });
  meeting.clock.advance(2000);
  assertSelected(meeting);
  assertTalk(meeting);
});

test('where nobody comes after it began, a dormant agent fails as others do', () => {
  const { clock, callee } = meet({ link: { loss: 1 }, callee: { dormant: true } });
  clock.advance(120_000);
  callee.agent.begin();
  clock.advance(39_000);
  assert.equal(callee.failures.length, 0);
  clock.advance(1000);
  assert.deepEqual(
    callee.failures.map(({ kind }) => kind),
    ['no-answer'],
  );
  callee.agent.begin();
  assert.equal(clock.waiting(), 0);
});
