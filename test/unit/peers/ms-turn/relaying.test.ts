import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../../desktop/until.ts';
import { addressIn, at, errorOf, hex, isProven, message, proven, read, tlv, u32 } from './bytes.ts';
import {
  activeDestinationRequest,
  allocate,
  allocated,
  exchange,
  key,
  relayed,
  sendRequest,
  startServer,
  version,
} from './client.ts';
import { udpHand } from './hand.ts';

test('a Send request reaches the peer, and what the peer sends comes as a Data Indication', async (t) => {
  const { client, relay, peer, server } = await allocated(t);
  client.send(sendRequest(peer.local, 'there'));
  assert.equal(String(await peer.next()), 'there');
  peer.send(Buffer.from('back'), relay);
  const indication = read(await client.next());
  assert.deepEqual([indication.type, indication.order], ['0115', ['000f', '0012', '0013']]);
  assert.equal(addressIn(indication.values.get('0012')), `127.0.0.1:${peer.local.port}`);
  assert.equal(String(indication.values.get('0013')), 'back');
  assert.deepEqual(server.journal.complaints, []);
});

test('a host that was never sent to is not passed on', async (t) => {
  const { client, relay, peer, server } = await allocated(t);
  const stranger = await udpHand(t, relay, '127.0.0.2');
  stranger.send(Buffer.from('let me in'));
  await until('a note', () => server.journal.of('not-permitted').length === 1);
  assert.equal(server.journal.of('not-permitted')[0]?.detail, `127.0.0.2:${stranger.local.port}`);
  assert.equal(client.waiting, 0);
  client.send(sendRequest(stranger.local, 'come'));
  assert.equal(String(await stranger.next()), 'come');
  stranger.send(Buffer.from('thanks'));
  assert.equal(String(read(await client.next()).values.get('0013')), 'thanks');
  assert.equal(peer.waiting, 0);
});

test('data passes bare between a client and its active destination, and to others as before', async (t) => {
  const { client, relay, peer, server } = await allocated(t);
  const other = await udpHand(t, relay);
  assert.equal(errorOf(await exchange(client, activeDestinationRequest(peer.local))), '440 No Destination');
  client.send(sendRequest(peer.local, 'first'));
  const answer = await exchange(client, activeDestinationRequest(peer.local));
  assert.deepEqual([answer.type, isProven(answer, key)], ['0106', true]);
  assert.equal(String(await peer.next()), 'first');

  client.send(Buffer.from('\x80bare'));
  assert.equal(String(await peer.next()), '\x80bare');
  peer.send(Buffer.from('\x80back'), relay);
  assert.equal(String(await client.next()), '\x80back');
  // A check of STUN is data like any other: it has no cookie of this protocol where a message has it.
  const check = Buffer.concat([Buffer.from('000100002112a442', 'hex'), Buffer.alloc(12)]);
  client.send(check);
  assert.deepEqual(await peer.next(), check);

  other.send(Buffer.from('me too'));
  assert.equal(read(await client.next()).type, '0115');
  client.send(sendRequest(other.local, 'you too'));
  assert.equal(String(await other.next()), 'you too');
  assert.deepEqual(server.journal.complaints, ['refused: 440 No Destination: its destination was never sent to']);
});

test('a request that fails leaves the active destination as it is', async (t) => {
  const { client, peer } = await allocated(t);
  client.send(sendRequest(peer.local, 'first'));
  await exchange(client, activeDestinationRequest(peer.local));
  await peer.next();
  const refused = await exchange(client, activeDestinationRequest({ host: '127.0.0.3', port: 9 }));
  assert.equal(refused.type, '0116');
  client.send(Buffer.from('\x80still'));
  assert.equal(String(await peer.next()), '\x80still');
});

test('a Send request that is not as it has to be is dropped without a word', async (t) => {
  const { client, peer, server } = await allocated(t);
  client.send(message('0004', tlv('0013', Buffer.from('unproven'))));
  client.send(sendRequest(peer.local, 'x', tlv('0018', u32(1))));
  const unproven = sendRequest(peer.local, 'changed');
  unproven.writeUInt8(0, unproven.length - 30);
  client.send(unproven);
  client.send(activeDestinationRequest(peer.local, tlv('8050', Buffer.alloc(24))));
  assert.equal(errorOf(read(await client.next())), '400 Bad Request');
  assert.deepEqual(server.journal.complaints, [
    'ignored: Send request: Message Integrity is not its last attribute',
    'ignored: Send request: 0x0018',
    'ignored: Send request: its proof is of another text or under another key',
    'refused: 400 Bad Request: its connection ID is of another allocation',
  ]);
  assert.equal(peer.waiting, 0);
});

test('a sequence number counts once', async (t) => {
  const { answer, client, peer, server } = await allocated(t);
  const connectionId = (answer.values.get('8050') ?? Buffer.alloc(0)).subarray(0, 20);
  const numbered = (number: number) => tlv('8050', Buffer.concat([connectionId, u32(number)]));
  for (const [number, data] of [
    [1, 'one'],
    [3, 'three'],
    [2, 'two'],
    [3, 'again'],
    [4, 'four'],
  ] as const) {
    client.send(sendRequest(peer.local, data, numbered(number)));
  }
  const heard = [await peer.next(), await peer.next(), await peer.next(), await peer.next()].map(String);
  assert.deepEqual(heard, ['one', 'three', 'two', 'four']);
  assert.deepEqual(server.journal.complaints, ['ignored: Send request: its sequence number 3 came before']);
});

test('two sides of version 5 wrap what is bare into packets of the session', async (t) => {
  const server = await startServer(t, { version: 5 });
  const [older, newer, peer] = [
    await udpHand(t, server.udp ?? undefined),
    await udpHand(t, server.udp ?? undefined),
    await udpHand(t),
  ];
  assert.equal((await allocate(older, [version(2)])).values.get('8095'), undefined);
  const granted = await allocate(newer, [version(5)], 'sha256');
  const session = granted.values.get('8095') ?? Buffer.alloc(0);
  assert.equal(session.length, 8);

  const destination = tlv('0011', at(peer.local.host, peer.local.port));
  newer.send(proven(message('0004', destination, tlv('0013', Buffer.from('first'))), key, 'sha256'));
  assert.equal((await exchange(newer, proven(message('0006', destination), key, 'sha256'))).type, '0106');
  assert.equal(String(await peer.next()), 'first');
  newer.send(Buffer.from('\x80bare'));
  newer.send(Buffer.concat([hex('ff10000b'), Buffer.alloc(8), Buffer.from('abc')]));
  newer.send(Buffer.concat([hex('ff10000b'), session, Buffer.from('abc')]));
  assert.equal(String(await peer.next()), 'abc');
  peer.send(Buffer.from('defg'), relayed(granted));
  assert.deepEqual(await newer.next(), Buffer.concat([hex('ff10000c'), session, Buffer.from('defg')]));
  const complaint = 'ignored: data that is not in a multiplexed packet of its session';
  assert.deepEqual(server.journal.complaints, [complaint, complaint]);
});
