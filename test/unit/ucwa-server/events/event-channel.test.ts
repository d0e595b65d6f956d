import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UcwaServer } from '../../../ucwa-server/index.ts';
import { about, embedded, type Json, link, told } from '../client.ts';
import { started } from '../started.ts';

/** Resolves once a P-GET waits at the server. */
async function held(server: UcwaServer): Promise<void> {
  while (!server.applications[0]?.channel.polled) await new Promise(setImmediate);
}

const modalities = { supportedModalities: ['Audio', 'Messaging'] };

test('makeMeAvailable is told by medium events together, and its link goes', async (t) => {
  const { server, client } = await started(t);
  const application = await client.signIn();
  const polled = client.get(link(application, 'events'));
  const href = link(embedded(application, 'me'), 'makeMeAvailable');
  assert.equal((await client.post(href, modalities)).status, 204);
  const batch = (await polled).json;
  const me = ['updated me', 'added presence', 'added note', 'added location'];
  assert.deepEqual(told(batch), ['updated communication', ...me]);
  assert.deepEqual(about(batch, 'communication').supportedModalities, ['Audio', 'Messaging']);
  const now = await client.get(link(embedded(application, 'me'), 'self'));
  assert.equal(now.json._links?.makeMeAvailable, undefined);
  assert.equal((await client.post(link(now.json, 'reportMyActivity'))).status, 204);
  assert.equal((await client.post(href, modalities)).json.subcode, 'AlreadyExists');
  server.assertNoViolations();
});

test('a P-GET with nothing to say comes back empty with a next link', async (t) => {
  const { server, client } = await started(t);
  const application = await client.signIn();
  const { json } = await client.get(link(application, 'events'));
  assert.deepEqual(Object.keys(json), ['_links']);
  assert.match(link(json, 'next'), /ack=2&/);
  server.assertNoViolations();
});

test('a batch is given again until it is acknowledged, unchanged though more has happened', async (t) => {
  const { server, client } = await started(t);
  const { next } = await client.available();
  const [polled] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  const second = await server.call({ media: 'none', from: 'tomas' });
  assert.equal((await client.get(next)).text, polled.text);
  const after = await client.get(link(polled.json, 'next'));
  assert.equal(embedded(about(after.json, 'audioVideoInvitation'), 'from').name, second.from.name);
  server.assertNoViolations();
});

test('an ack out of step gets resync alone, which leads to what is unacknowledged', async (t) => {
  const { server, client } = await started(t);
  const { application, next } = await client.available();
  const [polled] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  const over = await client.get(link(application, 'events'));
  assert.deepEqual(Object.keys(over.json._links ?? {}), ['resync']);
  assert.equal((await client.get(link(over.json, 'resync'))).text, polled.text);
  server.assertNoViolations();
  await client.get(next.replace(/ack=\d+/, 'ack=99'));
  assert.match(server.violations[0]?.detail ?? '', /ack 99/);
});

test('of two P-GETs the higher priority stays, whichever came first', async (t) => {
  const { server, client } = await started(t);
  const { next } = await client.available();
  const low = client.get(next);
  await held(server);
  const high = client.get(`${next}&priority=2`);
  const replaced = await low;
  assert.deepEqual([replaced.status, replaced.json.subcode], [409, 'PGetReplaced']);
  const late = await client.get(`${next}&priority=1`);
  assert.deepEqual([late.status, late.json.subcode], [409, 'PGetReplaced']);
  await server.call({ media: 'none' });
  assert.equal(told((await high).json)[0], 'started audioVideoInvitation');
  server.assertNoViolations();
});

test('a second P-GET of the same priority is a violation, but not where the first was given up', async (t) => {
  const { server, client } = await started(t);
  const { next } = await client.available();
  const controller = new AbortController();
  const abandoned = client.get(next, { signal: controller.signal });
  await held(server);
  const since = server.ledger.next;
  const takesOver = client.get(next);
  await server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'events', { since });
  controller.abort();
  await assert.rejects(abandoned);
  await held(server);
  await server.call({ media: 'none' });
  const batch = await takesOver;

  const first = client.get(link(batch.json, 'next'));
  await held(server);
  void client.get(link(batch.json, 'next')).catch(() => {});
  assert.equal((await first).json.subcode, 'PGetReplaced');
  assert.equal(server.violations.length, 1);
  assert.match(server.violations[0]?.detail ?? '', /second P-GET/);
});

test('high urgency takes what is queued along at once', async (t) => {
  const { server, client } = await started(t, { timeScale: 100 });
  const application = await client.signIn();
  const polled = client.get(link(application, 'events'));
  await client.post(link(embedded(application, 'me'), 'makeMeAvailable'), modalities);
  await server.call({ media: 'none' });
  await server.waitFor(({ kind, detail }) => kind === 'event' && detail === 'started');
  const rels = told((await polled).json);
  assert.equal(rels[0], 'updated communication');
  assert.ok(rels.includes('started audioVideoInvitation'));
});

test('resume comes in place of next, with availability taken back and conversations gone', async (t) => {
  const { server, client } = await started(t);
  const { application, next } = await client.available();
  const [ring, call] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  const polled = client.get(link(ring.json, 'next'));
  await held(server);
  await server.resume();
  const { json } = await polled;
  assert.deepEqual(Object.keys(json._links ?? {}), ['self', 'resume']);
  assert.equal((await call.ended).kind, 'application-ended');
  assert.ok(link((await client.get(link(embedded(application, 'me'), 'self'))).json, 'makeMeAvailable'));
  const conversations = await client.get(link(embedded(application, 'communication'), 'conversations'));
  assert.deepEqual(conversations.json._links?.conversation, []);
});

test('the application ends without P-GETs, by command, or when another instance takes over', async (t) => {
  const { server, client } = await started(t, { timeScale: 0.0005 });
  const application = await client.signIn();
  await server.waitFor(({ detail }) => detail === 'ended: no P-GET for too long');
  assert.equal((await client.get(link(application, 'self'))).json.subcode, 'ApplicationNotFound');
  server.assertNoViolations();

  const other = await started(t);
  const { next } = await other.client.available();
  const polled = other.client.get(next);
  await held(other.server);
  other.server.takeOverChannel();
  assert.equal((await polled).json.subcode, 'PGetReplaced');
  const again: Promise<{ json: Json }> = other.client.get(next);
  await held(other.server);
  other.server.endApplications();
  assert.equal((await again).json.subcode, 'ApplicationNotFound');
  other.server.assertNoViolations();
});
