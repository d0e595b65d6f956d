import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlinePhone } from '../fakes/calls.ts';
import { json } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import { completed, invitationBody, invitationEvent, invitationPath, invitationUrl } from '../fixtures/call.ts';

const whole = json(200, invitationBody());
const states = (phone: TestPhone) => phone.view().calls.map(({ state }) => state);

/** What the event brings of the invitation; all of it is to be had by its link. */
const cuts = {
  'only its name': { rel: 'audioVideoInvitation', state: 'Connecting', _links: { self: { href: invitationPath } } },
  'nothing to answer by': invitationBody({ links: { acceptWithAnswer: undefined, decline: undefined } }),
  'no offer': invitationBody({ links: { mediaOffer: undefined } }),
} as const;

describe('an event that begins a call brings a part of its invitation', () => {
  for (const [name, body] of Object.entries(cuts)) {
    test(`${name}: the rest is read, and it rings`, async () => {
      const phone = await onlinePhone();
      phone.http.on('GET', invitationUrl, whole);
      await phone.server.push('communication', invitationEvent('started', body));
      assert.deepEqual(states(phone), ['ringing']);
      assert.equal(phone.call().party.label, 'Ana Lindqvist');
      assert.deepEqual(phone.send({ type: 'answer', callId: phone.call().id }), { ok: true });
    });

    test(`${name}, and it is over by then: nothing rings`, async () => {
      const phone = await onlinePhone();
      phone.http.hold('GET', invitationUrl);
      await phone.server.push('communication', invitationEvent('started', body));
      await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled', invitationBody()));
      phone.http.openTo('GET', invitationUrl)?.reply(whole);
      await settle();
      assert.deepEqual(
        phone.view().calls.filter(({ state }) => state !== 'ended'),
        [],
      );
      assert.equal(phone.past()[0]?.outcome, 'missed');
      assert.equal(phone.past().length, 1);
    });

    test(`${name}, and a later event brings all of it: it rings at once`, async () => {
      const phone = await onlinePhone();
      phone.http.hold('GET', invitationUrl);
      await phone.server.push('communication', invitationEvent('started', body));
      assert.deepEqual(states(phone), []);
      await phone.server.push('communication', invitationEvent('updated'));
      assert.deepEqual(states(phone), ['ringing']);
      phone.http.openTo('GET', invitationUrl)?.reply(whole);
      await settle();
      assert.deepEqual(states(phone), ['ringing']);
    });
  }

  test('more parts of it come meanwhile: what is read counts', async () => {
    const phone = await onlinePhone();
    phone.http.hold('GET', invitationUrl);
    await phone.server.push('communication', invitationEvent('started', cuts['no offer']));
    await phone.server.push('communication', invitationEvent('updated', cuts['no offer']));
    phone.http.on('GET', invitationUrl, whole);
    phone.http.openTo('GET', invitationUrl)?.reply(whole);
    await settle();
    assert.deepEqual(states(phone), ['ringing']);
  });

  test('the rest is not there either: an offer that nobody has is refused, as before', async () => {
    const phone = await onlinePhone();
    phone.http.on('GET', invitationUrl, json(200, cuts['no offer']));
    await phone.server.push('communication', invitationEvent('started', cuts['no offer']));
    assert.equal(phone.past()[0]?.outcome, 'missed');
    assert.match(phone.http.sentTo('POST', `${invitationUrl}/decline`)[0]?.body ?? '', /InvalidMediaOffer/);
  });

  test('one that is whole is not read', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', invitationEvent('started'));
    assert.equal(phone.http.sentTo('GET', invitationUrl).length, 0);
  });
});
