import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptUrl, onlinePhone } from '../fakes/calls.ts';
import { broken, json, noContent } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { pool } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { audioVideoEvent, completed, conversationPath, invitationBody, invitationEvent } from '../fixtures/call.ts';
import { meetingInvitation, meetingInvitationPath } from '../fixtures/meeting.ts';
import { phoneInvitation, phoneInvitationPath } from '../fixtures/phone-call.ts';

const participantPath = `${conversationPath}/participants/831`;
const participantUrl = `${pool}${participantPath}`;
const from = { from: { href: participantPath } };
const ana = {
  rel: 'participant',
  name: 'Ana Lindqvist',
  uri: 'sip:ana@contoso.com',
  workPhoneNumber: 'tel:+46855501234',
};
const number = { rel: 'participant', uri: 'tel:+46855501234' };

const linked = () => ({ ...invitationBody({ links: from }), _embedded: {} });
const told = (who: object, type = 'updated') => ({
  link: { rel: 'participant', href: participantPath },
  type,
  _embedded: { participant: who },
});

/** It rings, and the server has not said who calls. */
async function nameless(): Promise<TestPhone> {
  const phone = await onlinePhone();
  phone.http.hold('GET', participantUrl);
  await phone.server.push('communication', invitationEvent('started', linked()));
  await phone.clock.advance(1_500);
  assert.equal(phone.call().state, 'ringing');
  assert.notEqual(phone.call().party.label, 'Ana Lindqvist');
  return phone;
}

async function said(phone: TestPhone, who: object = ana): Promise<void> {
  phone.http.openTo('GET', participantUrl)?.reply(json(200, who));
  await settle();
}

describe('a caller whose name comes late', () => {
  test('has it on the card, in the call window and in the history', async () => {
    const phone = await nameless();
    await said(phone);
    const { party } = phone.call();
    assert.deepEqual([party.label, party.number], ['Ana Lindqvist', '+46 8 555 012 34']);
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    await phone.server.push('conversation', audioVideoEvent('Connected'));
    assert.equal(phone.call().party.label, 'Ana Lindqvist');
    await phone.server.push('conversation', audioVideoEvent('Disconnected'));
    assert.deepEqual(names(phone), ['Ana Lindqvist']);
  });

  test('has it where the invitation names no conversation', async () => {
    const phone = await onlinePhone();
    phone.http.hold('GET', participantUrl);
    const unnamed = { ...invitationBody({ links: { ...from, conversation: undefined } }), _embedded: {} };
    await phone.server.push('communication', invitationEvent('started', unnamed));
    await phone.clock.advance(1_500);
    await said(phone);
    assert.equal(phone.call().party.label, 'Ana Lindqvist');
  });

  test('has it where the call was answered meanwhile', async () => {
    const phone = await nameless();
    phone.http.on('POST', acceptUrl, noContent);
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    await phone.server.push('conversation', audioVideoEvent('Connected'));
    await said(phone);
    assert.equal(phone.call().party.label, 'Ana Lindqvist');
  });

  test('has it in the history where the call was over before', async () => {
    const phone = await nameless();
    await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Missed'));
    assert.notDeepEqual(names(phone), ['Ana Lindqvist']);
    await said(phone);
    assert.deepEqual(names(phone), ['Ana Lindqvist']);
  });

  test('is asked for again where the server did not answer', async () => {
    const phone = await nameless();
    phone.http.on('GET', participantUrl, json(200, ana));
    phone.http.openTo('GET', participantUrl)?.reply(broken('network'));
    await phone.clock.advance(5_000);
    await settle();
    assert.equal(phone.call().party.label, 'Ana Lindqvist');
  });

  test('is named by the event of who takes part, whether the question was answered or not', async () => {
    const phone = await nameless();
    await phone.server.push('conversation', told(ana, 'added'));
    assert.equal(phone.call().party.label, 'Ana Lindqvist');
  });

  test('keeps the name that is known, and the number that a later word leaves out', async () => {
    const phone = await onlinePhone();
    const body = invitationBody({ links: from, embedded: { from: number } });
    await phone.server.push('communication', invitationEvent('started', body));
    assert.equal(phone.call().party.label, '+46 8 555 012 34');
    await phone.server.push('conversation', told({ rel: 'participant', name: 'Ana Lindqvist' }));
    assert.deepEqual([phone.call().party.label, phone.call().party.number], ['Ana Lindqvist', '+46 8 555 012 34']);
    await phone.server.push('conversation', told({ ...number, name: 'Somebody else' }));
    await phone.server.push('conversation', told(number));
    await phone.server.push('conversation', { ...told(number, 'deleted'), _embedded: undefined });
    assert.equal(phone.call().party.label, 'Ana Lindqvist');
  });

  test('is not taken for somebody else who takes part', async () => {
    const phone = await nameless();
    const other = { ...told(ana, 'added'), link: { rel: 'participant', href: `${participantPath}0` } };
    await phone.server.push('conversation', other);
    assert.notEqual(phone.call().party.label, 'Ana Lindqvist');
  });

  test('has the name of the contact that the server has for the number', async () => {
    const phone = await onlinePhone();
    const contact = `${pool}/ucwa/oauth/v1/applications/101/people/282`;
    phone.http.on('GET', contact, json(200, { rel: 'contact', name: 'Ana Lindqvist', uri: 'sip:ana@contoso.com' }));
    const embedded = { from: { ...number, _links: { contact: { href: contact } } } };
    await phone.server.push('communication', invitationEvent('started', invitationBody({ links: from, embedded })));
    await phone.clock.advance(2_000);
    assert.equal(phone.call().party.label, 'Ana Lindqvist');
    await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Missed'));
    assert.deepEqual(names(phone), ['Ana Lindqvist']);
  });
});

test('a call that rings at the user’s telephone is named late too', async () => {
  const phone = await onlinePhone();
  phone.http.hold('GET', participantUrl);
  const body = { ...phoneInvitation({ links: from }), _embedded: {} };
  const link = { rel: 'phoneAudioInvitation', href: phoneInvitationPath };
  await phone.server.push('communication', { link, type: 'started', _embedded: { phoneAudioInvitation: body } });
  await phone.clock.advance(1_500);
  assert.equal(phone.view().calls.length, 1);
  await said(phone);
  assert.equal(phone.call().party.label, 'Ana Lindqvist');
});

test('who asks to a meeting is named late too', async () => {
  const phone = await onlinePhone();
  const asker = `${meetingInvitationPath}/from`;
  phone.http.hold('GET', `${pool}${asker}`);
  const event = meetingInvitation('started');
  const body = event._embedded?.onlineMeetingInvitation as unknown as { _links: object };
  const invitation = { ...body, _links: { ...body._links, from: { href: asker } }, _embedded: {} };
  await phone.server.push('communication', { ...event, _embedded: { onlineMeetingInvitation: invitation } });
  await phone.clock.advance(1_500);
  assert.equal(phone.call().meeting?.stage, 'ringing');
  phone.http.openTo('GET', `${pool}${asker}`)?.reply(json(200, ana));
  await settle();
  assert.equal(phone.call().party.label, 'Ana Lindqvist');
});

function names(phone: TestPhone): readonly string[] {
  return phone.past().map(({ party }) => party.label);
}
