import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Candidate } from '../../../../../main/media/ice/candidates/candidate.ts';
import type { RelayAllocation, RelayFailure } from '../../../../../main/media/ice/relay/relay.ts';
import { openTurn } from '../../../../../main/media/ice/relay/turn/open-turn.ts';
import { attribute } from '../../../../../main/media/ice/stun/message.ts';
import { indication, listenAt } from './fake-turn-server.ts';
import { allocated, methodsOf, outcomeOf, relayRig } from './rig.ts';

const [allocate, refresh, permit, bind] = [3, 4, 8, 9];
const minute = 60_000;

const candidate = ({ relayed }: RelayAllocation): Candidate => ({
  ...relayed,
  foundation: '9',
  component: 1,
  transport: 'udp',
  priority: 1,
  type: 'relay',
  related: null,
});

test('one round trip after the challenge gives both addresses', async () => {
  const rig = relayRig('port-restricted');
  const allocation = await allocated(rig);
  assert.equal(allocation.relayed.host, '198.51.100.7');
  assert.deepEqual(allocation.mapped, rig.nat.mapped(rig.base.base));
  assert.deepEqual(allocation.transports, ['udp']);
  assert.deepEqual(
    rig.server.requests.map(({ method, proved }) => [method, proved]),
    [
      [allocate, false],
      [allocate, true],
    ],
  );
});

test('voice passes both ways: first in the long form, then over a channel', async () => {
  const rig = relayRig();
  const allocation = await allocated(rig);
  const socket = allocation.as(candidate(allocation));
  const [atPeer, atUs] = [listenAt(rig.peer), listenAt(socket)];
  const peer = { host: rig.peer.base.host, port: rig.peer.base.port };
  socket.permit(peer);
  await rig.pass(200);
  socket.send(Buffer.from('long'), peer.host, peer.port);
  await rig.pass(200);
  assert.deepEqual(atPeer, [['long', allocation.relayed]]);
  rig.peer.send(Buffer.from('back'), allocation.relayed.host, allocation.relayed.port);
  await rig.pass(200);
  assert.deepEqual(atUs, [['back', peer]]);
  assert.equal(rig.server.indications, 1);

  socket.prefer(peer);
  await rig.pass(200);
  socket.send(Buffer.from('short'), peer.host, peer.port);
  rig.peer.send(Buffer.from('return'), allocation.relayed.host, allocation.relayed.port);
  await rig.pass(200);
  assert.deepEqual(
    [atPeer, atUs].map((heard) => heard.map(([text]) => text)),
    [
      ['long', 'short'],
      ['back', 'return'],
    ],
  );
  assert.equal(rig.server.indications, 1);
});

test('a relay that gives no channel goes on in the long form', async () => {
  const rig = relayRig();
  const allocation = await allocated(rig);
  const socket = allocation.as(candidate(allocation));
  rig.server.fault = (method) => (method === bind ? 486 : null);
  const heard = listenAt(rig.peer);
  socket.permit(rig.peer.base);
  socket.prefer(rig.peer.base);
  await rig.pass(500);
  socket.send(Buffer.from('still'), rig.peer.base.host, rig.peer.base.port);
  await rig.pass(200);
  assert.deepEqual(
    heard.map(([text]) => text),
    ['still'],
  );
});

for (const staleCode of [438, 401] as const) {
  test(`an hour long it is kept, with its permissions and channels, over nonces that are stale by ${staleCode}`, async () => {
    const rig = relayRig();
    rig.server.staleCode = staleCode;
    const allocation = await allocated(rig);
    const lost: RelayFailure[] = [];
    allocation.onLost((failure) => lost.push(failure));
    const socket = allocation.as(candidate(allocation));
    socket.permit(rig.peer.base);
    socket.prefer(rig.peer.base);
    await rig.pass(30 * minute);
    rig.server.renewNonce();
    await rig.pass(30 * minute);
    const count = (method: number) => rig.server.requests.filter((each) => each.method === method).length;
    // Every nine, four and eight minutes; one of each was asked with a stale nonce.
    assert.ok(count(refresh) >= 6 && count(refresh) <= 8, String(count(refresh)));
    assert.ok(count(permit) >= 14 && count(permit) <= 17, String(count(permit)));
    assert.ok(count(bind) >= 7 && count(bind) <= 9, String(count(bind)));
    assert.deepEqual(lost, []);
    const heard = listenAt(rig.peer);
    socket.send(Buffer.from('here'), rig.peer.base.host, rig.peer.base.port);
    await rig.pass(200);
    assert.equal(heard.length, 1);
  });
}

