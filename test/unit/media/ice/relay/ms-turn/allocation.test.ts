import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  attributeTypes,
  attributeValue,
  messageTypes,
} from '../../../../../../main/media/ice/relay/ms-turn/message.ts';
import { uint32, writeMessage } from '../../../../../../main/media/ice/relay/ms-turn/write-message.ts';
import type { RelayAllocation, RelayFailure, RelaySocket } from '../../../../../../main/media/ice/relay/relay.ts';
import {
  addressBytes,
  assertSealed,
  challenge,
  errorCode,
  host,
  number,
  ScriptedRelay,
  sequence,
  settled,
  text,
} from './scripted-relay.ts';

const peer = { host: '198.51.100.20', port: 40_000 };
const another = { host: '198.51.100.21', port: 40_000 };

interface Granted {
  readonly relay: ScriptedRelay;
  readonly allocation: RelayAllocation;
  readonly socket: RelaySocket;
  readonly datagrams: string[];
  readonly lost: RelayFailure[];
}

async function granted(): Promise<Granted> {
  const relay = new ScriptedRelay();
  const opening = relay.open();
  await settled();
  relay.answer(messageTypes.allocateError, challenge(401));
  relay.grant();
  const outcome = await opening.outcome;
  assert.ok(outcome.ok);
  const allocation = outcome.value;
  const socket = allocation.as({ ...host, ...allocation.relayed, type: 'relay' });
  const datagrams: string[] = [];
  socket.onDatagram((datagram, from) => void datagrams.push(`${datagram} of ${from.host}:${from.port}`));
  const lost: RelayFailure[] = [];
  allocation.onLost((failure) => void lost.push(failure));
  return { relay, allocation, socket, datagrams, lost };
}

function indication(data: string, from = peer): Buffer {
  return writeMessage(
    {
      type: messageTypes.data,
      transactionId: Buffer.alloc(16, 3),
      attributes: [
        [attributeTypes.remoteAddress, addressBytes(from.host, from.port)],
        [attributeTypes.data, Buffer.from(data)],
      ],
    },
    null,
  );
}

test('data goes to a peer in a sealed request that is counted, and is not sent again', async () => {
  const { relay, socket } = await granted();
  const before = relay.heard.length;
  for (const data of ['one', 'three']) socket.send(Buffer.from(data), peer.host, peer.port);
  relay.clock.advance(5000);
  const sent = relay.heard.slice(before).map(({ message }) => message);
  assert.equal(sent.length, 2);
  assert.deepEqual(
    sent.map((message) => text(message, attributeTypes.data)),
    ['one', 'three'],
  );
  assert.deepEqual(sent.map(sequence), [42, 43]);
  for (const message of sent) {
    assert.equal(message.type, messageTypes.send);
    assertSealed(message);
    assert.deepEqual(attributeValue(message, attributeTypes.destinationAddress), addressBytes(peer.host, peer.port));
    assert.equal(attributeValue(message, attributeTypes.nonce), null);
  }
});

test('what the relay passes on is told with where it came from; what cannot be read is not', async () => {
  const { relay, datagrams } = await granted();
  relay.say(indication('hello'));
  relay.say(indication('from a place that is not admitted', { host: '127.0.0.1', port: 40_000 }));
  relay.say(indication('cut').subarray(0, -1));
  relay.say(writeMessage({ type: messageTypes.data, transactionId: Buffer.alloc(16), attributes: [] }, null));
  relay.say(Buffer.from('as it is, though there is no active destination'));
  assert.deepEqual(datagrams, ['hello of 198.51.100.20:40000']);
});

test('once the relay agreed, data of the preferred peer passes as it is, both ways', async () => {
  const { relay, socket, datagrams } = await granted();
  socket.prefer(peer);
  const asked = relay.last(messageTypes.setActive);
  assertSealed(asked);
  assert.equal(sequence(asked), 42);
  assert.deepEqual(attributeValue(asked, attributeTypes.destinationAddress), addressBytes(peer.host, peer.port));
  relay.say(Buffer.from('\x80before the answer'));
  relay.answer(messageTypes.activeSet, []);
  socket.send(Buffer.from('wrapped, as that was no proof'), peer.host, peer.port);
  assert.equal(relay.raw.length, 0);
  relay.heard.push({ message: asked, to: peer });
  relay.answer(messageTypes.activeSet, [], 'sha1');
  const before = relay.heard.length;
  socket.send(Buffer.from('\x80voice'), peer.host, peer.port);
  socket.send(Buffer.from('to another'), another.host, another.port);
  relay.say(Buffer.from('\x80answer'));
  relay.say(indication('of another', another));
  assert.deepEqual(relay.raw.map(String), ['\x80voice']);
  assert.equal(relay.heard.length, before + 1);
  assert.equal(text(relay.last(messageTypes.send), attributeTypes.data), 'to another');
  assert.deepEqual(datagrams.splice(0, 1), ['\x80before the answer of 198.51.100.20:40000']);
  assert.deepEqual(datagrams, ['\x80answer of 198.51.100.20:40000', 'of another of 198.51.100.21:40000']);
  socket.prefer(peer);
  assert.equal(relay.heard.length, before + 1);
});

