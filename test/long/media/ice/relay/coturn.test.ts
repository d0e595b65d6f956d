import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Candidate } from '../../../../../main/media/ice/candidates/candidate.ts';
import type { RelayAllocation, RelayFailure, RelayRequest } from '../../../../../main/media/ice/relay/relay.ts';
import { connectTcp } from '../../../../../main/media/ice/relay/tcp-stream.ts';
import { openTurn } from '../../../../../main/media/ice/relay/turn/open-turn.ts';
import type { HostSocket } from '../../../../../main/media/ice/sockets/ice-socket.ts';
import { bindUdp } from '../../../../../main/media/ice/sockets/udp-socket.ts';
import { admittedEndpoint } from '../../../../../main/media/sdp/far-address.ts';
import { createClock } from '../../../../../main/system/clock.ts';
import { createRandom } from '../../../../../main/system/random.ts';
import { until } from '../../../../desktop/until.ts';
import { Coturn, type CoturnOptions } from '../../../../peers/coturn.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function hostSocket(address = '127.0.0.1'): Promise<HostSocket> {
  const bound = await bindUdp(address);
  assert.ok(bound.ok);
  const { host, port } = bound.value;
  const facts = { component: 1, foundation: '1', transport: 'udp', priority: 1, type: 'host', related: null } as const;
  const socket = bound.value.as({ host, port, ...facts });
  ends.push(() => socket.close());
  return socket;
}

async function relay(options: CoturnOptions = {}): Promise<Coturn> {
  const coturn = await Coturn.start(options);
  ends.push(() => coturn.stop());
  return coturn;
}

function request(coturn: Coturn, base: HostSocket, more: Partial<RelayRequest> = {}): RelayRequest {
  return {
    server: { host: coturn.address, port: coturn.port },
    transport: 'udp',
    credentials: { userName: coturn.userName, password: coturn.password },
    base,
    connect: connectTcp,
    admits: (host, port) => admittedEndpoint(host, port, { loopback: true }),
    clock: createClock(),
    random: createRandom(),
    ...more,
  };
}

async function allocated(asked: RelayRequest): Promise<RelayAllocation> {
  const outcome = await openTurn(asked).outcome;
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.failure.message);
  ends.push(() => outcome.value.close());
  return outcome.value;
}

const candidate = ({ relayed }: RelayAllocation): Candidate => ({
  ...relayed,
  foundation: '9',
  component: 1,
  transport: 'udp',
  priority: 1,
  type: 'relay',
  related: null,
});

for (const transport of ['udp', 'tcp'] as const) {
  test(`over ${transport}: voice passes both ways, in the long form and over a channel`, async () => {
    const coturn = await relay();
    const base = await hostSocket();
    const allocation = await allocated(request(coturn, base, { transport }));
    const expected = transport === 'udp' ? { host: base.base.host, port: base.base.port } : null;
    assert.deepEqual(allocation.mapped, expected);
    const socket = allocation.as(candidate(allocation));
    const peer = await hostSocket();
    const [atPeer, atUs]: [string[], string[]] = [[], []];
    peer.onDatagram((datagram, from) => {
      assert.deepEqual(from, allocation.relayed);
      atPeer.push(datagram.toString());
    });
    socket.onDatagram((datagram, from) => {
      assert.deepEqual(from, { host: peer.base.host, port: peer.base.port });
      atUs.push(datagram.toString());
    });
    const talk = (text: string) =>
      until(`${text} at both ends`, () => {
        socket.send(Buffer.from(text), peer.base.host, peer.base.port);
        peer.send(Buffer.from(text), allocation.relayed.host, allocation.relayed.port);
        return atPeer.includes(text) && atUs.includes(text);
      });
    await talk('long');
    socket.prefer(peer.base);
    await coturn.said(/CHANNEL_BIND processed, success/);
    await talk('short');
    await allocation.close();
    await coturn.said(/REFRESH processed, success|delete: realm/);
  });
}

test('a relay that has addresses of IPv6 gives one beside that of IPv4, and voice passes both ways by it', async () => {
  const coturn = await relay({ besides: '::1' });
  const allocation = await allocated(request(coturn, await hostSocket()));
  const { beside } = allocation;
  assert.deepEqual([allocation.relayed.host, beside?.host], ['127.0.0.1', '::1']);
  const socket = allocation.as({ ...candidate(allocation), ...beside });
  const peer = await hostSocket('::1');
  const [atPeer, atUs]: [string[], string[]] = [[], []];
  peer.onDatagram((datagram, from) => {
    assert.deepEqual(from, beside);
    atPeer.push(datagram.toString());
  });
  socket.onDatagram((datagram) => void atUs.push(datagram.toString()));
  for (const text of ['long', 'short']) {
    await until(`${text} at both ends`, () => {
      socket.send(Buffer.from(text), peer.base.host, peer.base.port);
      peer.send(Buffer.from(text), beside?.host ?? '', beside?.port ?? 0);
      return atPeer.includes(text) && atUs.includes(text);
    });
    socket.prefer(peer.base);
    await coturn.said(/CHANNEL_BIND processed, success/);
  }
});

test('a wrong password, and a user who has enough, are told apart', async () => {
  const coturn = await relay({ userQuota: 1 });
  const wrong = await openTurn(
    request(coturn, await hostSocket(), { credentials: { userName: 'ana', password: 'wrong' } }),
  ).outcome;
  assert.deepEqual(wrong.ok ? null : wrong.failure, {
    kind: 'unauthorized',
    message: 'the relay does not take the user name and password (401)',
  });
  await allocated(request(coturn, await hostSocket()));
  const second = await openTurn(request(coturn, await hostSocket())).outcome;
  assert.deepEqual(second.ok ? null : second.failure, {
    kind: 'full',
    message: 'the relay gives this user no further address (486)',
  });
});

test('a nonce that went stale is renewed unseen', async () => {
  const coturn = await relay({ staleNonceS: 1 });
  const allocation = await allocated(request(coturn, await hostSocket()));
  const socket = allocation.as(candidate(allocation));
  await delay(2100);
  socket.permit({ host: '127.0.0.1', port: 5000 });
  await coturn.said(/error 438/);
  await coturn.said(/CREATE_PERMISSION processed, success/);
});

test('a host that it does not pass on to is refused, and the others go on', async () => {
  const coturn = await relay({ deniedPeer: '127.0.0.9' });
  const allocation = await allocated(request(coturn, await hostSocket()));
  const socket = allocation.as(candidate(allocation));
  socket.permit({ host: '127.0.0.9', port: 5000 });
  await coturn.said(/CREATE_PERMISSION processed, error 403/);
  socket.permit({ host: '127.0.0.1', port: 5000 });
  await coturn.said(/CREATE_PERMISSION processed, success/);
});

test('a relay that ends is told: at once over TCP, and no connection is told as one', async () => {
  const coturn = await relay();
  const allocation = await allocated(request(coturn, await hostSocket(), { transport: 'tcp' }));
  const lost = new Promise<RelayFailure>((resolve) => allocation.onLost(resolve));
  await coturn.stop();
  assert.deepEqual(await lost, { kind: 'unreachable', message: 'the relay closed the connection' });
  const outcome = await openTurn(request(coturn, await hostSocket(), { transport: 'tcp' })).outcome;
  assert.equal(outcome.ok ? '' : outcome.failure.kind, 'unreachable');
});
