import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Candidate } from '../../../../../main/media/ice/candidates/candidate.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { candidatesOf, createParty, left, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { assertSelected, assertTalk } from '../meeting.ts';

/** A callee that was told of a place where nobody is, and that nobody checks from elsewhere: its peer was told of no place at all. */
function misled(dormant = false) {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const [ours, theirs] = ['10.1.0.1', '10.2.0.1'].map((host) =>
    ([1, 2] as const).map((component) => network.host(host).socket(component)),
  );
  assert.ok(ours && theirs);
  const nowhere = candidatesOf(ours).map((one): Candidate => ({ ...one, host: '10.9.0.9', foundation: '9' }));
  const shared = { components: 2, clock, dialect: 'rfc5245' } as const;
  const caller = createParty({
    ...shared,
    role: 'controlling',
    local: left,
    remote: { ...right, lite: false, candidates: [] },
    sockets: ours,
  });
  const callee = createParty({
    ...shared,
    role: 'controlled',
    local: right,
    remote: { ...left, lite: false, candidates: nowhere },
    sockets: theirs,
    dormant,
  });
  return { clock, network, caller, callee, nowhere, all: [...nowhere, ...candidatesOf(ours)] };
}

test('candidates that a peer names later are checked too', () => {
  const meeting = misled();
  meeting.clock.advance(3000);
  assert.equal(meeting.callee.selected.length, 0);
  meeting.callee.agent.extend(meeting.all);
  meeting.clock.advance(5000);
  assertSelected(meeting);
  assertTalk(meeting);
});

test('while nothing may be sent they wait', () => {
  const meeting = misled(true);
  let sent = 0;
  meeting.network.watch(() => {
    sent += 1;
    return true;
  });
  meeting.callee.agent.extend(meeting.all);
  meeting.clock.advance(3000);
  assert.equal(sent, 0);
  meeting.callee.agent.begin();
  meeting.clock.advance(5000);
  assertSelected(meeting);
});

test('the same candidates again, and such as come when all is agreed, change nothing', () => {
  const meeting = misled();
  meeting.callee.agent.extend(meeting.all);
  meeting.clock.advance(5000);
  assertSelected(meeting);
  const later = meeting.nowhere.map((one) => ({ ...one, port: one.port + 50 }));
  let checked = 0;
  meeting.network.watch(({ to }) => {
    if (to.host === '10.9.0.9' && later.some(({ port }) => port === to.port)) checked += 1;
    return true;
  });
  meeting.callee.agent.extend([...meeting.all, ...later]);
  meeting.clock.advance(3000);
  assert.equal(checked, 0);
  assertTalk(meeting);
});
