import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindPortPair } from '../../../../main/media/far/port-pair.ts';
import { bindUdp } from '../../../../main/media/ice/sockets/udp-socket.ts';
import { portChoices } from '../../../../main/media/udp/port-choice.ts';
import { bindSocket, closeSocket } from '../../../../main/media/udp/socket.ts';

const host = '127.0.0.1';

/** Ten neighbours that are free, from an even one on. */
async function freeRange() {
  for (;;) {
    const probe = await bindSocket(host, 0);
    assert.ok(probe.ok);
    const first = Math.min(probe.value.address().port & ~1, 65_520);
    await closeSocket(probe.value);
    const tries = await Promise.all(Array.from({ length: 10 }, (_, at) => bindSocket(host, first + at)));
    await Promise.all(tries.map((each) => (each.ok ? closeSocket(each.value) : null)));
    if (tries.every(({ ok }) => ok)) return { first, last: first + 9 };
  }
}

test('without a range the system chooses', () => {
  assert.ok(portChoices(null).every((port) => port === 0));
});

test('each port of a small range is tried once, and of a pair the even ones that have a neighbour in it', () => {
  const range = { first: 50_001, last: 50_010 };
  assert.deepEqual(
    portChoices(range).sort(),
    Array.from({ length: 10 }, (_, at) => 50_001 + at),
  );
  assert.deepEqual(portChoices(range, 2).sort(), [50_002, 50_004, 50_006, 50_008]);
  assert.deepEqual(portChoices({ first: 50_001, last: 50_002 }, 2), []);
});

test('it does not always begin in the same place', () => {
  const firsts = new Set(Array.from({ length: 100 }, () => portChoices({ first: 50_000, last: 50_999 })[0]));
  assert.ok(firsts.size > 10);
});

test('sockets of voice keep to the range until none of it is left', async (t) => {
  const range = await freeRange();
  const open: { close(): Promise<void> }[] = [];
  t.after(() => Promise.all(open.map((each) => each.close())));
  for (let count = 0; count < 10; count += 1) {
    const bound = await bindUdp(host, range);
    assert.ok(bound.ok);
    open.push(bound.value);
    assert.ok(bound.value.port >= range.first && bound.value.port <= range.last);
  }
  const none = await bindUdp(host, range);
  assert.deepEqual(none, { ok: false, failure: `no port from ${range.first} to ${range.last} is free` });
});

test('so does a pair for voice and reports', async (t) => {
  const range = await freeRange();
  const bound = await bindPortPair({ host, port: 6020 }, { ports: range, networks: [] });
  assert.ok(bound.ok);
  t.after(() => Promise.all([closeSocket(bound.value.rtp), closeSocket(bound.value.rtcp)]));
  const [rtp, rtcp] = [bound.value.rtp.address().port, bound.value.rtcp.address().port];
  assert.ok(rtp % 2 === 0 && rtcp === rtp + 1 && rtp >= range.first && rtcp <= range.last);
});

test('an address that is not this computer’s is told as such', async () => {
  const bound = await bindUdp('192.0.2.77', { first: 50_000, last: 50_999 });
  assert.match(bound.ok ? '' : bound.failure, /EADDRNOTAVAIL/);
});
