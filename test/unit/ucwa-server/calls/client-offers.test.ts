import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { about, answerSdp, type Client, events, type Json, link, sdpType } from '../client.ts';
import { started } from '../started.ts';

/** A call that is up, its session, and where its next events are. */
async function talking(t: TestContext, request: object = {}) {
  const { server, client } = await started(t);
  const { next } = await client.available();
  const [polled, call] = await Promise.all([client.get(next), server.call({ media: 'none', ...request })]);
  const href = `${link(about(polled.json, 'audioVideoInvitation'), 'acceptWithAnswer')}?sessionContext=a`;
  assert.equal((await client.post(href, answerSdp(30_000), { headers: sdpType })).status, 204);
  await call.accepted;
  const poll = follow(client, link(polled.json, 'next'));
  const session = await poll('audioVideoSession');
  return { server, client, call, session, poll };
}

/** Polls until an event about such a resource comes, of that type where one is asked for. */
function follow(client: Client, from: string): (rel: string, type?: string) => Promise<Json> {
  let next = from;
  let waiting: Json[] = [];
  return async (rel, type) => {
    for (;;) {
      const at = waiting.findIndex(
        (event) => String(event.link?.rel) === rel && (type === undefined || String(event.type) === type),
      );
      const [found] = at < 0 ? [] : waiting.splice(0, at + 1).slice(-1);
      if (found?._embedded?.[rel] !== undefined) return found._embedded[rel];
      const { json } = await client.get(next);
      next = link(json, 'next');
      waiting = [...waiting, ...events(json)];
    }
  };
}

const offer = (direction: string, version = 2) =>
  answerSdp(30_000)
    .replace('a=sendrecv', `a=${direction}`)
    .replace(/^(o=\S+ \d+ )\d+/m, `$1${version}`);
const sdpOf = (href: string) => Buffer.from(href.split(';base64,')[1] ?? '', 'base64').toString();
const post = (client: Client, session: Json, sdp: string, operationId = 'one', rel = 'renegotiations') =>
  client.post(`${link(session, rel)}?operationId=${operationId}`, sdp, { headers: sdpType });

test('an offer to hold is created, answered in the event channel, and shows in the session', async (t) => {
  const { server, client, call, session, poll } = await talking(t);
  assert.equal(session.state, 'Established');
  assert.equal(session._links?.resumeAudio, undefined);
  const created = await post(client, session, offer('inactive'));
  assert.equal(created.status, 201);
  assert.deepEqual([created.json.direction, created.json.operationId], ['Outgoing', 'one']);
  assert.equal((await poll('audioVideoRenegotiation', 'started'))._links?.mediaAnswer, undefined);
  const completed = await poll('audioVideoRenegotiation', 'completed');
  assert.match(sdpOf(link(completed, 'mediaAnswer')), /\r\na=inactive\r\n/);
  assert.equal(call.heldByUser, true);
  const suspended = await poll('audioVideoSession', 'updated');
  assert.equal(suspended.state, 'Suspended');
  assert.equal((await post(client, suspended, offer('sendrecv', 3), 'two', 'resumeAudio')).status, 201);
  assert.equal((await poll('audioVideoSession', 'updated')).state, 'Established');
  assert.equal(call.heldByUser, false);
  server.assertNoViolations();
});

