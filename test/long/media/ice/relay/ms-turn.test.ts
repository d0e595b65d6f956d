/** Our client of MS-TURN against the relay of the tests, which was written from the document by somebody else. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, test } from 'node:test';
import type { CandidateTransport } from '../../../../../main/media/ice/candidates/candidate.ts';
import { createDatagramReader, framedDatagram } from '../../../../../main/media/ice/framing/framed-datagrams.ts';
import { openMsTurn } from '../../../../../main/media/ice/relay/ms-turn/open-ms-turn.ts';
import type { RelayAllocation, RelayRequest, RelaySocket } from '../../../../../main/media/ice/relay/relay.ts';
import { connectTcp } from '../../../../../main/media/ice/relay/tcp-stream.ts';
import type { HostSocket } from '../../../../../main/media/ice/sockets/ice-socket.ts';
import { bindUdp } from '../../../../../main/media/ice/sockets/udp-socket.ts';
import type { TransportAddress } from '../../../../../main/media/ice/transport-address.ts';
import { admittedEndpoint } from '../../../../../main/media/sdp/far-address.ts';
import { createClock } from '../../../../../main/system/clock.ts';
import { createRandom } from '../../../../../main/system/random.ts';
import { until } from '../../../../desktop/until.ts';
import type { MsTurnOptions } from '../../../../peers/ms-turn/options.ts';
import { type MsTurnServer, startMsTurnServer } from '../../../../peers/ms-turn/server.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function relay(options: Partial<MsTurnOptions> = {}): Promise<MsTurnServer> {
  const server = await startMsTurnServer(options);
  ends.push(() => server.stop());
  return server;
}

async function hostSocket(): Promise<HostSocket> {
  const bound = await bindUdp('127.0.0.1');
  assert.ok(bound.ok);
  const { host, port } = bound.value;
  const facts = { component: 1, foundation: '1', transport: 'udp', priority: 1, type: 'host', related: null } as const;
  const socket = bound.value.as({ host, port, ...facts });
  ends.push(() => socket.close());
  return socket;
}

async function asked(server: MsTurnServer, transport: 'udp' | 'tcp', more: Partial<RelayRequest> = {}) {
  const address = transport === 'udp' ? server.udp : server.tcp;
  assert.ok(address !== null);
  const { username: userName, password } = server.options.token;
  const base = await hostSocket();
  const opening = openMsTurn({
    server: address,
    transport,
    credentials: { userName, password },
    base,
    connect: connectTcp,
    admits: (host, port) => admittedEndpoint(host, port, { loopback: true }),
    clock: createClock(),
    random: createRandom(),
    ...more,
  });
  return { base, outcome: await opening.outcome };
}

async function allocated(server: MsTurnServer, transport: 'udp' | 'tcp', more: Partial<RelayRequest> = {}) {
  const { base, outcome } = await asked(server, transport, more);
  assert.ok(outcome.ok, outcome.ok ? '' : `${outcome.failure.message}\n${server.journal.complaints.join('\n')}`);
  ends.push(() => outcome.value.close());
  return { base, allocation: outcome.value };
}

function socketOf(allocation: RelayAllocation, transport: CandidateTransport): RelaySocket {
  const facts = { foundation: '10', component: 1, priority: 1, type: 'relay', related: null } as const;
  return allocation.as({ ...allocation.relayed, ...facts, transport });
}

/** What a relay does for the proof alone is no complaint about a client. */
function complaints({ journal }: MsTurnServer): string[] {
  return journal.complaints.filter((complaint) => !complaint.startsWith('refused: 401'));
}

for (const version of [1, 2, 3, 4, 5, 6] as const) {
  test(`version ${version} over UDP: data passes both ways, wrapped and as it is`, async () => {
    const server = await relay({ version });
    const { base, allocation } = await allocated(server, 'udp');
    assert.deepEqual(allocation.mapped, { host: base.base.host, port: base.base.port });
    const socket = socketOf(allocation, 'udp');
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
    await talk('wrapped');
    socket.prefer(peer.base);
    await until('the active destination', () => server.journal.of('active-destination').length === 1);
    await talk('\x80as it is');
    await allocation.close();
    await until('the end', () => server.journal.of('ended').length === 1);
    assert.deepEqual(complaints(server), []);
  });
}

interface StreamPeer {
  readonly address: TransportAddress;
  readonly heard: string[];
  send(text: string): void;
}

function frames(socket: Socket, heard: string[]): void {
  const reader = createDatagramReader();
  socket.on('error', () => {});
  socket.on('data', (bytes) => heard.push(...reader.read(bytes).datagrams.map(String)));
  ends.push(async () => socket.destroy());
}

/** A passive TCP candidate of a peer. */
async function streamPeer(): Promise<StreamPeer> {
  const heard: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    frames(socket, heard);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(async () => server.close());
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return {
    address: { host: '127.0.0.1', port: address.port },
    heard,
    send: (text) => {
      for (const socket of sockets) socket.write(framedDatagram(Buffer.from(text)));
    },
  };
}

