import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAllGone, connectedPhone, ringingPhone } from './fakes/calls.ts';
import { broken, json } from './fakes/http.ts';
import type { TestPhone } from './fakes/phone.ts';
import { pool } from './fakes/server.ts';
import { invitationBody, invitationUrl, started } from './fixtures/call.ts';

describe('a network that drops while it rings', () => {
  test('ends the ring within the first two failures: at most 100 ms of waiting', async () => {
    const phone = await ringingPhone();
    await phone.server.down();
    assert.equal(phone.call().state, 'ringing', 'one failure may be nothing');
    await phone.clock.advance(100);
    assertAllGone(phone);
    assert.equal(phone.call().ending?.title, 'The network dropped.');
    assert.equal(phone.view().missedUnseen, 1);
  });

  const droppedPhone = async (awayMs = 5_000): Promise<TestPhone> => {
    const phone = await ringingPhone();
    await phone.server.down();
    await phone.clock.advance(awayMs);
    return phone;
  };

  test('rings again if the call still waits when it is back, as one call of the history', async () => {
    const phone = await droppedPhone();
    phone.http.on('GET', invitationUrl, json(200, invitationBody()));
    phone.server.up();
    await phone.clock.advance(10_000);
    assert.equal(phone.call().state, 'ringing');
    assert.deepEqual(phone.past(), []);
    await phone.server.push('communication', started);
    assert.equal(phone.view().calls.length, 1);
    phone.send({ type: 'decline', callId: phone.call().id });
    assert.deepEqual(
      phone.past().map(({ outcome }) => outcome),
      ['declined'],
    );
  });

  for (const [name, reply] of [
    ['is gone', json(404, { code: 'NotFound' })],
    ['was answered elsewhere', json(200, invitationBody({ properties: { state: 'Connected' } }))],
    ['cannot be answered any more', json(200, invitationBody({ links: { acceptWithAnswer: undefined } }))],
  ] as const) {
    test(`does not ring again if the call ${name}`, async () => {
      const phone = await droppedPhone();
      phone.http.on('GET', invitationUrl, reply);
      phone.server.up();
      await phone.clock.advance(10_000);
      assert.equal(phone.view().session.status, 'Ready');
      assert.deepEqual(phone.view().calls, []);
      assert.deepEqual(
        phone.past().map(({ outcome }) => outcome),
        ['missed'],
      );
    });
  }

  test('asks again where the first question was lost too', async () => {
    const phone = await droppedPhone();
    phone.http.on('GET', invitationUrl, json(200, invitationBody()));
    phone.http.once('GET', invitationUrl, broken('network'));
    phone.server.up();
    await phone.clock.advance(10_000);
    assert.equal(phone.call().state, 'ringing');
  });

  test('does not ask after three minutes: no call rings so long', async () => {
    const phone = await droppedPhone(200_000);
    phone.server.up();
    await phone.clock.advance(60_000);
    assert.equal(phone.view().session.status, 'Ready');
    assert.equal(phone.http.sentTo('GET', invitationUrl).length, 0);
  });

  test('does not ask for another user’s call', async () => {
    const phone = await droppedPhone();
    phone.send({ type: 'sign-out' });
    phone.server.up();
    await phone.signIn({ address: 'tomas@contoso.com' });
    await phone.server.down();
    await phone.clock.advance(1_000);
    phone.server.up();
    await phone.clock.advance(30_000);
    assert.equal(phone.view().session.status, 'Ready');
    assert.equal(phone.http.sentTo('GET', invitationUrl).length, 0);
  });
});

test('what rang through a gap in the events is looked up, and ended if it is over', async () => {
  for (const [reply, title] of [
    [json(404, { code: 'NotFound' }), 'Missed'],
    [json(200, invitationBody({ properties: { state: 'Cancelled' } })), 'Missed'],
    [json(200, invitationBody({ properties: { state: 'Connected' } })), 'Answered elsewhere'],
    [json(200, invitationBody({ properties: { state: 'Declined' } })), 'Declined elsewhere'],
    [json(200, invitationBody()), undefined],
    [broken('timeout'), undefined],
  ] as const) {
    const phone = await ringingPhone();
    phone.http.on('GET', invitationUrl, reply);
    await phone.server.answerPoll(
      json(200, { _links: { resync: { href: `${pool}/ucwa/oauth/v1/applications/101/events?ack=1&key=9` } } }),
    );
    assert.equal(phone.call().ending?.title, title);
  }
});

test('a call that was up through a gap in the events is looked up, and ended if it is over', async () => {
  const conversation = /conversations\/137$/;
  const modality = /audioVideo$/;
  const resync = json(200, {
    _links: { resync: { href: `${pool}/ucwa/oauth/v1/applications/101/events?ack=1&key=9` } },
  });
  for (const [found, media, state] of [
    [json(404, { code: 'NotFound' }), broken('network'), 'ended'],
    [json(200, { rel: 'conversation', state: 'Disconnected' }), broken('network'), 'ended'],
    [
      json(200, { rel: 'conversation', state: 'Connected' }),
      json(200, { rel: 'audioVideo', state: 'Disconnected' }),
      'ended',
    ],
    [
      json(200, { rel: 'conversation', state: 'Connected' }),
      json(200, { rel: 'audioVideo', state: 'Connected' }),
      'connected',
    ],
    [broken('network'), broken('network'), 'connected'],
  ] as const) {
    const phone = await connectedPhone();
    phone.http.on('GET', conversation, found);
    phone.http.on('GET', modality, media);
    await phone.server.answerPoll(resync);
    assert.equal(phone.call().state, state);
  }
});
