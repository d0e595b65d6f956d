import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedded, inputs, link } from '../../unit/ucwa-server/client.ts';
import { started } from '../../unit/ucwa-server/started.ts';

const minutes = 60;

test('the clock can be moved: fifteen minutes without a P-GET end the application, a waiting one keeps it', async (t) => {
  const { server, client } = await started(t, { timeScale: 1 });
  const application = await client.signIn();
  const polled = client.get(`${link(application, 'events')}&timeout=1800`);
  await server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'events');
  while (!server.applications[0]?.channel.polled) await new Promise(setImmediate);
  server.advance(16 * minutes);
  assert.equal(server.applications.length, 1);
  server.advance(14 * minutes - 1);
  server.applications[0]?.channel.failHeld({ status: 204 });
  await polled;
  server.advance(15 * minutes);
  assert.equal(server.applications.length, 0);
  assert.match(server.ledger.text(), /ended: no (P-GET|activity) for too long/);
  server.assertNoViolations();
});

test('without reportMyActivity and without a call the application ends after half an hour', async (t) => {
  const { server, client } = await started(t, { timeScale: 1 });
  const { application, next } = await client.available();
  const me = await client.get(link(embedded(application, 'me'), 'self'));
  const call = await server.call({ media: 'none' });
  let polls = next;
  const poll = async (): Promise<void> => {
    const { json } = await client.get(`${polls}&timeout=1800`);
    polls = link(json, 'next');
  };
  await poll();
  const held = poll();
  while (!server.applications[0]?.channel.polled) await new Promise(setImmediate);
  server.advance(29 * minutes);
  assert.equal((await client.post(link(me.json, 'reportMyActivity'))).status, 204);
  server.advance(1 * minutes);
  await held;
  const third = poll();
  while (!server.applications[0]?.channel.polled) await new Promise(setImmediate);
  server.advance(29.5 * minutes);
  assert.equal(server.applications.length, 1, 'a call keeps it');
  await call.cancel();
  await third;
  void poll().catch(() => {});
  while (!server.applications[0]?.channel.polled) await new Promise(setImmediate);
  server.advance(30 * minutes);
  assert.equal(server.applications.length, 0);
  assert.match(server.ledger.text(), /no activity for too long/);
});

for (const subcode of ['TooManyApplications', 'InactiveApplicationExpired', 'UserAgentNotAllowed'] as const) {
  test(`the application can be gone with 410 ${subcode}, and none be made`, async (t) => {
    const { server, client } = await started(t);
    const application = await client.signIn();
    server.endApplications(subcode);
    const gone = await client.get(link(application, 'events'));
    assert.deepEqual([gone.status, gone.json.subcode], [410, subcode]);
    server.refuseApplications(subcode);
    const refused = await client.post(client.base, inputs);
    assert.deepEqual([refused.status, refused.json.code, refused.json.subcode], [410, 'Gone', subcode]);
    server.refuseApplications(null);
    assert.equal((await client.post(client.base, inputs)).status, 201);
    server.assertNoViolations();
  });
}

test('makeMeAvailable refuses what the user may not have, and takes the rest', async (t) => {
  const { server, client } = await started(t);
  server.account.refusedModalities = ['Video'];
  const me = embedded(await client.signIn(), 'me');
  const post = (...supportedModalities: string[]) => client.post(link(me, 'makeMeAvailable'), { supportedModalities });
  const refused = await post('Audio', 'Video');
  assert.deepEqual([refused.status, refused.json.subcode], [403, 'OperationNotSupported']);
  assert.equal(server.applications[0]?.reachable, false);
  assert.equal((await post('Audio')).status, 204);
  assert.equal((await post('Audio')).json.subcode, 'AlreadyExists');
  server.assertNoViolations();
});

test('what has not changed since its etag is 304 without a body', async (t) => {
  const { client, server } = await started(t);
  const href = link(embedded(await client.signIn(), 'communication'), 'self');
  const { headers } = await client.get(href);
  const etag = String(headers.etag);
  const same = await client.get(href, { headers: { 'If-None-Match': etag } });
  assert.deepEqual([same.status, same.text, same.headers.etag], [304, '', etag]);
  assert.equal((await client.get(href, { headers: { 'If-None-Match': '"old"' } })).status, 200);
  server.assertNoViolations();
});

test('a token’s life follows the server’s clock', async (t) => {
  const { client, server } = await started(t, { timeScale: 1 });
  const self = link(await client.signIn(), 'self');
  server.advance(8 * 60 * minutes);
  assert.equal((await client.get(self)).status, 401);
});
