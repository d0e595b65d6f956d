import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { UcwaServer } from '../../../ucwa-server/index.ts';
import { about, type Client, embedded, events, link, told } from '../client.ts';
import { started } from '../started.ts';

interface Ready {
  readonly server: UcwaServer;
  readonly client: Client;
  readonly next: string;
}

async function ready(t: TestContext): Promise<Ready> {
  const { server, client } = await started(t);
  const { next } = await client.available();
  return { server, client, next };
}

test('a batch comes again after resync, as it was, and the client gets on afterwards', async (t) => {
  const { server, client, next } = await ready(t);
  server.habits.deliveries = (ack) => (ack === 2 ? 3 : 1);
  const [first] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  let batch = first;
  for (const _ of [1, 2]) {
    const over = await client.get(link(batch.json, 'next'));
    assert.deepEqual(Object.keys(over.json), ['_links']);
    batch = await client.get(link(over.json, 'resync'));
    assert.equal(batch.text, first.text);
  }
  const [after] = await Promise.all([
    client.get(link(batch.json, 'next')),
    server.call({ media: 'none', from: 'tomas' }),
  ]);
  assert.notEqual(
    about(after.json, 'audioVideoInvitation').threadId,
    about(first.json, 'audioVideoInvitation').threadId,
  );
  const started = server.ledger.entries.filter(
    ({ kind, detail, callId }) => kind === 'event' && detail === 'started' && callId === 'call-1',
  );
  assert.equal(started.length, 3);
  server.assertNoViolations();
});

test('events come once more in the next batch', async (t) => {
  const { server, client, next } = await ready(t);
  server.habits.again = 'events';
  server.habits.deliveries = (ack) => (ack === 2 ? 2 : 1);
  const [first] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  const again = await client.get(link(first.json, 'next'));
  assert.deepEqual(told(again.json), told(first.json));
  assert.notEqual(link(again.json, 'self'), link(first.json, 'self'));
  const last = await client.get(link(again.json, 'next'));
  assert.deepEqual(told(last.json), []);
  server.assertNoViolations();
});

test('aggregated events skip steps: completed can be the only one', async (t) => {
  const { server, client, next } = await ready(t);
  server.habits.collapse = true;
  const channel = server.applications[0]?.channel;
  channel?.pause(true);
  const call = await server.call({ media: 'none' });
  await call.cancel();
  const polled = client.get(next);
  await server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'events');
  channel?.pause(false);
  const { json } = await polled;
  assert.deepEqual(
    told(json).filter((text) => /Invitation|conversation$/.test(text)),
    ['completed audioVideoInvitation', 'deleted conversation'],
  );
  server.assertNoViolations();
});

test('without embedded bodies everything can be fetched from its href', async (t) => {
  const { server, client, next } = await ready(t);
  server.habits.embed = false;
  const [polled] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  for (const event of events(polled.json)) {
    assert.equal(event._embedded, undefined);
    const { status } = await client.get(String(event.link?.href));
    assert.equal(status, 200);
  }
  server.assertNoViolations();
});

test('an overflowing queue ends the channel with MaxEventCountReached until the application is made anew', async (t) => {
  const { server, client, next } = await ready(t);
  server.habits.mostQueued = 99;
  server.flood(100);
  for (const _ of [1, 2]) {
    const refused = await client.get(next);
    assert.deepEqual([refused.status, refused.json.subcode], [403, 'MaxEventCountReached']);
  }
  server.assertNoViolations();
});

test('ten thousand events come in one response, with an invitation at its tail', async (t) => {
  const { server, client, next } = await ready(t);
  server.applications[0]?.channel.pause(true);
  server.flood(10_000);
  await server.call({ media: 'none' });
  server.applications[0]?.channel.pause(false);
  const batch = await client.get(next);
  const all = told(batch.json);
  assert.equal(all.filter((text) => text === 'updated contactPresence').length, 10_000);
  assert.ok(all.indexOf('started audioVideoInvitation') >= 10_000);
  server.assertNoViolations();
});

test('what was missed while nobody could be rung is in missedItems and conversationLogs, for every later application', async (t) => {
  const { server, client } = await started(t);
  server.callInVain({ from: 'tomas', subject: 'While away' }, 1_700_000_000_000);
  const { application, next } = await client.available();
  const communication = embedded(application, 'communication');
  const missed = await client.get(link(communication, 'missedItems'));
  assert.equal(missed.json.unreadMissedConversationsCount, 1);
  const list = async (): Promise<string[]> => {
    const { json } = await client.get(`${link(communication, 'conversationLogs')}?limit=5`);
    const links = (json._links?.conversationLog ?? []) as unknown as readonly { href: string }[];
    return links.map(({ href }) => href);
  };
  const [href = ''] = await list();
  const log = (await client.get(href)).json;
  assert.deepEqual(
    [log.status, log.direction, log.subject, log.creationTime],
    ['Missed', 'Incoming', 'While away', '/Date(1700000000000)/'],
  );
  const [recipient] = embedded(log, 'conversationLogRecipient') as unknown as readonly { displayName: string }[];
  assert.equal(recipient?.displayName, 'Tomás Oliveira');
  server.representation.forceXml = true;
  assert.match((await client.get(href)).text, /<property name="creationTime">2023-11-14T22:13:20.000Z</);
  server.representation.forceXml = false;
  const [ring, call] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  const [over] = await Promise.all([client.get(link(ring.json, 'next')), call.cancel()]);
  assert.equal(about(over.json, 'missedItems').missedConversationsCount, 2);
  const logs = await list();
  assert.equal(logs.length, 2);
  assert.equal((await client.get(logs[0] ?? '')).json.threadId, call.resources.thread);
  assert.equal((await client.send('DELETE', href)).status, 204);
  assert.equal((await client.get(href)).status, 404);
  assert.equal((await list()).length, 1);
  server.assertNoViolations();
});

test('a voice message is counted, told of, and new until somebody was in a call with the mailbox', async (t) => {
  const { server, client } = await started(t);
  const { application, next } = await client.available();
  const policies = await client.get(link(application, 'policies'));
  assert.equal(policies.json.voicemailUri, server.calling.voicemailUri);
  const [told] = await Promise.all([client.get(next), server.leaveVoicemail()]);
  const items = about(told.json, 'missedItems');
  assert.deepEqual([items.unreadVoicemailsCount, items.voiceMailsCount], [1, 1]);
  server.assertNoViolations();
});

test('the list of conversations is true at any time', async (t) => {
  const { server, client } = await started(t);
  const { application } = await client.available();
  const href = link(embedded(application, 'communication'), 'conversations');
  const listed = async (): Promise<number> =>
    Object.keys((await client.get(href)).json._links?.conversation ?? {}).length;
  assert.equal(await listed(), 0);
  const one = await server.call({ media: 'none' });
  await server.call({ media: 'none', from: 'tomas' });
  assert.equal(await listed(), 2);
  await one.cancel();
  assert.equal(await listed(), 1);
  await server.resume();
  assert.equal(await listed(), 0);
});
