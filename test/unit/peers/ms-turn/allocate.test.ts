import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../../desktop/until.ts';
import { addressIn, at, errorOf, isProven, message, proven, tlv, u32 } from './bytes.ts';
import * as relay from './client.ts';
import { udpHand } from './hand.ts';

const { allocate, allocateRequest, challengeNonce, exchange, key, realmAttribute, startServer, usernameAttribute } =
  relay;

test('the first request is answered with a challenge, which tells the server itself and proves nothing', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  const request = message('0003', relay.version(1));
  const answer = await exchange(client, request);
  assert.deepEqual([answer.type, errorOf(answer)], ['0113', '401 Unauthorized']);
  assert.deepEqual(answer.transactionId, request.subarray(4, 20));
  assert.deepEqual(answer.order, ['000f', '0009', '0015', '0014', '8008', '000e']);
  assert.equal(String(answer.values.get('0015')), 'edge');
  assert.deepEqual(answer.values.get('8008'), u32(2));
  assert.equal(addressIn(answer.values.get('000e')), `127.0.0.1:${server.udp?.port}`);
  assert.deepEqual(server.journal.complaints, []);
});

test('a proven request gets a port, and is told how it looks from outside', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  // Bandwidth is known, and means nothing here; what is unknown and optional is passed over.
  const more = [relay.version(2), tlv('0010', u32(64)), tlv('80aa', Buffer.from('x'))];
  const answer = await allocate(client, more);
  assert.deepEqual([answer.type, answer.order], ['0103', ['000f', '0001', '8020', '000d', '8008', '8050', '0008']]);
  assert.ok(isProven(answer, key));
  assert.match(addressIn(answer.values.get('0001')), /^127\.0\.0\.1:\d+$/);
  const mask = [0, 0, ...answer.transactionId.subarray(0, 2), ...answer.transactionId.subarray(0, 4)];
  const unmasked = Buffer.from(
    (answer.values.get('8020') ?? Buffer.alloc(0)).map((byte, index) => byte ^ (mask[index] ?? 0)),
  );
  assert.deepEqual(unmasked, at('127.0.0.1', client.local.port));
  assert.deepEqual(answer.values.get('000d'), u32(600));
  assert.equal(answer.values.get('8050')?.length, 24);
});

test('a request that lacks something, or says something wrong, is told so by the code that is meant for it', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  const nonceAttribute = tlv('0014', await challengeNonce(client));
  const cases: Readonly<Record<string, readonly Buffer[]>> = {
    '432 Missing Username': [realmAttribute, nonceAttribute],
    '434 Missing Realm': [usernameAttribute, nonceAttribute],
    '435 Missing Nonce': [usernameAttribute, realmAttribute],
    '436 Unknown User': [tlv('0006', Buffer.from('other')), realmAttribute, nonceAttribute],
    '438 Stale Nonce': [usernameAttribute, realmAttribute, tlv('0014', Buffer.from('made up'))],
    '431 Integrity Check Failure': [usernameAttribute, tlv('0015', Buffer.from('elsewhere')), nonceAttribute],
    '440 No Destination': [tlv('0017', Buffer.from([2, 0, 0, 0])), usernameAttribute, realmAttribute, nonceAttribute],
  };
  for (const [outcome, attributes] of Object.entries(cases)) {
    const answer = await exchange(client, proven(message('0003', ...attributes), key));
    assert.deepEqual([answer.type, errorOf(answer)], ['0113', outcome]);
  }
  const forged = allocateRequest(nonceAttribute.subarray(4));
  forged.writeUInt8(forged.readUInt8(forged.length - 1) ^ 1, forged.length - 1);
  assert.equal(errorOf(await exchange(client, forged)), '431 Integrity Check Failure');
  assert.equal(server.journal.complaints.length, 8);
  assert.deepEqual(server.journal.of('allocated'), []);
});

test('an attribute that has to be understood and is not known is refused by name', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  const answer = await exchange(client, message('0003', tlv('0019', u32(0)), tlv('0018', u32(0))));
  assert.equal(errorOf(answer), '420 Unknown Attribute');
  assert.equal(answer.values.get('000a')?.toString('hex'), '00190018');
});

test('a request that comes again gets the same answer, and no second port', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  const request = allocateRequest(await challengeNonce(client));
  const [first, second] = [await exchange(client, request), await exchange(client, request)];
  assert.deepEqual(second.bytes, first.bytes);
  assert.equal(server.journal.of('allocated').length, 1);
});

test('a refresh keeps the port, and a lifetime of zero gives it back', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  const first = await allocate(client);
  const again = await allocate(client, [tlv('000d', u32(60))]);
  assert.deepEqual(again.values.get('0001'), first.values.get('0001'));
  assert.deepEqual(again.values.get('000d'), u32(60));
  const last = await allocate(client, [tlv('000d', u32(0))]);
  assert.deepEqual([last.type, last.values.get('000d')], ['0103', u32(0)]);
  await until('the end of the allocation', () => server.journal.of('ended').length === 1);
  assert.notDeepEqual((await allocate(client)).values.get('8050'), first.values.get('8050'));
});

test('an allocation that is not refreshed is over when its time is', async (t) => {
  const { client, server, peer } = await relay.allocated(t, { lifetime: 1 });
  await until('the end of the allocation', () => server.journal.of('ended').length === 1);
  client.send(relay.sendRequest(peer.local, 'too late'));
  await until('a complaint', () => server.journal.complaints.length === 1);
  assert.deepEqual(server.journal.complaints, ['ignored: Send request: it has no allocation']);
});

test('two sides of version 3 prove by SHA-256, and SHA-1 is refused there', async (t) => {
  const server = await startServer(t, { version: 3 });
  const client = await udpHand(t, server.udp ?? undefined);
  assert.match(errorOf(await allocate(client, [relay.version(3)], 'sha1')), /^431/);
  const answer = await allocate(client, [relay.version(3)], 'sha256');
  assert.ok(isProven(answer, key, 'sha256'));
  const older = await udpHand(t, server.udp ?? undefined);
  assert.ok(isProven(await allocate(older, [relay.version(2)], 'sha1'), key));
});

test('a message that is improper, or no request, is not answered', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  client.send(Buffer.from('hello'));
  client.send(Buffer.concat([message('0003'), Buffer.alloc(1)]));
  client.send(message('0001'));
  client.send(message('0002'));
  // The answer to what comes behind them is the first thing that comes back.
  assert.equal((await exchange(client, message('0003'))).type, '0113');
  assert.deepEqual(server.journal.complaints, [
    'ignored: data, and there is no active destination',
    'ignored: its header tells 8 bytes, and 9 follow',
    'ignored: 0x0001 is no request to a relay',
    'ignored: 0x0002 is no request to a relay',
  ]);
});
