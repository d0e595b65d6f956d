import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlinePhone } from '../fakes/calls.ts';
import { json } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import {
  fromMeeting,
  invitedPhone,
  meetingConversation,
  meetingInvitation,
  meetingUri,
  meetingUrls,
  meetingVoice,
  onlineMeeting,
  person,
  self,
} from '../fixtures/meeting.ts';

const success = meetingInvitation('completed', { state: 'Connected' }, { status: 'Success' });
const over = (subcode: string, more: object = {}) =>
  meetingInvitation(
    'completed',
    { state: 'Failed', ...more },
    { status: 'Failure', reason: { code: 'RemoteFailure', subcode } },
  );

async function entered(): Promise<TestPhone> {
  const phone = await invitedPhone();
  phone.send({ type: 'answer', callId: phone.call().id });
  await settle();
  await phone.server.push('communication', meetingConversation('Conferenced'), success);
  await fromMeeting(
    phone,
    self(),
    onlineMeeting(),
    person('added', 'Bao', { role: 'Leader', organizer: true }),
    meetingVoice('Disconnected'),
  );
  return phone;
}

describe('an invitation to a meeting', () => {
  test('rings as one, says who asks and about what, and is heard', async () => {
    const phone = await invitedPhone();
    const { state, direction, party, subject, meeting, actions, answered } = phone.call();
    assert.deepEqual(
      [state, direction, party.label, subject, answered],
      ['ringing', 'incoming', 'Bao Chen', 'Supplier review', false],
    );
    assert.equal(meeting?.stage, 'ringing');
    assert.deepEqual(actions, ['answer', 'decline', 'decline-here', 'silence']);
    assert.equal(phone.phone.mediaView().ring?.callId, phone.call().id);
    assert.deepEqual(phone.view().attention, { callId: phone.call().id, how: 'flash' });
    assert.deepEqual(phone.media.open, [], 'nothing is prepared for it');
  });

  test('is told twice and is one', async () => {
    const phone = await invitedPhone();
    await phone.server.push('communication', meetingInvitation('started'), meetingInvitation('updated'));
    assert.equal(phone.view().calls.length, 1);
  });

  test('is silenced here', async () => {
    const phone = await invitedPhone();
    const { id: callId } = phone.call();
    assert.deepEqual(phone.send({ type: 'silence', callId }), { ok: true });
    assert.deepEqual([phone.phone.mediaView().ring, phone.view().attention], [null, null]);
    assert.deepEqual(phone.send({ type: 'silence', callId }), { ok: false, refusal: 'repeated' });
  });

  for (const [type, reason] of [
    ['decline', 'Global'],
    ['decline-here', 'Local'],
  ] as const) {
    test(`is refused by ${type}`, async () => {
      const phone = await invitedPhone();
      phone.send({ type, callId: phone.call().id });
      assert.equal(phone.call().state, 'ended');
      await settle();
      assert.deepEqual(
        phone.http.sentTo('POST', meetingUrls.decline).map(({ body }) => JSON.parse(body ?? '')),
        [{ reason }],
      );
      assert.deepEqual(
        phone.past().map(({ outcome, party }) => [outcome, party.label]),
        [['declined', 'Bao Chen']],
      );
    });
  }

  for (const [subcode, title] of [
    ['Canceled', 'The invitation was taken back'],
    ['ConnectedElsewhere', 'Answered on another device'],
    ['Timeout', 'Nobody answered'],
    ['Expired', 'The meeting has expired'],
    ['Ended', 'The meeting is over'],
    ['SomethingNew', 'The invitation was taken back'],
  ] as const) {
    test(`that ends with ${subcode} stops ringing`, async () => {
      const phone = await invitedPhone();
      await phone.server.push('communication', over(subcode));
      assert.deepEqual([phone.call().state, phone.call().ending?.title], ['ended', title]);
      assert.equal(phone.phone.mediaView().ring, null);
    });
  }
});

