import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStun } from '../../../../../main/media/ice/stun/read-stun.ts';
import { assertSelected, assertTalk, type Meeting, meet } from '../meeting.ts';

/** Both agents have their pairs; from now on the caller hears nothing of the callee's STUN. */
function deafened(): Meeting {
  const meeting = meet();
  meeting.clock.advance(2000);
  assertSelected(meeting);
  meeting.network.watch(({ bytes, from }) => from.host !== '10.2.0.1' || readStun(bytes) === null);
  return meeting;
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

test('a peer that answers no more is given up after half a minute', () => {
  const meeting = deafened();
  meeting.clock.advance(23_000);
  assert.equal(meeting.caller.failures.length, 0);
  meeting.clock.advance(15_000);
  assert.deepEqual(
    meeting.caller.failures.map(({ kind }) => kind),
    ['consent-lost'],
  );
  assert.match(meeting.caller.failures[0]?.message ?? '', /has not answered for 30 s/);
  assert.equal(meeting.caller.agent.send(1, Buffer.from('late')), false);
});

test('it is kept as long as its media comes, and no longer', () => {
  const meeting = deafened();
  for (let second = 0; second < 120; second += 1) {
    meeting.caller.agent.mediaCame();
    meeting.callee.agent.mediaCame();
    meeting.clock.advance(1000);
  }
  assert.deepEqual(meeting.caller.failures, []);
  assertTalk(meeting);
  meeting.clock.advance(40_000);
  assert.deepEqual(
    meeting.caller.failures.map(({ kind }) => kind),
    ['consent-lost'],
  );
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
  assert.deepEqual(
    meeting.caller.failures.map(({ kind }) => kind),
    ['consent-lost'],
  );
});

test('media before there is a pair changes nothing', () => {
  const meeting = meet({ link: { loss: 1 } });
  meeting.caller.agent.mediaCame();
  meeting.clock.advance(40_000);
  assert.deepEqual(
    meeting.caller.failures.map(({ kind }) => kind),
    ['no-answer'],
  );
});
