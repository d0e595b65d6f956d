import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStun } from '../../../../../main/media/ice/stun/read-stun.ts';
import { assertSelected, assertTalk, type Meeting, meet } from '../meeting.ts';

/** Both agents have their pairs; from now on the caller hears nothing of the callee's STUN, until that is let through again. */
function deafened(): Meeting & { letThrough(): void } {
  const meeting = meet();
  meeting.clock.advance(2000);
  assertSelected(meeting);
  let deaf = true;
  meeting.network.watch(({ bytes, from }) => !deaf || from.host !== '10.2.0.1' || readStun(bytes) === null);
  const letThrough = () => {
    deaf = false;
  };
  return { ...meeting, letThrough };
}

/** The caller sends nothing, and it is not over. */
function assertSilent({ caller }: Meeting): void {
  assert.deepEqual(caller.failures, []);
  assert.ok(caller.agent.isSilent());
  for (const component of [1, 2] as const) assert.equal(caller.agent.send(component, Buffer.from('late')), false);
}

test('both ask for consent every five seconds, each time anew, and go on for as long as they are answered', () => {
  const meeting = meet();
  meeting.clock.advance(2000);
  const asked: number[] = [];
  const ids = new Set<string>();
  meeting.network.watch(({ bytes, from }) => {
    const message = readStun(bytes);
    if (message?.class !== 'request' || from.host !== '10.1.0.1') return true;
    asked.push(meeting.clock.now());
    ids.add(message.transactionId.toString('hex'));
    return true;
  });
  meeting.clock.advance(600_000);
  assertSelected(meeting);
  assertTalk(meeting);
  assert.ok(asked.length >= 200 && asked.length <= 300, `${asked.length} requests for two components`);
  assert.equal(ids.size, asked.length);
});

test('a peer that answers no more is sent nothing after half a minute, is asked on, and may come back after hours', () => {
  const meeting = deafened();
  meeting.clock.advance(23_000);
  assertTalk(meeting);
  meeting.clock.advance(15_000);
  assertSilent(meeting);
  meeting.clock.advance(3 * 3_600_000);
  assertSilent(meeting);
  meeting.letThrough();
  meeting.clock.advance(7000);
  assert.ok(!meeting.caller.agent.isSilent());
  assertTalk(meeting);
  assertSelected(meeting);
});

test('one that answers no more and is proved to be there otherwise has half a minute more, each time', () => {
  const meeting = deafened();
  for (let count = 0; count < 3; count += 1) {
    meeting.clock.advance(40_000);
    assertSilent(meeting);
    for (const { agent } of [meeting.caller, meeting.callee]) agent.farIsThere();
    assertTalk(meeting);
    meeting.clock.advance(20_000);
    assertTalk(meeting);
  }
});

test('it is kept as long as its media comes, and no longer', () => {
  const meeting = deafened();
  for (let second = 0; second < 120; second += 1) {
    meeting.caller.agent.farIsThere();
    meeting.callee.agent.farIsThere();
    meeting.clock.advance(1000);
  }
  assert.deepEqual(meeting.caller.failures, []);
  assertTalk(meeting);
  meeting.clock.advance(40_000);
  assertSilent(meeting);
});

test('checks that somebody recorded and sends again keep nothing alive', () => {
  const meeting = meet();
  const recorded: Parameters<typeof meeting.network.inject>[0][] = [];
  meeting.network.watch((datagram) => {
    if (datagram.from.host === '10.2.0.1' && readStun(datagram.bytes)?.class === 'request') recorded.push(datagram);
    return true;
  });
  meeting.clock.advance(2000);
  let injecting = false;
  meeting.network.watch(({ from }) => injecting || from.host !== '10.2.0.1');
  for (let second = 0; second < 45; second += 1) {
    injecting = true;
    for (const datagram of recorded.slice(0, 4)) meeting.network.inject(datagram);
    injecting = false;
    meeting.clock.advance(1000);
  }
  assertSilent(meeting);
});

test('media before there is a pair changes nothing', () => {
  const meeting = meet({ link: { loss: 1 } });
  meeting.caller.agent.farIsThere();
  meeting.clock.advance(40_000);
  assert.deepEqual(
    meeting.caller.failures.map(({ kind }) => kind),
    ['no-answer'],
  );
});
