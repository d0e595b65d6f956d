import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framedDatagram } from '../../../../../../main/media/ice/framing/framed-datagrams.ts';
import {
  attributeTypes,
  attributeValue,
  type MsTurnMessage,
  messageTypes,
} from '../../../../../../main/media/ice/relay/ms-turn/message.ts';
import { readMessage } from '../../../../../../main/media/ice/relay/ms-turn/read-message.ts';
import { type Attribute, uint32, writeMessage } from '../../../../../../main/media/ice/relay/ms-turn/write-message.ts';
import type { RelayAllocation, RelaySocket } from '../../../../../../main/media/ice/relay/relay.ts';
import { type FakeConnections, type FakeStream, fakeConnections } from '../fake-stream.ts';
import {
  addressBytes,
  assertSealed,
  challenge,
  host,
  key,
  number,
  ScriptedRelay,
  server,
  settled,
} from './scripted-relay.ts';

/** As libnice has them, which took them from [MS-TURN] section 2.1.1. */
const clientHello = /^160301002d010000290301.{64}00000200180100$/;
const serverHello = Buffer.from(`160301004e020000460301${'00'.repeat(32)}20${'00'.repeat(32)}0018000e000000`, 'hex');
const peer = { host: '198.51.100.20', port: 40_000 };
const another = { host: '198.51.100.21', port: 9 };

function frame(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type, 0, body.length >> 8, body.length & 0xff]), body]);
}

/** The one control message in what was written. */
function written(stream: FakeStream): MsTurnMessage {
  const bytes = stream.taken();
  assert.equal(bytes.readUInt16BE(0), 0x0200);
  assert.equal(bytes.readUInt16BE(2), bytes.length - 4);
  const message = readMessage(bytes.subarray(4));
  assert.ok(message !== null);
  return message;
}

function say(stream: FakeStream, type: number, id: Buffer, attributes: readonly Attribute[], sealed = false): void {
  const message = writeMessage({ type, transactionId: id, attributes }, sealed ? { key, hash: 'sha1' } : null);
  stream.say(frame(2, message));
}

function indication(stream: FakeStream, data: Buffer, from = peer): void {
  say(stream, messageTypes.data, Buffer.alloc(16), [
    [attributeTypes.remoteAddress, addressBytes(from.host, from.port)],
    [attributeTypes.data, data],
  ]);
}

function opened(connections: FakeConnections = fakeConnections()) {
  const relay = new ScriptedRelay();
  return { relay, connections, opening: relay.open({ transport: 'tcp', connect: connections.connect }) };
}

interface Granted {
  readonly relay: ScriptedRelay;
  readonly stream: FakeStream;
  readonly allocation: RelayAllocation;
  readonly active: RelaySocket;
  readonly passive: RelaySocket;
  readonly heard: string[];
}

async function granted(): Promise<Granted> {
  const { relay, connections, opening } = opened();
  await settled();
  const [stream] = connections.streams;
  assert.ok(stream);
  stream.taken();
  stream.say(serverHello);
  await settled();
  say(stream, messageTypes.allocateError, written(stream).transactionId, challenge(401));
  const attributes: Attribute[] = [
    [attributeTypes.mappedAddress, addressBytes('203.0.113.9', 55_000)],
    [attributeTypes.lifetime, uint32(600)],
  ];
  say(stream, messageTypes.allocated, written(stream).transactionId, attributes, true);
  const outcome = await opening.outcome;
  assert.ok(outcome.ok);
  const allocation = outcome.value;
  assert.deepEqual(allocation.transports, ['tcp-act', 'tcp-pass']);
  assert.equal(allocation.mapped, null);
  const heard: string[] = [];
  const [active, passive] = (['tcp-act', 'tcp-pass'] as const).map((transport) => {
    const socket = allocation.as({ ...host, ...allocation.relayed, type: 'relay', transport });
    socket.onDatagram((datagram, from) => void heard.push(`${transport} ${datagram} of ${from.host}:${from.port}`));
    return socket;
  });
  assert.ok(active && passive);
  return { relay, stream, allocation, active, passive, heard };
}

