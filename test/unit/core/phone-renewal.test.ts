import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptUrl, connectedPhone, onlinePhone, ringingPhone } from './fakes/calls.ts';
import { html, json, noContent } from './fakes/http.ts';
import { createTestPhone, signInRequest, type TestPhone } from './fakes/phone.ts';
import { applicationUrl, challenge, pool, tokenUrl } from './fakes/server.ts';
import { settle } from './fakes/settle.ts';
import { invitationBody, invitationUrl } from './fixtures/call.ts';

const renewals = ({ http }: TestPhone) => http.sentTo('POST', tokenUrl).length;
const hour = 3_600_000;

test('the token is renewed before it ends: one request, and the session goes on with the new one', async () => {
  const phone = await onlinePhone();
  assert.equal(renewals(phone), 1);
  await phone.clock.advance(28_289_000);
  assert.equal(renewals(phone), 2);
  assert.equal(phone.view().session.status, 'Ready');
  await phone.clock.advance(5 * hour);
  assert.equal(phone.server.tokens.get(pool), 'cwt=2');
});

test('a renewal that the server refuses is not repeated, and ends nothing while the token is good', async () => {
  const phone = await onlinePhone();
  phone.http.on('POST', tokenUrl, json(400, { error: 'invalid_grant' }));
  await phone.clock.advance(28_280_000);
  assert.equal(renewals(phone), 2);
  assert.equal(phone.view().session.status, 'Ready');
});

describe('a token that the server does not take any more while it rings', () => {
  const refuseToken = (phone: TestPhone): void => phone.server.tokens.clear();

  test('is renewed once, and the answer goes through', async () => {
    const phone = await ringingPhone();
    refuseToken(phone);
    phone.http.on('POST', acceptUrl, ({ headers }) =>
      headers.authorization === 'Bearer cwt=2' ? noContent : challenge(),
    );
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    assert.equal(renewals(phone), 2);
    assert.equal(phone.http.sentTo('POST', acceptUrl).length, 2);
    assert.notEqual(phone.call().state, 'ended');
  });

  async function refused(): Promise<TestPhone> {
    const phone = await ringingPhone();
    refuseToken(phone);
    phone.http.on('POST', tokenUrl, ({ body }) =>
      body?.includes('password=changed') ? undefined : json(400, { error: 'invalid_grant' }),
    );
    await phone.server.answerPoll(challenge());
    return phone;
  }

  test('and is not renewed: the sign-in is shown, and the ring stays', async () => {
    const phone = await refused();
    assert.equal(phone.view().session.status, 'Signed out');
    assert.equal(phone.view().session.signIn?.problem?.title, 'That user name or password did not work.');
    assert.equal(phone.call().state, 'ringing');
    assert.equal(renewals(phone), 2, 'the old password was tried once');
  });

  test('whoever signs in again can answer the call that still waits', async () => {
    const phone = await refused();
    phone.http.on('GET', invitationUrl, json(200, invitationBody()));
    phone.send({ type: 'sign-in', request: signInRequest({ password: 'changed' }) });
    await settle();
    assert.equal(phone.view().session.status, 'Ready');
    assert.equal(phone.call().state, 'ringing');
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', acceptUrl).length, 1);
  });

  test('a ring that nobody signs in for goes after a minute', async () => {
    const phone = await refused();
    await phone.clock.advance(60_000);
    assert.deepEqual(
      phone
        .view()
        .calls.map(({ state }) => state)
        .filter((state) => state === 'ringing'),
      [],
    );
    assert.equal(phone.view().missedUnseen, 1);
  });
});

for (const [subcode, title] of [
  ['TooManyApplications', 'You are signed in on too many computers.'],
  ['InactiveApplicationExpired', /^The server ended this sign-in because nothing was heard/],
  ['UserAgentNotAllowed', 'Your organization’s server does not allow this app.'],
  ['SomethingElse', 'The server ended this sign-in.'],
] as const) {
  test(`410 ${subcode}: said in its own words, not retried, and voice that is up goes on`, async () => {
    const phone = await connectedPhone();
    await phone.server.answerPoll(json(410, { code: 'Gone', subcode }));
    const problem = phone.view().session.signIn?.problem?.title ?? '';
    if (typeof title === 'string') assert.equal(problem, title);
    else assert.match(problem, title);
    assert.equal(phone.call().state, 'connected');
    const { length } = phone.http.sent;
    await phone.clock.advance(600_000);
    assert.equal(phone.http.sent.length, length);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(phone.call().state, 'ended');
  });
}

test('410 after a sleep: signed in again by itself, once', async () => {
  const phone = await onlinePhone();
  const gone = json(410, { code: 'Gone', subcode: 'InactiveApplicationExpired' });
  const made = () => phone.http.sentTo('POST', `${pool}/ucwa/oauth/v1/applications`).length;
  const before = made();
  phone.surroundings.tell('suspend');
  phone.http.once('GET', applicationUrl, gone);
  phone.surroundings.tell('resume');
  await phone.clock.advance(5_000);
  assert.equal(phone.view().session.status, 'Ready');
  assert.equal(made(), before + 1);
  await phone.clock.advance(60_000);
  await phone.server.answerPoll(gone);
  await phone.clock.advance(60_000);
  assert.equal(phone.view().session.status, 'Signed out');
  assert.equal(made(), before + 1);
});

test('a token service that is away for an hour does not end the session', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  phone.http.on('POST', tokenUrl, html(503));
  await phone.clock.advance(28_289_000);
  phone.server.tokens.clear();
  await phone.clock.advance(hour);
  assert.notEqual(phone.view().session.status, 'Signed out');
});