for (const version of [2, 3, 6] as const) {
  test(`version ${version} over TCP: a peer that waits is connected to, and heard`, async () => {
    const server = await relay({ version });
    const { allocation } = await allocated(server, 'tcp');
    assert.equal(allocation.mapped, null);
    const [active, passive] = [socketOf(allocation, 'tcp-act'), socketOf(allocation, 'tcp-pass')];
    const peer = await streamPeer();
    const [atUs, astray]: [string[], string[]] = [[], []];
    active.onDatagram((datagram, from) => {
      assert.deepEqual(from, peer.address);
      atUs.push(datagram.toString());
    });
    passive.onDatagram((datagram) => void astray.push(datagram.toString()));
    const talk = async (text: string) => {
      active.send(Buffer.from(text), peer.address.host, peer.address.port);
      await until(`${text} at the peer`, () => peer.heard.includes(text));
      peer.send(`${text} back`);
      await until(`${text} back`, () => atUs.includes(`${text} back`));
    };
    await talk('wrapped');
    active.prefer(peer.address);
    await until('the active destination', () => server.journal.of('active-destination').length === 1);
    for (let count = 0; count < 20; count += 1) await talk(`\x80as it is ${count}`);
    assert.deepEqual([astray, complaints(server)], [[], []]);
  });
}

test('over TCP: a peer that connects is let in once it is named, and answered', async () => {
  const server = await relay();
  const { allocation } = await allocated(server, 'tcp');
  const [active, passive] = [socketOf(allocation, 'tcp-act'), socketOf(allocation, 'tcp-pass')];
  const [atUs, astray, atPeer]: [string[], string[], string[]] = [[], [], []];
  passive.onDatagram((datagram, { host, port }) => {
    atUs.push(datagram.toString());
    passive.send(Buffer.from(`${datagram} back`), host, port);
  });
  active.onDatagram((datagram) => void astray.push(datagram.toString()));
  // An active candidate names a port that nobody listens at.
  passive.permit({ host: '127.0.0.1', port: 9 });
  const { port, host } = allocation.relayed;
  const socket = await until('a connection that is kept', async () => {
    const tried = connect(port, host);
    frames(tried, atPeer);
    await once(tried, 'connect');
    tried.write(framedDatagram(Buffer.from('first')));
    // One that comes before its address is let in is reset.
    await until('an answer or the end', () => atPeer.includes('first back') || tried.closed);
    return atPeer.includes('first back') ? tried : null;
  });
  for (let count = 0; count < 20; count += 1) {
    socket.write(framedDatagram(Buffer.from(`check ${count}`)));
    await until('an answer', () => atPeer.includes(`check ${count} back`));
  }
  assert.equal(atUs.length, 21);
  assert.deepEqual([astray, complaints(server)], [[], []]);
});

test('old nonces, lost answers and another server in its place are overcome', async () => {
  const stale = await relay();
  stale.faults.staleNonces = 2;
  await allocated(stale, 'udp');
  const lossy = await relay();
  lossy.faults.lostAnswers = 3;
  await allocated(lossy, 'udp');
  const other = await relay();
  for (const transport of ['udp', 'tcp'] as const) {
    const full = await relay();
    full.faults.alternate = transport === 'udp' ? other.udp : other.tcp;
    full.faults.refusal = 300;
    const { allocation } = await allocated(full, transport);
    await until('the end at the other', async () => {
      await allocation.close();
      return other.journal.of('ended').length > 0;
    });
  }
  assert.equal(other.journal.of('allocated').length, 2);
});

test('refusals are told apart', async () => {
  for (const [refusal, kind] of [
    [436, 'unauthorized'],
    [486, 'full'],
  ] as const) {
    const server = await relay();
    server.faults.refusal = refusal;
    for (const transport of ['udp', 'tcp'] as const) {
      const { outcome } = await asked(server, transport);
      assert.equal(outcome.ok ? '' : outcome.failure.kind, kind);
    }
  }
  const server = await relay();
  server.faults.wrongRealm = 'elsewhere';
  const { outcome } = await asked(server, 'udp');
  assert.equal(outcome.ok ? '' : outcome.failure.kind, 'unauthorized');
});

test('an address is kept past its lifetime, and a relay that dies is lost', async () => {
  const server = await relay({ lifetime: 6 });
  const [udp, tcp] = [await allocated(server, 'udp'), await allocated(server, 'tcp')];
  await until('a refresh each', () => server.journal.of('refreshed').length >= 2);
  assert.deepEqual(complaints(server), []);
  const lost: string[] = [];
  tcp.allocation.onLost(({ kind }) => void lost.push(kind));
  await server.stop();
  await until('the loss of the connection', () => lost.includes('unreachable'));
  await udp.allocation.close();
});