test('nothing is said over a connection but a hello until the relay said its own', async () => {
  const { connections, opening } = opened();
  await settled();
  assert.deepEqual(connections.asked, [{ to: server, from: host.host, cancelled: false }]);
  const [stream] = connections.streams;
  assert.ok(stream);
  assert.match(stream.taken().toString('hex'), clientHello);
  stream.say(serverHello.subarray(0, 50));
  await settled();
  assert.equal(stream.written.length, 0);
  stream.say(serverHello.subarray(50));
  await settled();
  assert.equal(number(written(stream), attributeTypes.version), 2);
  opening.cancel();
  assert.equal(stream.closed, true);
});

test('over a connection nothing is sent again, and a challenge does not send us elsewhere', async () => {
  const { relay, connections, opening } = opened();
  await settled();
  const [stream] = connections.streams;
  assert.ok(stream);
  stream.taken();
  stream.say(serverHello);
  await settled();
  const first = written(stream);
  relay.clock.advance(4000);
  assert.equal(stream.written.length, 0);
  const elsewhere: Attribute = [attributeTypes.alternateServer, addressBytes('203.0.113.10', 443)];
  say(stream, messageTypes.allocateError, first.transactionId, [...challenge(401), elsewhere]);
  assertSealed(written(stream));
  assert.equal(connections.asked.length, 1);
  relay.clock.advance(5000);
  const outcome = await opening.outcome;
  assert.equal(outcome.ok ? '' : outcome.failure.kind, 'silent');
  assert.equal(stream.closed, true);
});

test('a hello with a time, a random value and a session of the relay is one, another answer is none', async () => {
  for (const [at, isHello] of [
    [12, true],
    [30, true],
    [60, true],
    [0, false],
    [4, false],
    [10, false],
    [43, false],
    [77, false],
    [79, false],
  ] as const) {
    const { connections, opening } = opened();
    await settled();
    const hello = Buffer.from(serverHello);
    hello[at] = 0x77;
    connections.streams[0]?.say(hello);
    await settled();
    assert.equal(connections.streams[0]?.closed, !isHello);
    opening.cancel();
    const outcome = await opening.outcome;
    assert.equal(outcome.ok ? '' : outcome.failure.kind, isHello ? 'cancelled' : 'unreachable');
  }
});

for (const [what, act] of [
  ['cannot be connected to', null],
  ['ends the connection', (stream: FakeStream) => stream.end()],
  ['is silent', (_stream: FakeStream, relay: ScriptedRelay) => relay.clock.advance(5000)],
  ['says what is no frame', (stream: FakeStream) => stream.say(Buffer.concat([serverHello, Buffer.from('HTTP/1.1')]))],
  [
    'says what is no message',
    (stream: FakeStream) => stream.say(Buffer.concat([serverHello, frame(2, Buffer.alloc(30))])),
  ],
] as const) {
  test(`a relay that ${what} is out of reach`, async () => {
    const { relay, connections, opening } = opened(fakeConnections(() => act === null));
    await settled();
    const [stream] = connections.streams;
    if (stream !== undefined) act?.(stream, relay);
    const outcome = await opening.outcome;
    assert.ok(!outcome.ok);
    assert.equal(outcome.failure.kind, 'unreachable');
    assert.match(outcome.failure.message, /203\.0\.113\.9:3478 over TCP/);
    assert.notEqual(stream?.closed, false);
    assert.equal(relay.clock.waiting(), 0);
  });
}

test('a request that is cancelled before the connection stands closes it then', async () => {
  const { connections, opening } = opened();
  opening.cancel();
  await settled();
  assert.equal(connections.asked[0]?.cancelled, true);
  assert.equal(connections.streams[0]?.closed, true);
});

