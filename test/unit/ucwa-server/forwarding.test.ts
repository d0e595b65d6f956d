import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedded, link } from './client.ts';
import { started } from './started.ts';

test('call forwarding is put back whole, with the etag and the property that guards it', async (t) => {
  const { server, client } = await started(t);
  server.forwarding.rights.offered = true;
  const href = link(embedded(await client.signIn(), 'me'), 'callForwardingSettings');
  const { json: settings } = await client.get(href);
  const whole = { ...settings, activePeriod: 'Workhours' };
  const put = (body: object, match?: string) =>
    client.send('PUT', href, { body, ...(match !== undefined && { headers: { 'If-Match': `"${match}"` } }) });
  const etag = server.forwarding.etag;
  assert.equal((await put(whole)).status, 428);
  assert.equal((await put(whole, '0')).status, 412);
  assert.equal((await put({ activePeriod: 'Workhours' }, etag)).status, 400);
  assert.equal((await put({ ...whole, activePeriod: 'Sometimes' }, etag)).status, 400);
  assert.equal(
    (await put({ ...whole, activeSetting: 'ImmediateForward' }, etag)).status,
    400,
    'there is nobody to forward to',
  );
  const done = await put(whole, etag);
  assert.deepEqual([done.status, done.text, server.forwarding.period], [200, '', 'Workhours']);
  assert.equal(server.violations.length, 4, 'a stale etag is no fault of the client');
});

test('operations take what is documented of them, in the query or the body', async (t) => {
  const { server, client } = await started(t);
  server.forwarding.rights.offered = true;
  const me = embedded(await client.signIn(), 'me');
  const { json: settings } = await client.get(link(me, 'callForwardingSettings'));
  const immediate = embedded(settings, 'immediateForwardSettings');
  const unanswered = embedded(settings, 'unansweredCallSettings');
  const toContact = link(immediate, 'immediateForwardToContact');
  assert.equal((await client.post(toContact)).status, 400, 'the target is required');
  assert.equal((await client.post(toContact, { target: 'x'.repeat(81) })).status, 400);
  assert.equal((await client.post(toContact, { target: 'tel:abc' })).json.subcode, 'NormalizationFailed');
  assert.equal((await client.post(`${link(unanswered, 'unansweredCallToVoicemail')}?ringDelay=4`)).status, 400);
  assert.equal((await client.post(`${link(unanswered, 'unansweredCallToVoicemail')}?ringDelay=40`)).status, 204);
  assert.equal(server.forwarding.unanswered.ringDelay, 40);
  assert.equal((await client.post(link(immediate, 'immediateForwardToVoicemail'), { target: 'x' })).status, 400);
  assert.equal((await client.post(toContact, { target: 'tel:0705550114' })).status, 204);
  assert.deepEqual([server.forwarding.isForwarded, server.forwarding.immediate.contact], [true, 'tel:+46705550114']);
  assert.equal(
    (await client.post(link(unanswered, 'resetUnansweredCallSettings'))).status,
    403,
    'while all are forwarded',
  );
});

test('who has no Enterprise Voice has no link, and is refused', async (t) => {
  const { server, client } = await started(t);
  server.forwarding.rights.offered = true;
  const href = link(embedded(await client.signIn(), 'me'), 'callForwardingSettings');
  server.forwarding.rights.offered = false;
  assert.equal((await client.get(href)).status, 403);
  const { json: me } = await client.get(href.replace('/callForwardingSettings', ''));
  assert.equal(JSON.stringify(me).includes('callForwardingSettings'), false);
});

test('presence, note and location want makeMeAvailable first', async (t) => {
  const { client } = await started(t);
  const self = link(embedded(await client.signIn(), 'me'), 'self');
  for (const part of ['presence', 'note', 'location']) {
    for (const method of ['GET', 'POST']) {
      const { status, json } = await client.send(method, `${self}/${part}`);
      assert.deepEqual([status, json.subcode], [409, 'MakeMeAvailableRequired']);
    }
  }
});

test('presence, note and location take what is documented', async (t) => {
  const { server, client } = await started(t);
  await client.available();
  const self = server.applications[0]?.path('me') ?? '';
  const post = async (part: string, body?: object) => (await client.post(`${self}/${part}`, body)).status;
  assert.equal(await post('presence', { availability: 'Offline' }), 400);
  assert.equal(await post('location', { location: 'x'.repeat(61) }), 400);
  assert.equal(server.violations.length, 2);
  assert.equal(await post('presence', { availability: 'Offwork' }), 204);
  assert.deepEqual(server.standing.presence, { availability: 'Away', activity: 'off-work' });
  assert.equal(await post('presence'), 204);
  assert.deepEqual(server.standing.presence, { availability: 'Online' });
  assert.equal(await post('note', { message: '' }), 204);
});
