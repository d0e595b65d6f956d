import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { until } from '../../../desktop/until.ts';
import type { MsTurnOptions } from '../../../peers/ms-turn/options.ts';
import { addressIn, errorOf, hex, message, read, u16 } from './bytes.ts';
import { activeDestinationRequest, allocateRequest, relayed, sendRequest, startServer, version } from './client.ts';
import { type Hand, tcpHand, tcpPeer, udpHand } from './hand.ts';

const control = (content: Buffer) => Buffer.concat([hex('0200'), u16(content.length), content]);
const data = (content: string) => Buffer.concat([hex('0300'), u16(content.length), Buffer.from(content)]);
const hello = () => Buffer.concat([hex('160301002d 010000290301'), randomBytes(32), hex('00 0002 0018 01 00')]);

async function connected(t: TestContext, changes: Partial<MsTurnOptions> = {}) {
  const server = await startServer(t, changes);
  assert.ok(server.tcp);
  return { server, client: await tcpHand(t, server.tcp) };
}

/** What is in the next frame, which has to be one of control. */
async function controlOf(hand: Hand) {
  const framed = await hand.next();
  assert.equal(framed.subarray(0, 2).toString('hex'), '0200');
  assert.equal(framed.readUInt16BE(2), framed.length - 4);
  return read(framed.subarray(4));
}

async function allocate(client: Hand) {
  client.send(control(message('0003', version(2))));
  const challenge = await controlOf(client);
  assert.equal(errorOf(challenge), '401 Unauthorized');
  client.send(control(allocateRequest(challenge.values.get('0014') ?? Buffer.alloc(0))));
  return controlOf(client);
}

test('a hello is answered with two messages in one record, and frames follow', async (t) => {
  const { client, server } = await connected(t);
  client.send(hello());
  const answer = await client.next();
  assert.deepEqual([answer.length, answer.subarray(0, 11).toString('hex')], [83, '160301004e020000460301']);
  assert.equal(answer.subarray(-7).toString('hex'), '0018000e000000');
  const granted = await allocate(client);
  assert.equal(granted.type, '0103');
  assert.match(server.journal.of('allocated')[0]?.detail ?? '', /^tcp /);
});

test('without a hello it is the same; a port of TCP takes connections of hosts that were sent to', async (t) => {
  const { client, server } = await connected(t);
  const relay = relayed(await allocate(client));
  // It may be cut before it knows that it is connected.
  const stranger = await tcpHand(t, relay, '127.0.0.2').catch(() => null);
  await until('the end of the stranger', () => stranger?.isClosed !== false);
  assert.equal(server.journal.of('not-permitted').length, 1);

  const peer = await tcpPeer(t);
  client.send(control(sendRequest(peer.local, 'there')));
  const accepted = await peer.accepted();
  assert.equal(String(await accepted.next()), 'there');
  accepted.send(Buffer.from('back'));
  const indication = await controlOf(client);
  assert.deepEqual([indication.type, String(indication.values.get('0013'))], ['0115', 'back']);
  assert.equal(addressIn(indication.values.get('0012')), `127.0.0.1:${peer.local.port}`);

  const caller = await tcpHand(t, relay);
  caller.send(Buffer.from('hello'));
  assert.equal(String((await controlOf(client)).values.get('0013')), 'hello');
  client.send(control(sendRequest(caller.local, 'hello yourself')));
  assert.equal(String(await caller.next()), 'hello yourself');

  client.send(control(activeDestinationRequest(caller.local)));
  assert.equal((await controlOf(client)).type, '0106');
  client.send(data('bare'));
  assert.equal(String(await caller.next()), 'bare');
  caller.send(Buffer.from('bare back'));
  assert.deepEqual(await client.next(), data('bare back'));
  assert.deepEqual(server.journal.complaints, []);
});

test('a relay may give a port of UDP for TCP', async (t) => {
  const { client } = await connected(t, { relayOfTcp: 'udp' });
  const relay = relayed(await allocate(client));
  const peer = await udpHand(t, relay);
  client.send(control(sendRequest(peer.local, 'there')));
  assert.equal(String(await peer.next()), 'there');
  peer.send(Buffer.from('back'));
  assert.equal(String((await controlOf(client)).values.get('0013')), 'back');
});

test('frames are put together however they come', async (t) => {
  const { client } = await connected(t);
  for (const byte of control(message('0003'))) client.send(Buffer.from([byte]));
  assert.equal(errorOf(await controlOf(client)), '401 Unauthorized');
});

test('the end of a connection ends its allocation', async (t) => {
  const { client, server } = await connected(t);
  const relay = relayed(await allocate(client));
  client.send(hex('ff000000'));
  await until('the end', () => client.isClosed && server.journal.of('ended').length === 1);
  await assert.rejects(tcpHand(t, relay), { code: 'ECONNREFUSED' });
});

const cut: Readonly<Record<string, readonly [Buffer, string]>> = {
  'a frame of an unknown type': [hex('04000000'), 'a frame has the type 4'],
  'a reserved byte that is not zero': [hex('02010000'), 'the reserved byte of a frame is not zero'],
  'a hello with another cipher': [
    Buffer.concat([hello().subarray(0, -3), hex('ff 01 00')]),
    'byte 47 of its pseudo-TLS hello is not as documented',
  ],
  'more behind a hello': [
    Buffer.concat([hello(), hex('0200')]),
    'it did not wait for the answer to its pseudo-TLS hello',
  ],
  'a message without a cookie': [control(Buffer.alloc(28)), 'its header tells 0 bytes, and 8 follow'],
  'data for nobody': [data('x'), 'data, and there is no active destination'],
};

for (const [what, [bytes, reason]] of Object.entries(cut)) {
  test(`${what} ends the connection`, async (t) => {
    const { client, server } = await connected(t);
    client.send(bytes);
    await until('the end', () => client.isClosed);
    assert.deepEqual(server.journal.complaints, [`disconnected: ${reason}`]);
  });
}