test('datagrams are in frames inside of what the relay passes on, in pieces of any size', async () => {
  const { stream, active, heard } = await granted();
  active.send(Buffer.from('check'), peer.host, peer.port);
  const sent = written(stream);
  assertSealed(sent);
  assert.deepEqual(attributeValue(sent, attributeTypes.data), framedDatagram(Buffer.from('check')));
  const stream2 = Buffer.concat(['one', 'two', 'three'].map((text) => framedDatagram(Buffer.from(text))));
  indication(stream, stream2.subarray(0, 4));
  indication(stream, framedDatagram(Buffer.from('of another')), another);
  indication(stream, stream2.subarray(4, 11));
  indication(stream, stream2.subarray(11));
  assert.deepEqual(heard, [
    'tcp-pass of another of 198.51.100.21:9',
    ...['one', 'two', 'three'].map((text) => `tcp-act ${text} of 198.51.100.20:40000`),
  ]);
});

test('a peer that comes by itself is let in by a frame of nothing, once, and answered over its own connection', async () => {
  const { stream, active, passive, heard } = await granted();
  active.permit(another);
  assert.equal(stream.written.length, 0);
  for (let count = 0; count < 2; count += 1) passive.permit(another);
  assert.deepEqual(attributeValue(written(stream), attributeTypes.data), Buffer.from([0, 0]));
  const source = { ...another, port: 60_123 };
  indication(stream, framedDatagram(Buffer.from('check')), source);
  passive.send(Buffer.from('answer'), source.host, source.port);
  indication(stream, framedDatagram(Buffer.from('voice')), source);
  assert.deepEqual(heard, ['tcp-pass check of 198.51.100.21:60123', 'tcp-pass voice of 198.51.100.21:60123']);
  assert.deepEqual(
    attributeValue(written(stream), attributeTypes.destinationAddress),
    addressBytes(source.host, source.port),
  );
});

test('with an active destination frames of data carry the frames of datagrams', async () => {
  const { stream, active, heard } = await granted();
  active.send(Buffer.from('check'), peer.host, peer.port);
  stream.taken();
  active.prefer(peer);
  say(stream, messageTypes.activeSet, written(stream).transactionId, [], true);
  active.send(Buffer.from('\x80voice'), peer.host, peer.port);
  assert.deepEqual(stream.taken(), frame(3, framedDatagram(Buffer.from('\x80voice'))));
  const answers = Buffer.concat([framedDatagram(Buffer.from('\x80one')), framedDatagram(Buffer.from('\x80two'))]);
  stream.say(frame(3, answers.subarray(0, 3)));
  stream.say(frame(3, answers.subarray(3)));
  assert.deepEqual(heard, ['tcp-act \x80one of 198.51.100.20:40000', 'tcp-act \x80two of 198.51.100.20:40000']);
});

test('a peer that sends what is no frame is not heard any more; others are', async () => {
  const { stream, heard } = await granted();
  indication(stream, Buffer.from('GET / HTTP/1.1'));
  indication(stream, framedDatagram(Buffer.from('later')));
  indication(stream, framedDatagram(Buffer.from('of another')), another);
  assert.deepEqual(heard, ['tcp-pass of another of 198.51.100.21:9']);
});

test('a connection that ends is the loss of the address', async () => {
  const { relay, stream, allocation } = await granted();
  const lost: string[] = [];
  allocation.onLost(({ kind }) => void lost.push(kind));
  allocation.as({ ...host, transport: 'tcp-act' }).prefer(peer);
  stream.end();
  relay.clock.advance(10_000);
  assert.deepEqual(lost, ['unreachable']);
  assert.equal(relay.clock.waiting(), 0);
  await allocation.close();
});

test('closing gives the address back and ends the connection', async () => {
  const { relay, stream, allocation } = await granted();
  const closing = allocation.close();
  const farewell = written(stream);
  assert.equal(number(farewell, attributeTypes.lifetime), 0);
  say(stream, messageTypes.allocated, farewell.transactionId, [], true);
  await closing;
  assert.equal(stream.closed, true);
  assert.equal(relay.clock.waiting(), 0);
});