describe('a meeting that is answered', () => {
  test('is accepted once, and the user waits to be in', async () => {
    const phone = await invitedPhone();
    const { id: callId } = phone.call();
    assert.deepEqual(phone.send({ type: 'answer', callId }), { ok: true });
    assert.equal(phone.call().state, 'answering');
    assert.deepEqual(phone.send({ type: 'answer', callId }), { ok: false, refusal: 'repeated' });
    await settle();
    assert.equal(phone.http.sentTo('POST', meetingUrls.accept).length, 1);
    assert.equal(phone.phone.mayOpenMicrophone(), false);
  });

  test('rings on where the server could not be reached', async () => {
    const phone = await invitedPhone();
    phone.http.once('POST', meetingUrls.accept, json(503, {}));
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    assert.equal(phone.call().state, 'ringing');
  });

  test('is over where the server says so', async () => {
    const phone = await invitedPhone();
    phone.http.once('POST', meetingUrls.accept, json(403, { code: 'Forbidden', subcode: 'InviteesOnly' }));
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    assert.equal(phone.call().ending?.title, 'The meeting is locked');
    assert.deepEqual(phone.call().meeting?.actions, ['join-again']);
  });

  test('gets its sound by addAudio once the user is in', async () => {
    const phone = await entered();
    const call = phone.call();
    assert.equal(call.state, 'connected');
    assert.deepEqual(
      [call.meeting?.stage, call.meeting?.title, call.meeting?.organizer],
      ['in', 'Supplier review', 'Bao Chen'],
    );
    const [sent] = phone.http.sentTo('POST', meetingUrls.addAudio);
    const { to, operationId, sessionContext, _links, ...more } = JSON.parse(sent?.body ?? '{}');
    assert.equal(to, meetingUri);
    assert.deepEqual(more, {});
    assert.match(_links.mediaOffer.href, /^data:application\/sdp/);
    assert.ok(operationId !== '' && sessionContext !== '');
  });

  test('gets its sound whatever is told first', async () => {
    const phone = await invitedPhone();
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    await fromMeeting(phone, meetingVoice('Disconnected'), person('added', 'Bao'), self());
    await phone.server.push('communication', success);
    assert.equal(phone.http.sentTo('POST', meetingUrls.addAudio).length, 0, 'not before the user is in');
    await phone.server.push('communication', meetingConversation('Conferenced'), meetingConversation('Conferenced'));
    await settle();
    assert.equal(phone.http.sentTo('POST', meetingUrls.addAudio).length, 1, 'once');
  });

  test('waits in the lobby, and is heard by nobody there', async () => {
    const phone = await invitedPhone();
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    await phone.server.push('communication', meetingConversation('InLobby'));
    const { state, meeting, notes, actions } = phone.call();
    assert.deepEqual([state, meeting?.stage, actions], ['calling', 'lobby', ['mute', 'hang-up']]);
    assert.deepEqual(
      notes.map(({ title, help }) => [title, help]),
      [['You wait in the lobby.', 'Bao Chen can let you in. You are not heard yet.']],
    );
    assert.equal(phone.phone.mayOpenMicrophone(), false);
    await phone.clock.advance(600_000);
    assert.equal(phone.call().meeting?.stage, 'lobby', 'as long as it takes');
    await phone.server.push('communication', over('Denied'));
    assert.equal(phone.call().ending?.title, 'You were not let in');
  });

  test('is left: its sound ends, and the conversation with it', async () => {
    const phone = await entered();
    const { id: callId } = phone.call();
    assert.deepEqual(phone.send({ type: 'hang-up', callId }), { ok: true });
    assert.deepEqual([phone.call().state, phone.call().ending?.title], ['ended', 'You left the meeting']);
    assert.equal(phone.phone.mayOpenMicrophone(), false);
    await settle();
    assert.equal(phone.http.sentTo('DELETE', meetingUrls.conversation).length, 1);
    assert.deepEqual(
      phone.past().map(({ outcome }) => outcome),
      ['answered'],
      'one row',
    );
    await phone.clock.advance(5_000);
    assert.deepEqual(phone.view().calls, []);
  });

  for (const [events, title] of [
    [
      [self({}, 'deleted', { reason: { code: 'Informational', subcode: 'Ejected' } })],
      'You were removed from the meeting.',
    ],
    [
      [meetingConversation('Disconnected', 'updated', { reason: { code: 'Informational', subcode: 'Ended' } })],
      'The meeting is over',
    ],
    [[meetingConversation('Disconnected')], 'The meeting is over'],
  ] as const) {
    test(`is over: ${title}`, async () => {
      const phone = await entered();
      await fromMeeting(phone, ...events);
      assert.equal(phone.call().ending?.title, title);
      assert.equal(phone.phone.mayOpenMicrophone(), false);
      assert.deepEqual(phone.http.sentTo('DELETE', meetingUrls.conversation), [], 'the server knows');
    });
  }

  test('says that the user was removed also where that is told last', async () => {
    const phone = await entered();
    await phone.server.push(
      'communication',
      meetingConversation('Disconnected'),
      meetingConversation('Disconnected', 'deleted', { reason: { code: 'Informational', subcode: 'Ejected' } }),
    );
    assert.equal(phone.call().ending?.title, 'You were removed from the meeting.');
  });
});

test('an invitation of which the event brings a part is read, and rings', async () => {
  const phone = await onlinePhone();
  const event = meetingInvitation('started');
  phone.http.on('GET', meetingUrls.invitation, json(200, event._embedded?.onlineMeetingInvitation));
  const part = { rel: 'onlineMeetingInvitation', state: 'Connecting' };
  await phone.server.push('communication', { ...event, _embedded: { onlineMeetingInvitation: part } });
  assert.equal(phone.call().state, 'ringing');
  assert.equal(phone.call().party.label, 'Bao Chen');
});

test('the server took the answer, and no event says that the user is in: it is read', async () => {
  const phone = await invitedPhone();
  phone.send({ type: 'answer', callId: phone.call().id });
  await settle();
  const conferenced = meetingConversation('Conferenced')._embedded?.conversation;
  phone.http.on('GET', meetingUrls.conversation, json(200, conferenced));
  await phone.clock.advance(4_000);
  assert.equal(phone.call().state, 'connected');
  await phone.clock.advance(120_000);
  assert.equal(phone.call().state, 'connected');
});