for (const [what, sdp, query, headers, status] of [
  ['no operationId', offer('inactive'), '', sdpType, 400],
  ['too long an operationId', offer('inactive'), `operationId=${'x'.repeat(51)}`, sdpType, 400],
  ['another type', offer('inactive'), 'operationId=one', { 'Content-Type': 'text/plain' }, 415],
  ['the version before', offer('inactive', 1), 'operationId=one', sdpType, 400],
  ['a version too far', offer('inactive', 3), 'operationId=one', sdpType, 400],
  ['another session', offer('inactive').replace(/^o=\S+ \d+/m, 'o=- 9'), 'operationId=one', sdpType, 400],
  ['no audio', offer('inactive').replace('m=audio 30000', 'm=audio 0'), 'operationId=one', sdpType, 400],
  [
    'a video that is no picture',
    `${offer('inactive')}m=video 30002 RTP/AVP 96\r\na=rtpmap:96 x-rtvc1/90000\r\n`,
    'operationId=one',
    sdpType,
    400,
  ],
  [
    'another codec',
    offer('inactive').replace('AVP 0', 'AVP 8').replace('0 PCMU', '8 PCMA'),
    'operationId=one',
    sdpType,
    400,
  ],
  ['a key that was not agreed', offer('inactive').replace('RTP/AVP', 'RTP/SAVP'), 'operationId=one', sdpType, 400],
] as const) {
  test(`an offer with ${what} is refused`, async (t) => {
    const { client, session } = await talking(t);
    assert.equal((await client.post(`${link(session, 'renegotiations')}?${query}`, sdp, { headers })).status, status);
  });
}

test('a video may be offered too, and is refused by a caller who has none', async (t) => {
  const { server, client, session, poll } = await talking(t);
  const video = 'm=video 30002 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\na=sendrecv\r\n';
  assert.equal((await post(client, session, `${offer('sendrecv')}${video}`)).status, 201);
  const completed = await poll('audioVideoRenegotiation', 'completed');
  assert.match(sdpOf(link(completed, 'mediaAnswer')), /\r\nm=video 0 RTP\/AVP 96\r\n$/);
  server.assertNoViolations();
});

test('while an offer is open, of whoever, another one is a conflict; so is the same one again', async (t) => {
  const { server, client, call, session, poll } = await talking(t);
  call.toOffers = 'is silent';
  assert.equal((await post(client, session, offer('inactive'))).status, 201);
  assert.equal((await post(client, session, offer('inactive'))).status, 409);
  assert.equal((await post(client, session, offer('inactive', 3), 'two')).status, 409);
  assert.deepEqual(await call.hold(), { kind: 'crossed' });
  server.assertNoViolations();
  const other = await talking(t);
  const outcome = other.call.hold();
  await other.poll('audioVideoRenegotiation');
  assert.equal((await post(other.client, other.session, offer('inactive'))).status, 409);
  await other.call.hangUp();
  await outcome;
  void poll;
});

test('the caller may refuse', async (t) => {
  const { client, call, session, poll } = await talking(t);
  call.toOffers = 'refuses';
  assert.equal((await post(client, session, offer('inactive'))).status, 201);
  assert.equal((await poll('audioVideoRenegotiation', 'completed'))._links?.mediaAnswer, undefined);
  assert.equal(call.heldByUser, false);
});

test('a caller that holds too says so when the user resumes', async (t) => {
  const { client, call, session, poll } = await talking(t);
  await post(client, session, offer('inactive'));
  const suspended = await poll('audioVideoSession', 'updated');
  const outcome = call.hold();
  const theirs = await poll('audioVideoRenegotiation', 'started');
  assert.equal(theirs.direction, 'Incoming');
  assert.equal((await client.post(link(theirs, 'answer'), offer('inactive', 3), { headers: sdpType })).status, 204);
  await outcome;
  assert.equal((await post(client, suspended, offer('sendrecv', 4), 'two')).status, 201);
  await poll('audioVideoRenegotiation', 'completed');
  const completed = await poll('audioVideoRenegotiation', 'completed');
  assert.match(sdpOf(link(completed, 'mediaAnswer')), /\r\na=inactive\r\n/);
});

test('resumeAudio is only for a call on hold', async (t) => {
  const { client, session } = await talking(t);
  const href = link(session, 'renegotiations').replace('renegotiations', 'resumeAudio');
  const sent = await client.post(`${href}?operationId=one`, offer('sendrecv'), { headers: sdpType });
  assert.equal(sent.status, 409);
});

test('a session may give no way', async (t) => {
  const { session } = await talking(t, { renegotiable: false });
  assert.equal(session._links?.renegotiations, undefined);
});