test('a user name that counts no longer is the end, after one try more', async () => {
  const rig = relayRig();
  const allocation = await allocated(rig);
  const lost: RelayFailure[] = [];
  allocation.onLost((failure) => lost.push(failure));
  const before = rig.server.requests.length;
  rig.server.staleCode = 401;
  rig.server.fault = () => {
    rig.server.renewNonce();
    return null;
  };
  await rig.pass(10 * minute);
  assert.deepEqual(
    lost.map(({ kind }) => kind),
    ['unauthorized'],
  );
  assert.equal(rig.server.requests.length - before, 2);
});

test('lost requests are sent again', async () => {
  const rig = relayRig();
  let count = 0;
  rig.network.watch(({ to }) => {
    if (to.port !== rig.server.address.port) return true;
    count += 1;
    return count % 3 === 0;
  });
  await allocated(rig);
  assert.ok(count >= 6);
});

test('a relay that dies is told as lost once the time is over that it granted', async () => {
  const rig = relayRig();
  const allocation = await allocated(rig);
  const lost: RelayFailure[] = [];
  allocation.onLost((failure) => lost.push(failure));
  rig.server.fault = () => 'silent';
  await rig.pass(9.9 * minute);
  assert.deepEqual(lost, []);
  await rig.pass(0.5 * minute);
  assert.deepEqual(lost, [{ kind: 'silent', message: 'the relay does not answer' }]);
  const late: RelayFailure[] = [];
  allocation.onLost((failure) => late.push(failure));
  assert.equal(late.length, 1);
  await allocation.close();
  assert.equal(rig.clock.waiting(), 0);
});

test('a relay that forgot the allocation is lost at once', async () => {
  for (const method of [refresh, permit]) {
    const rig = relayRig();
    const allocation = await allocated(rig);
    const lost: RelayFailure[] = [];
    allocation.onLost((failure) => lost.push(failure));
    rig.server.fault = (asked) => (asked === method ? 437 : null);
    allocation.as(candidate(allocation)).permit(rig.peer.base);
    await rig.pass(9.5 * minute);
    assert.deepEqual(
      lost.map(({ kind }) => kind),
      ['refused'],
    );
  }
});

test('an allocation whose credentials are no longer taken is lost, and why', async () => {
  const rig = relayRig();
  const allocation = await allocated(rig);
  const lost: RelayFailure[] = [];
  allocation.onLost((failure) => lost.push(failure));
  rig.server.fault = (method) => (method === refresh ? 401 : null);
  await rig.pass(9.5 * minute);
  assert.deepEqual(lost, [
    { kind: 'unauthorized', message: 'the relay does not take the user name and password (401)' },
  ]);
});

test('a host that the relay forbids is asked for once, and the others go on', async () => {
  const rig = relayRig();
  const allocation = await allocated(rig);
  const socket = allocation.as(candidate(allocation));
  let refusals = 0;
  rig.server.fault = (method) => {
    if (method !== permit || refusals > 0) return null;
    refusals += 1;
    return 403;
  };
  socket.permit({ host: '192.0.2.66', port: 5000 });
  await rig.pass(200);
  for (let count = 0; count < 20; count += 1) socket.send(Buffer.from('?'), '192.0.2.66', 5000);
  socket.permit(rig.peer.base);
  await rig.pass(1000);
  assert.equal(methodsOf(rig.server).filter((method) => method === permit).length, 2);
  assert.deepEqual([...rig.server.permitted], ['192.0.2.9']);
});

test('nothing is asked for hosts of another family, and for at most 48', async () => {
  const rig = relayRig();
  const allocation = await allocated(rig);
  const socket = allocation.as(candidate(allocation));
  socket.permit({ host: '2001:db8::1', port: 5000 });
  socket.send(Buffer.from('six'), '2001:db8::1', 5000);
  for (let count = 0; count < 200; count += 1) socket.permit({ host: `192.0.2.${count}`, port: 5000 });
  await rig.pass(2000);
  assert.equal(rig.server.permitted.size, 48);
});

test('what does not come from the relay, and of hosts that were not named, is dropped', async () => {
  const rig = relayRig();
  const allocation = await allocated(rig);
  const heard = listenAt(allocation.as(candidate(allocation)));
  const there = rig.nat.mapped(rig.base.base);
  const at = [...rig.network.sent].findLast(({ to }) => to.port === rig.server.address.port)?.from ?? there;
  const data = indication(Buffer.from('voice'), { host: '192.0.2.9', port: 5000 });
  const channel = Buffer.from([0x40, 0, 0, 1, 65, 0, 0, 0]);
  for (const bytes of [data, channel, Buffer.alloc(0), Buffer.from([0]), Buffer.alloc(40)]) {
    rig.network.inject({ bytes, from: rig.server.address, to: at });
    rig.network.inject({ bytes, from: { host: '198.51.100.66', port: 3478 }, to: at });
  }
  await rig.pass(1000);
  assert.deepEqual(heard, []);
});

