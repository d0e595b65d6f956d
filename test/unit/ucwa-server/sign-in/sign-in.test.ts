import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { startUcwaServer } from '../../../ucwa-server/index.ts';
import { Client, embedded, inputs, link } from '../client.ts';
import { started } from '../started.ts';

for (const hosts of ['names', 'addresses'] as const) {
  test(`a client signs in over ${hosts} by following links`, async (t: TestContext) => {
    const { server, client } = await started(t, { hosts });
    const application = await client.signIn();
    assert.equal(embedded(application, 'me').uri, 'sip:dana.whitfield@northwind.example');
    assert.match(link(application, 'events'), /^\/ucwa\/oauth\/v1\/applications\/\w+\/events\?ack=1&key=/);
    for (const rel of ['me', 'people', 'onlineMeetings', 'communication']) embedded(application, rel);
    server.assertNoViolations();
  });
}

test('the certificate is refused by a client that does not know the authority', async (t) => {
  const { server } = await started(t);
  await assert.rejects(fetch(server.discoveryUrl), (error: Error) => {
    const cause = error.cause as NodeJS.ErrnoException;
    return /UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/.test(String(cause.code));
  });
});

test('user without a token is challenged in HTML, folded into one line or not', async (t) => {
  const folded = await started(t);
  const root = await folded.client.get(folded.server.discoveryUrl, { token: null });
  const one = await folded.client.get(link(root.json, 'user'), { token: null });
  assert.equal(one.status, 401);
  assert.match(String(one.headers['content-type']), /^text\/html/);
  const origin = new URL(folded.server.discoveryUrl).origin;
  assert.match(
    String(one.headers['www-authenticate']),
    /^Bearer trusted_issuers="", client_id="[^"]+", MsRtcOAuth href=/,
  );
  assert.ok(String(one.headers['www-authenticate']).includes(`href="${origin}/WebTicket/oauthtoken",grant_type="`));

  const unquoted = await started(t, { challenge: 'two-lines', quotedHref: false });
  const again = await unquoted.client.get(unquoted.server.discoveryUrl, { token: null });
  const two = await unquoted.client.get(link(again.json, 'user'), { token: null });
  assert.match(String(two.headers['www-authenticate']), /MsRtcOAuth href=https:[^",]+,grant_type="/);
});

test('root can send the client to the pool by a redirect without user', async (t) => {
  const { server, client } = await started(t, { discovery: 'redirect' });
  const root = await client.get(server.discoveryUrl, { token: null });
  assert.deepEqual(Object.keys(root.json._links ?? {}).sort(), ['redirect', 'self', 'xframe']);
  const pool = await client.get(link(root.json, 'redirect'), { token: null });
  assert.equal(new URL(link(pool.json, 'user')).hostname, '127.0.0.2');
});

test('the password grant: right, wrong, locked, unknown', async (t) => {
  const { server, client } = await started(t);
  const href = `${server.discoveryUrl}WebTicket/oauthtoken`;
  const right = await client.ticket(href, { username: 'dana.whitfield@northwind.example' });
  assert.equal(right.status, 200);
  assert.match(String(right.json.access_token), /^cwt=/);
  assert.equal(right.json.token_type, 'Bearer');
  const wrong = await client.ticket(href, { password: 'no' });
  assert.deepEqual([wrong.status, wrong.text], [400, '{"error":"invalid_grant"}']);
  assert.match(String(wrong.headers['x-ms-diagnostics']), /reason="The user name or password/);
  assert.equal((await client.ticket(href, { username: 'NORTHWIND\\nobody' })).json.error, 'invalid_grant');
  server.account.locked = true;
  assert.match(String((await client.ticket(href)).headers['x-ms-diagnostics']), /locked out/);
  server.assertNoViolations();
  assert.equal((await client.ticket(href, { grant_type: 'none' })).json.error, 'unsupported_grant_type');
  assert.equal(server.violations.length, 1);
});

test('a token is good at the host that gave it only, and until it expires', async (t) => {
  const { server, client } = await started(t);
  const application = await client.signIn();
  const discovery = await client.tokenFor(link((await client.get(server.discoveryUrl, { token: null })).json, 'user'));
  const elsewhere = await client.get(link(application, 'self'), { token: discovery });
  assert.equal(elsewhere.status, 401);
  assert.ok(String(elsewhere.headers['www-authenticate']).includes('https://127.0.0.2:'));
  assert.equal((await client.get(link(application, 'self'))).status, 200);
  server.expireTokens();
  assert.equal((await client.get(link(application, 'self'))).status, 401);
  client.token = await client.tokenFor(link(application, 'self'));
  assert.equal((await client.get(link(application, 'self'))).status, 200);
  server.assertNoViolations();
});

test('a stale token can be answered 403 with the challenge', async (t) => {
  const { server, client } = await started(t, { staleTokenStatus: 403 });
  const application = await client.signIn();
  server.expireTokens();
  const stale = await client.get(link(application, 'self'));
  assert.equal(stale.status, 403);
  assert.match(String(stale.headers['www-authenticate']), /MsRtcOAuth/);
});

test('the same endpoint shares its application, another gets its own', async (t) => {
  const { server, client } = await started(t);
  const first = await client.signIn();
  const same = await client.post(client.base, inputs);
  assert.deepEqual([same.status, same.json.id], [200, first.id]);
  const other = await client.post(client.base, { ...inputs, endpointId: 'other' });
  assert.equal(other.status, 201);
  assert.notEqual(other.json.id, first.id);
  const { id } = (await client.post(client.base, { UserAgent: 'a', ENDPOINTID: 'b', culture: 'c' })).json;
  assert.ok(id);
  server.assertNoViolations();
});

test('after DELETE everything under the application is 404 ApplicationNotFound, and no violation', async (t) => {
  const { server, client } = await started(t);
  const application = await client.signIn();
  assert.equal((await client.send('DELETE', link(application, 'self'))).status, 204);
  const gone = await client.get(link(application, 'events'));
  assert.deepEqual([gone.status, gone.json.subcode], [404, 'ApplicationNotFound']);
  server.assertNoViolations();
});

test('the network goes down and comes back on the same ports; the folder goes with the server', async () => {
  const server = await startUcwaServer();
  const client = new Client(server);
  await server.faults.refuse(true);
  await assert.rejects(client.get(server.discoveryUrl), { code: 'ECONNREFUSED' });
  await server.faults.refuse(false);
  assert.equal((await client.get(server.discoveryUrl)).status, 200);
  client.close();
  await server.stop();
  assert.equal(existsSync(server.caFile), false);
});
