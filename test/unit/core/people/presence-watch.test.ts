import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PresenceWatch } from '../../../../main/core/people/watching/presence-watch.ts';
import { fakePeopleServer } from './fake-server.ts';

const minute = 60_000;
const subscription = (id: string) => ({
  rel: 'presenceSubscription',
  _links: { self: { href: `/s/${id}` }, addToPresenceSubscription: { href: `/s/${id}/add` } },
});

function watching() {
  const server = fakePeopleServer();
  const followed: string[][] = [];
  const watch = new PresenceWatch({ ...server, onFollowed: (uris) => followed.push([...uris]) });
  server.answer('POST /subscriptions', subscription('1'));
  server.answer('POST /s/1/add', { rel: 'presenceSubscriptionMemberships' });
  server.answer('POST /s/1', subscription('1'));
  watch.look('/subscriptions');
  const want = (...names: readonly string[]) => watch.want(new Set(names.map((name) => `sip:${name}@contoso.com`)));
  const body = (at: number): unknown => JSON.parse(server.operations.at(at)?.body ?? 'null');
  return { server, watch, followed, want, body };
}

test('nobody is subscribed to while nobody is looked at', async () => {
  const { server, want } = watching();
  await server.pass(minute);
  want();
  await server.pass(60 * minute);
  assert.deepEqual(server.asked, []);
  assert.equal(server.clock.waiting.length, 0);
});

test('those who are looked at are subscribed to once they stay, and others are added', async () => {
  const { server, want, followed, body } = watching();
  want('ana');
  want('ana', 'bo');
  await server.pass(399);
  assert.deepEqual(server.asked, []);
  await server.pass(1);
  assert.deepEqual(body(0), { duration: 15, uris: ['sip:ana@contoso.com', 'sip:bo@contoso.com'] });
  want('bo', 'cy');
  await server.pass(1_000);
  assert.deepEqual(server.asked, ['POST /subscriptions', 'POST /s/1/add']);
  assert.deepEqual(body(1), { contactUris: ['sip:cy@contoso.com'] });
  assert.deepEqual(followed.flat().length, 3);
});

test('it is prolonged before it ends, for as long as somebody is looked at', async () => {
  const { server, want, body } = watching();
  want('ana');
  await server.pass(12 * minute);
  assert.equal(server.asked.length, 1);
  await server.pass(minute);
  assert.deepEqual([server.asked.at(-1), body(-1)], ['POST /s/1', { duration: 15 }]);
  await server.pass(12 * minute);
  assert.equal(server.asked.length, 3);
});

test('the server’s word that it ends soon is taken, but not over and over', async () => {
  const { server, want, watch } = watching();
  want('ana');
  await server.pass(5 * minute);
  for (let time = 0; time < 10; time += 1) watch.told('https://pool.contoso.com/s/1?x=1', 'ends-soon');
  watch.told('/s/2', 'ends-soon');
  await server.pass(1_000);
  assert.deepEqual(server.asked, ['POST /subscriptions', 'POST /s/1']);
});

test('it ends when nobody is looked at for a while, and not when somebody comes back at once', async () => {
  const { server, want } = watching();
  want('ana');
  await server.pass(1_000);
  want();
  await server.pass(3_000);
  want('ana');
  await server.pass(minute);
  assert.deepEqual(server.asked, ['POST /subscriptions']);
  want();
  await server.pass(6_000);
  assert.deepEqual(server.asked, ['POST /subscriptions', 'DELETE /s/1']);
  await server.pass(60 * minute);
  assert.equal(server.asked.length, 2);
});

test('one that is over is made anew', async () => {
  const { server, want, watch } = watching();
  want('ana');
  await server.pass(1_000);
  watch.told('/s/1', 'over');
  await server.pass(1_000);
  assert.deepEqual(server.asked, ['POST /subscriptions', 'POST /subscriptions']);
  server.answer('POST /s/1', 404);
  await server.pass(13 * minute);
  assert.deepEqual(server.asked.slice(2), ['POST /s/1', 'POST /subscriptions']);
});

test('what the server refuses is tried ever more rarely, however much is scrolled', async () => {
  const { server, want } = watching();
  server.answer('POST /subscriptions', 403);
  for (let turn = 0; turn < 120; turn += 1) {
    want('ana', `other${turn}`);
    await server.pass(30_000);
  }
  assert.ok(server.asked.length <= 12, `${server.asked.length} requests in an hour`);
  server.answer('POST /subscriptions', subscription('1'));
  await server.pass(11 * minute);
  assert.equal(server.asked.at(-1), 'POST /subscriptions');
  want();
  await server.pass(minute);
  assert.equal(server.asked.at(-1), 'DELETE /s/1');
});

test('where no more can be added it is made anew of those who are looked at', async () => {
  const { server, want, body } = watching();
  const names = (from: number) => Array.from({ length: 100 }, (_, index) => `user${from + index}`);
  for (const from of [0, 100, 200]) {
    want(...names(from));
    await server.pass(2_000);
  }
  assert.deepEqual(server.asked, ['POST /subscriptions', 'POST /s/1/add', 'DELETE /s/1', 'POST /subscriptions']);
  assert.equal((body(-1) as { uris: unknown[] }).uris.length, 100);
});

test('without a link nothing is asked', async () => {
  const { server, want, watch } = watching();
  watch.look(null);
  want('ana');
  await server.pass(minute);
  assert.deepEqual(server.asked, []);
});

test('after an outage it is made anew, and nothing is left behind', async () => {
  const { server, want, watch } = watching();
  want('ana');
  await server.pass(1_000);
  watch.look('/subscriptions');
  await server.pass(1_000);
  assert.equal(server.asked.length, 2);
  watch.stop();
  await server.pass(60 * minute);
  assert.equal(server.asked.length, 2);
  assert.equal(server.clock.waiting.length, 0);
});