test('where the relay refuses or says nothing, data stays wrapped, and who was wanted meanwhile has a turn', async () => {
  const { relay, socket } = await granted();
  socket.prefer(peer);
  socket.prefer(another);
  assert.equal(relay.heard.filter(({ message }) => message.type === messageTypes.setActive).length, 1);
  relay.answer(messageTypes.setActiveError, [errorCode(400)]);
  const second = relay.last(messageTypes.setActive);
  assert.deepEqual(attributeValue(second, attributeTypes.destinationAddress), addressBytes(another.host, another.port));
  relay.clock.advance(6000);
  socket.send(Buffer.from('wrapped'), another.host, another.port);
  assert.equal(relay.raw.length, 0);
  socket.prefer(another);
  relay.answer(messageTypes.activeSet, [], 'sha1');
  socket.send(Buffer.from('as it is'), another.host, another.port);
  assert.deepEqual(relay.raw.map(String), ['as it is']);
});

test('nothing is sent to let a peer in over UDP: checks do that', async () => {
  const { relay, socket } = await granted();
  const before = relay.heard.length;
  socket.permit(peer);
  assert.equal(relay.heard.length, before);
});

for (const code of [438, 401] as const) {
  test(`the address is asked for again before its time, also where the nonce is old by then, which ${code} says`, async () => {
    const { relay, lost } = await granted();
    const before = relay.heard.length;
    relay.clock.advance(539_999);
    assert.equal(relay.heard.length, before);
    relay.clock.advance(1);
    const renewal = relay.last(messageTypes.allocate);
    assertSealed(renewal);
    assert.equal(text(renewal, attributeTypes.nonce), 'n1');
    assert.equal(number(renewal, attributeTypes.lifetime), null);
    relay.answer(messageTypes.allocateError, challenge(code, 'n2'));
    assert.equal(text(relay.last(messageTypes.allocate), attributeTypes.nonce), 'n2');
    relay.answer(messageTypes.allocated, [[attributeTypes.lifetime, uint32(100)]], 'sha1');
    const renewed = relay.heard.length;
    relay.clock.advance(49_999);
    assert.equal(relay.heard.length, renewed);
    relay.clock.advance(1);
    assert.equal(relay.heard.length, renewed + 1);
    assert.deepEqual(lost, []);
  });
}

test('a token that counts no longer is the end, after three tries', async () => {
  const { relay, lost } = await granted();
  relay.clock.advance(540_000);
  for (const nonce of ['n2', 'n3', 'n4']) relay.answer(messageTypes.allocateError, challenge(401, nonce));
  assert.deepEqual(
    lost.map(({ kind }) => kind),
    ['refused'],
  );
  assert.equal(text(relay.last(messageTypes.allocate), attributeTypes.nonce), 'n3');
});

test('a relay that no longer gives the address, or is silent, is lost', async () => {
  for (const [code, kind] of [
    [436, 'refused'],
    [null, 'silent'],
  ] as const) {
    const { relay, allocation, socket, datagrams, lost } = await granted();
    relay.clock.advance(540_000);
    if (code !== null) relay.answer(messageTypes.allocateError, [errorCode(code)]);
    relay.clock.advance(30_000);
    assert.deepEqual(
      lost.map((failure) => failure.kind),
      [kind],
    );
    const before = relay.heard.length;
    socket.send(Buffer.from('in vain'), peer.host, peer.port);
    socket.prefer(peer);
    relay.say(indication('too late'));
    await allocation.close();
    assert.equal(relay.heard.length, before);
    assert.deepEqual(datagrams, []);
    assert.equal(relay.clock.waiting(), 0);
    const late: string[] = [];
    allocation.onLost((failure) => void late.push(failure.kind));
    assert.deepEqual(late, [kind]);
  }
});

test('closing gives the address back, once, and waits for the relay for a moment at most', async () => {
  const { relay, allocation, socket, datagrams, lost } = await granted();
  const closing = [allocation.close(), socket.close()];
  const farewell = relay.last(messageTypes.allocate);
  assert.equal(number(farewell, attributeTypes.lifetime), 0);
  relay.answer(messageTypes.allocateError, challenge(438, 'n2'));
  assert.equal(text(relay.last(messageTypes.allocate), attributeTypes.nonce), 'n2');
  const before = relay.heard.length;
  relay.answer(messageTypes.allocated, [[attributeTypes.lifetime, uint32(0)]], 'sha1');
  await Promise.all(closing);
  relay.say(indication('too late'));
  socket.send(Buffer.from('in vain'), peer.host, peer.port);
  relay.clock.advance(1_000_000);
  assert.equal(relay.heard.length, before);
  assert.deepEqual([datagrams, lost], [[], []]);
  const silent = await granted();
  const closed = silent.allocation.close();
  silent.relay.clock.advance(800);
  await closed;
  assert.equal(silent.relay.clock.waiting(), 0);
});
