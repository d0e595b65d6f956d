import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { SimulatedCall } from '../../../ucwa-server/calls/simulated-call.ts';
import { about, answerSdp, type Client, type Json, link, sdpType } from '../client.ts';
import { started } from '../started.ts';

/** A call that is up, and where its next events are. */
async function talking(t: TestContext) {
  const { server, client } = await started(t);
  const { next } = await client.available();
  const [polled, call] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  const href = `${link(about(polled.json, 'audioVideoInvitation'), 'acceptWithAnswer')}?sessionContext=a`;
  assert.equal((await client.post(href, answerSdp(30_000), { headers: sdpType })).status, 204);
  await call.accepted;
  return { server, client, call, poll: follow(client, link(polled.json, 'next')) };
}

/** Polls until an event about such a resource comes. */
function follow(client: Client, from: string): (rel: string) => Promise<Json> {
  let next = from;
  return async (rel) => {
    for (;;) {
      const { json } = await client.get(next);
      next = link(json, 'next');
      if (JSON.stringify(json).includes(`"${rel}"`)) return about(json, rel);
    }
  };
}

const first = (direction: string) => answerSdp(30_000).replace('a=sendrecv', `a=${direction}`);
const again = (direction: string) =>
  first(direction).replace(/^(o=\S+ \d+ )(\d+)/m, (_, head, version) => `${head}${Number(version) + 1}`);

async function offered(t: TestContext, offer: (call: SimulatedCall) => Promise<unknown>) {
  const { server, client, call, poll } = await talking(t);
  const outcome = offer(call);
  return { server, client, call, outcome, renegotiation: await poll('audioVideoRenegotiation') };
}

test('a hold is offered, answered and over', async (t) => {
  const { server, client, outcome, renegotiation } = await offered(t, (call) => call.hold('inactive'));
  assert.equal(renegotiation.direction, 'Incoming');
  const answer = link(renegotiation, 'answer');
  assert.equal((await client.post(answer, again('inactive'), { headers: sdpType })).status, 204);
  assert.equal(((await outcome) as { kind: string }).kind, 'answered');
  server.assertNoViolations();
  assert.equal((await client.post(answer, again('inactive'), { headers: sdpType })).status, 409);
});

test('it may be dismissed, with one of the protocol’s reasons', async (t) => {
  const { client, call, outcome, renegotiation } = await offered(t, (each) => each.hold());
  const dismiss = link(renegotiation, 'dismiss');
  assert.equal((await client.post(dismiss, { reason: 'NoWish' })).status, 400);
  assert.equal((await client.post(dismiss, { reason: 'EncryptionMismatch' })).status, 204);
  assert.deepEqual(await outcome, { kind: 'dismissed', reason: 'EncryptionMismatch' });
  assert.equal(call.state, 'talking');
});

for (const [what, sdp, headers, status] of [
  ['another type', again('inactive'), { 'Content-Type': 'text/plain' }, 415],
  ['a direction that answers no hold', again('sendrecv'), sdpType, 400],
  ['the version of the answer before', first('inactive'), sdpType, 400],
  ['another session', again('inactive').replace(/^o=\S+ \d/m, 'o=- 9'), sdpType, 400],
  ['another time', again('inactive').replace('t=0 0', 't=1 0'), sdpType, 400],
] as const) {
  test(`an answer with ${what} is refused`, async (t) => {
    const { client, renegotiation } = await offered(t, (call) => call.hold());
    assert.equal((await client.post(link(renegotiation, 'answer'), sdp, { headers })).status, status);
  });
}

test('one that waits ends with its call', async (t) => {
  const { call, outcome } = await offered(t, (each) => each.hold());
  await call.hangUp();
  assert.deepEqual(await outcome, { kind: 'unanswered' });
});
