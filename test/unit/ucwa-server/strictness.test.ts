import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Ask, about, answerSdp, embedded, link, sdpType } from './client.ts';
import { forbiddenRequests } from './forbidden-requests.ts';
import { started } from './started.ts';

const json = { 'Content-Type': 'application/json' };
const answer = '?sessionContext=a';
const sdp: Ask = { headers: sdpType, body: answerSdp(30_000) };

test('each forbidden request gets its error body and one violation', async (t) => {
  const { server, client } = await started(t, { timeScale: 1 });
  const application = await client.signIn();
  const me = embedded(application, 'me');
  const polled = client.get(link(application, 'events'));
  await client.post(link(me, 'makeMeAvailable'), { supportedModalities: ['Audio'] });
  await server.call({ media: 'none' });
  const batch = (await polled).json;
  const ringing = { application, invitation: about(batch, 'audioVideoInvitation'), next: link(batch, 'next') };
  server.assertNoViolations();
  for (const { what, method, href, ask, status, code, violation } of forbiddenRequests) {
    await t.test(what, async () => {
      const before = server.violations.length;
      const reply = await client.send(method, href(ringing), ask);
      assert.equal(reply.status, status, reply.text);
      assert.equal(`${reply.json.code}/${reply.json.subcode ?? ''}`, code);
      assert.equal(server.violations.length, before + 1);
      assert.match(server.violations.at(-1)?.detail ?? '', violation);
    });
  }
  assert.throws(() => server.assertNoViolations(), /never handed out[\s\S]*reason/);
});

test('a second answer and a second decline are conflicts and violations', async (t) => {
  const { server, client } = await started(t);
  let { next } = await client.available();
  for (const rel of ['acceptWithAnswer', 'decline'] as const) {
    const [polled] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
    next = link(polled.json, 'next');
    const href = link(about(polled.json, 'audioVideoInvitation'), rel);
    const ask = () => (rel === 'decline' ? client.post(href) : client.post(`${href}${answer}`, sdp.body, sdp));
    assert.equal((await ask()).status, 204);
    const again = await ask();
    assert.deepEqual([again.status, again.json.subcode], [409, 'AlreadyExists']);
    assert.match(server.violations.at(-1)?.detail ?? '', /before$/);
    next = link((await client.get(next)).json, 'next');
  }
  assert.equal(server.violations.length, 2);
});

test('reportMyActivity before makeMeAvailable is refused', async (t) => {
  const { server, client } = await started(t);
  const self = link(embedded(await client.signIn(), 'me'), 'self');
  const early = await client.post(`${self}/reportMyActivity`);
  assert.deepEqual([early.status, early.json.subcode], [409, 'MakeMeAvailableRequired']);
  assert.equal(server.violations.length, 1);
});

test('communication is put back whole, with the etag and the property that guards it', async (t) => {
  const { server, client } = await started(t);
  const href = link(embedded(await client.signIn(), 'communication'), 'self');
  const read = await client.get(href);
  const headers = { 'If-Match': `"${read.json.etag}"` };
  assert.equal(read.headers.etag, headers['If-Match']);
  const put = (body: object, condition: object = headers) =>
    client.send('PUT', href, { body, headers: { ...json, ...condition } });
  const whole = { ...read.json, supportedModalities: ['Audio', 'PhoneAudio'], phoneNumber: 'tel:+46855501234' };
  const written = await put(whole);
  assert.equal(written.status, 200);
  assert.deepEqual(written.json.supportedModalities, ['Audio', 'PhoneAudio']);
  assert.notEqual(written.json.etag, read.json.etag);
  assert.equal((await put(whole)).status, 412);
  server.assertNoViolations();
  const fresh = { 'If-Match': `"${written.json.etag}"` };
  const unguarded = await put({ supportedModalities: ['Audio'] }, fresh);
  assert.deepEqual([unguarded.status, unguarded.json.subcode], [400, 'ParameterValidationFailure']);
  assert.equal(server.violations.length, 1);
});

test('XML is written where JSON is not asked for', async (t) => {
  const { server, client } = await started(t);
  const { application, next } = await client.available();
  const headers = { Accept: 'application/vnd.microsoft.com.ucwa+xml' };
  const missing = await client.get('/ucwa/none', { headers });
  assert.match(
    missing.text,
    /^<\?xml [^>]*\?><reason xmlns="[^"]+"><code>NotFound<\/code><subcode>ResourceNotFound<\/subcode>/,
  );
  const self = await client.get(link(application, 'self'), { headers });
  assert.match(self.text, /<resource rel="me" href="[^"]+"><link rel="presence" href="/);
  assert.match(self.text, /<propertyList name="supportedModalities"><item>Audio<\/item>/);
  const [polled] = await Promise.all([client.get(next, { headers }), server.call({ media: 'none', subject: '<&"' })]);
  assert.match(polled.text, /<started rel="audioVideoInvitation" href="[^"]+"><resource rel="audioVideoInvitation"/);
  assert.match(polled.text, /<property name="subject">&lt;&amp;&quot;</);
  assert.match(polled.text, /<property name="joinAudioMuted">False</);
});

test('a planned fault strikes once', async (t) => {
  const { server, client } = await started(t);
  const self = link(await client.signIn(), 'self');
  server.faults.failNext('application', 503, 'Service Unavailable');
  const failed = await client.get(self);
  assert.deepEqual([failed.status, failed.headers['content-type']], [503, 'text/html']);
  server.faults.failNext('application', 429, { code: 'TooManyRequests' }, { 'Retry-After': '3' });
  const throttled = await client.get(self);
  assert.deepEqual([throttled.json.code, throttled.headers['retry-after']], ['TooManyRequests', '3']);
  assert.equal((await client.get(self)).status, 200);
  server.faults.dropNext('application');
  await assert.rejects(client.get(self), { code: 'ECONNRESET' });
  server.assertNoViolations();
});

test('the ledger keeps no password, no token and no channel key', async (t) => {
  const { server, client } = await started(t);
  const { next } = await client.available();
  await Promise.all([client.get(next), server.call({ media: 'none' })]);
  const text = server.ledger.text();
  assert.match(text, /GET .*events\?ack=2/);
  const key = new URL(next, client.base).searchParams.get('key') ?? '';
  for (const secret of [server.credentials.password, client.token ?? '', 'cwt=', key])
    assert.ok(!text.includes(secret));
  await assert.rejects(
    server.waitFor(() => false, { timeoutMs: 1 }),
    /ends with[\s\S]*started/,
  );
});
