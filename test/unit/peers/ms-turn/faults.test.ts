import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../../desktop/until.ts';
import { addressIn, errorOf, message, read } from './bytes.ts';
import { allocate, allocateRequest, exchange, startServer } from './client.ts';
import { tcpHand, udpHand } from './hand.ts';

test('a stale nonce: the refusal has a fresh one, which is taken', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  server.faults.staleNonces = 1;
  const refused = await allocate(client);
  assert.equal(errorOf(refused), '438 Stale Nonce');
  const again = await exchange(client, allocateRequest(refused.values.get('0014') ?? Buffer.alloc(0)));
  assert.equal(again.type, '0103');
});

test('lost answers: the third time one comes', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  server.faults.lostAnswers = 2;
  const request = message('0003');
  for (let time = 0; time < 3; time += 1) client.send(request);
  assert.equal(errorOf(read(await client.next())), '401 Unauthorized');
  assert.deepEqual([server.journal.of('lost').length, client.waiting], [2, 0]);
});

test('refusals: another server, or none', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  server.faults.refusal = 300;
  server.faults.alternate = { host: '127.0.0.9', port: 3478 };
  const elsewhere = await allocate(client);
  assert.equal(errorOf(elsewhere), '300 Try Alternate');
  assert.equal(addressIn(elsewhere.values.get('000e')), '127.0.0.9:3478');
  server.faults.refusal = 486;
  assert.equal(errorOf(await allocate(client)), '486 Allocation Quota Reached');
});

test('a wrong realm: no proof is ever right', async (t) => {
  const server = await startServer(t);
  const client = await udpHand(t, server.udp ?? undefined);
  server.faults.wrongRealm = 'another';
  assert.equal(errorOf(await allocate(client)), '431 Integrity Check Failure');
});

test('it dies: connections end, datagrams are lost, ports are free', async (t) => {
  const server = await startServer(t);
  assert.ok(server.tcp);
  const [udp, tcp] = [await udpHand(t, server.udp ?? undefined), await tcpHand(t, server.tcp)];
  await allocate(udp);
  await server.stop();
  await until('the end of the connection', () => tcp.isClosed);
  udp.send(message('0003'));
  await assert.rejects(tcpHand(t, server.tcp), { code: 'ECONNREFUSED' });
  assert.equal(udp.waiting, 0);
});