test('closing gives the address back, and waits for a silent relay no longer than half a second', async () => {
  for (const silent of [false, true]) {
    const rig = relayRig();
    const allocation = await allocated(rig);
    allocation.as(candidate(allocation)).permit(rig.peer.base);
    await rig.pass(200);
    if (silent) rig.server.fault = () => 'silent';
    const closed = Promise.all([allocation.close(), allocation.close()]);
    await rig.pass(silent ? 500 : 100);
    await closed;
    assert.equal(rig.server.requests.filter(({ lifetime }) => lifetime === 0).length > 0, true);
    assert.equal(rig.clock.waiting(), 0);
  }
});

test('what the relay still answers while the address is given back starts nothing anew', async () => {
  const rig = relayRig();
  const allocation = await allocated(rig);
  const socket = allocation.as(candidate(allocation));
  socket.permit(rig.peer.base);
  socket.prefer(rig.peer.base);
  const closed = allocation.close();
  await rig.pass(600);
  await closed;
  assert.equal(rig.clock.waiting(), 0);
});

test('whoever waits no more has what the relay gives later given back', async () => {
  for (const waited of [25, 100]) {
    const rig = relayRig();
    const opening = openTurn(rig.request);
    await rig.pass(waited);
    opening.cancel();
    const outcome = await opening.outcome;
    assert.equal(outcome.ok ? 'granted' : outcome.failure.kind, waited === 25 ? 'cancelled' : 'granted');
    await rig.pass(1000);
    assert.deepEqual(methodsOf(rig.server), [allocate, allocate, refresh]);
    assert.equal(rig.clock.waiting(), 0);
    assert.equal((await outcomeOf(rig)).ok, true);
  }
});

test('a relay that has said nothing is asked no more once nobody waits', async () => {
  const rig = relayRig();
  rig.server.fault = () => 'silent';
  const opening = openTurn(rig.request);
  await rig.pass(300);
  opening.cancel();
  assert.equal(rig.clock.waiting(), 0);
  const before = rig.server.requests.length;
  await rig.pass(5000);
  assert.equal(rig.server.requests.length, before);
});

test('an address of IPv6 beside that of IPv4 is for peers of IPv6 alone', async () => {
  const rig = relayRig();
  rig.server.beside = { host: '2001:db8::7', port: 50_000 };
  const allocation = await allocated(rig);
  assert.deepEqual([allocation.relayed.host, allocation.beside], ['198.51.100.7', rig.server.beside]);
  const [four, six] = [allocation.relayed, rig.server.beside].map((address) =>
    allocation.as({ ...candidate(allocation), ...address }),
  );
  assert.ok(four && six);
  const [atFour, atSix] = [listenAt(four), listenAt(six)];
  const peers = [rig.peer.base, { host: '2001:db8::9', port: 4000 }] as const;
  for (const socket of [four, six]) for (const peer of peers) socket.permit(peer);
  await rig.pass(200);
  assert.deepEqual([...rig.server.permitted].toSorted(), [rig.peer.base.host, '2001:db8::9'].toSorted());
  assert.equal(methodsOf(rig.server).filter((method) => method === permit).length, 2, 'each host once');
  for (const peer of peers) rig.server.indicate(Buffer.from(peer.host), peer);
  await rig.pass(200);
  assert.deepEqual(
    [atFour, atSix].map((heard) => heard.map(([text]) => text)),
    [[rig.peer.base.host], ['2001:db8::9']],
  );
  four.send(Buffer.from('x'), '2001:db8::9', 4000);
  six.send(Buffer.from('x'), rig.peer.base.host, rig.peer.base.port);
  await rig.pass(200);
  assert.equal(rig.server.indications, 0);
});

for (const code of [400, 440, 486, 508]) {
  test(`a relay that gives no second address (${code}) is asked for one alone`, async () => {
    const rig = relayRig();
    rig.server.fault = (method, message) =>
      method === allocate && attribute(message, 0x8000) !== null && attribute(message, 0x8) !== null ? code : null;
    const allocation = await allocated(rig);
    assert.deepEqual([allocation.relayed.host, allocation.beside], ['198.51.100.7', null]);
    assert.deepEqual(methodsOf(rig.server), [allocate, allocate, allocate]);
  });
}

test('of more hosts than a relay is told of the first ones stay, and the others are not heard', async () => {
  const rig = relayRig();
  const allocation = await allocated(rig);
  const socket = allocation.as(candidate(allocation));
  const hosts = Array.from({ length: 60 }, (_, index) => `192.0.2.${index + 10}`);
  for (const host of hosts) socket.permit({ host, port: 4000 });
  await rig.pass(500);
  assert.deepEqual([...rig.server.permitted], hosts.slice(0, 48));
  const heard = listenAt(socket);
  for (const host of [hosts[0], hosts[47], hosts[48]])
    rig.server.indicate(Buffer.from('x'), { host: host ?? '', port: 4000 });
  await rig.pass(200);
  assert.deepEqual(
    heard.map(([, from]) => from.host),
    [hosts[0], hosts[47]],
  );
});
