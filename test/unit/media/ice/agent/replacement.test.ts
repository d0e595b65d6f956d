import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IceSocket } from '../../../../../main/media/ice/sockets/ice-socket.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { candidatesOf, createParty, left, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { assertTalk, type Meeting } from '../meeting.ts';

/** Two parties with a second way each; over the first one they talk. */
function twoWays(): Meeting & { readonly sockets: readonly IceSocket[]; readonly firsts: readonly IceSocket[] } {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const party = (hosts: readonly [string, string]) =>
    hosts.flatMap((host, index) =>
      ([1, 2] as const).map((component) =>
        network
          .host(host)
          .socket(component, { foundation: String(index), priority: 2_000_000_000 - index * 1000 - component }),
      ),
    );
  const [ours, theirs] = [party(['10.1.0.1', '10.1.0.2']), party(['10.2.0.1', '10.2.0.2'])];
  const shared = { components: 2, clock, dialect: 'rfc5245' } as const;
  const caller = createParty({
    ...shared,
    role: 'controlling',
    local: left,
    remote: { ...right, lite: false, candidates: candidatesOf(theirs) },
    sockets: ours,
  });
  const callee = createParty({
    ...shared,
    role: 'controlled',
    local: right,
    remote: { ...left, lite: false, candidates: candidatesOf(ours) },
    sockets: theirs,
  });
  clock.advance(3000);
  const firsts = theirs.filter(({ base }) => base.host === '10.2.0.1');
  assert.equal(callee.agent.selected(1)?.local.host, '10.2.0.1');
  return { clock, network, caller, callee, sockets: theirs, firsts };
}

/** Nothing gets through any more from these hosts, nor to them. */
function cut({ network }: Meeting, ...hosts: string[]): void {
  network.watch(({ from, to }) => !hosts.includes(from.host) && !hosts.includes(to.host));
}

test('a way whose socket is lost is left at once for another one that works', () => {
  const meeting = twoWays();
  cut(meeting, '10.2.0.1');
  meeting.callee.agent.lose(meeting.firsts);
  meeting.clock.advance(1000);
  assert.equal(meeting.callee.agent.selected(1)?.local.host, '10.2.0.2');
  // The caller has to find that out by itself.
  meeting.clock.advance(45_000);
  assert.equal(meeting.caller.agent.selected(1)?.remote.host, '10.2.0.2');
  assertTalk(meeting);
  assert.deepEqual([meeting.caller.failures, meeting.callee.failures], [[], []]);
});

test('a way that answers no more is left for one that does, by either role', () => {
  for (const host of ['10.1.0.1', '10.2.0.1']) {
    const meeting = twoWays();
    cut(meeting, host);
    meeting.clock.advance(45_000);
    assertTalk(meeting);
    assert.deepEqual([meeting.caller.failures, meeting.callee.failures], [[], []]);
    meeting.clock.advance(120_000);
    assertTalk(meeting);
  }
});

for (const [what, lostAt] of [
  ['long before', 10_000],
  ['just before', 37_000],
  ['after', 60_000],
] as const) {
  test(`a way lost ${what} the time for the first checks is up has five seconds to be replaced, as any other`, () => {
    const meeting = twoWays();
    const { clock, network, callee } = meeting;
    clock.advance(lostAt - clock.now());
    let backAt = clock.now() + 3500;
    network.watch(({ from, to }) => ![from.host, to.host].includes('10.2.0.2') || clock.now() >= backAt);
    cut(meeting, '10.2.0.1');
    callee.agent.lose(meeting.firsts);
    clock.advance(4900);
    assert.deepEqual(callee.failures, []);
    assert.equal(callee.agent.selected(1)?.local.host, '10.2.0.2');
    backAt = Number.POSITIVE_INFINITY;
    callee.agent.lose(meeting.sockets);
    assert.deepEqual(
      callee.failures.map(({ kind }) => kind),
      ['relay-lost'],
    );
  });
}

test('where no other way works either it is over after five seconds, and why', () => {
  const meeting = twoWays();
  cut(meeting, '10.2.0.1', '10.2.0.2');
  meeting.callee.agent.lose(meeting.firsts);
  meeting.clock.advance(4900);
  assert.deepEqual(meeting.callee.failures, []);
  meeting.clock.advance(200);
  assert.deepEqual(meeting.callee.failures, [
    { kind: 'relay-lost', message: 'the relay is gone, and no other way works' },
  ]);
});

test('one whose sockets are all lost is over at once', () => {
  const meeting = twoWays();
  meeting.callee.agent.lose(meeting.sockets);
  assert.deepEqual(
    meeting.callee.failures.map(({ kind }) => kind),
    ['relay-lost'],
  );
  meeting.callee.agent.lose(meeting.sockets);
  assert.equal(meeting.callee.failures.length, 1);
});

test('what is lost is not checked any more', () => {
  const meeting = twoWays();
  const before = meeting.network.sent.length;
  meeting.callee.agent.lose(meeting.firsts);
  meeting.clock.advance(1000);
  const late = meeting.network.sent.slice(before).filter(({ from }) => from.host === '10.2.0.1');
  // Answers to the caller's own checks are all that leaves there.
  assert.ok(late.every(({ bytes }) => bytes.readUInt16BE(0) === 0x0101));
});
