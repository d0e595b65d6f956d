import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedded, link } from './client.ts';
import { started } from './started.ts';

test('what people’s resources do not allow is refused, and written down', async (t) => {
  const { server, client } = await started(t);
  const people = embedded(await client.signIn(), 'people');
  const second = { headers: { 'X-MS-RequiresMinResourceVersion': '2' } };
  const search = link(people, 'search');
  const subscriptions = link(people, 'presenceSubscriptions');
  const memberships = link(people, 'myGroupMemberships');
  const uris = ['sip:ana.lindqvist@northwind.example'];
  const refused = [
    await client.get(search),
    await client.get(`${search}?query=${'x'.repeat(257)}`),
    await client.get(`${search}?query=ana&limit=101`),
    await client.get(`${search}?query=ana&page=2`),
    await client.post(subscriptions, { duration: 9, uris }),
    await client.post(subscriptions, { duration: 31, uris }),
    await client.post(subscriptions, { duration: 15, uris: [] }),
    await client.post(subscriptions, { duration: 15, uris: ['tel:+4685550'] }),
    await client.post(memberships, { contactUri: uris[0], groupId: 'pinned' }),
    await client.post(memberships, { groupId: 'pinned' }, second),
  ];
  assert.deepEqual(
    refused.map(({ status }) => status),
    [400, 400, 400, 400, 400, 400, 400, 400, 404, 400],
  );
  assert.equal(server.violations.length, refused.length);
});

test('a subscription to presence ends by itself', async (t) => {
  const { server, client } = await started(t);
  const people = embedded(await client.signIn(), 'people');
  const uris = ['sip:ana.lindqvist@northwind.example'];
  const made = await client.post(link(people, 'presenceSubscriptions'), { duration: 10, uris });
  assert.equal(made.status, 201);
  const self = link(made.json, 'self');
  server.advance(11 * 60);
  assert.equal((await client.get(self)).status, 404);
  server.assertNoViolations();
});
