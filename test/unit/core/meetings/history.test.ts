import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isAsWritten } from '../../../../main/core/history/as-written.ts';
import { decodeHistory } from '../../../../main/core/history/decode.ts';
import { callingPhone } from '../fakes/calls-out.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import {
  invitedPhone,
  meetingConversation,
  meetingInvitation,
  meetingUri,
  ownMeetingInvitation,
} from '../fixtures/meeting.ts';

const row = (phone: TestPhone) => phone.past().map(({ direction, outcome, note }) => [direction, outcome, note]);
const because = (subcode: string) => ({ status: 'Failure', reason: { code: 'RemoteFailure', subcode } });

async function answered(): Promise<TestPhone> {
  const phone = await invitedPhone();
  phone.send({ type: 'answer', callId: phone.call().id });
  await settle();
  return phone;
}

async function entered(): Promise<TestPhone> {
  const phone = await answered();
  const success = meetingInvitation('completed', { state: 'Connected' }, { status: 'Success' });
  await phone.server.push('communication', meetingConversation('Conferenced'), success);
  return phone;
}

describe('what the history says of a meeting that the user was in', () => {
  for (const [subcode, note] of [
    ['Ended', ''],
    ['Ejected', 'You were removed from the meeting. A presenter took you out of it.'],
  ] as const) {
    test(`${subcode}: "${note}"`, async () => {
      const phone = await entered();
      const { reason } = because(subcode);
      await phone.server.push('communication', meetingConversation('Disconnected', 'deleted', { reason }));
      assert.deepEqual(row(phone), [['incoming', 'answered', note]]);
    });
  }

  test('left: nothing', async () => {
    const phone = await entered();
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.deepEqual(row(phone), [['incoming', 'answered', '']]);
  });
});

describe('what it says of an invitation', () => {
  test('that nobody answered: it was missed', async () => {
    const phone = await invitedPhone();
    await phone.server.push(
      'communication',
      meetingInvitation('completed', { state: 'Failed' }, because('SomethingNew')),
    );
    assert.deepEqual(row(phone)[0]?.slice(0, 2), ['incoming', 'missed']);
  });

  test('that was answered, and let nobody in: it was not missed', async () => {
    const phone = await answered();
    await phone.server.push('communication', meetingInvitation('completed', { state: 'Failed' }, because('Denied')));
    const note = 'You were not let in. A presenter turned you away from the lobby.';
    assert.deepEqual(row(phone), [['incoming', 'failed', note]]);
  });
});

describe('what it says of a meeting that the user wanted to join', () => {
  async function joining(): Promise<{ readonly phone: TestPhone; readonly operationId: string }> {
    const phone = await callingPhone({ links: ['startAudio', 'joinOnlineMeeting'] });
    phone.http.on('POST', /joinOnlineMeeting|onlineMeetingInvitations/, { status: 201, headers: {}, body: '' });
    assert.deepEqual(phone.send({ type: 'join-meeting', address: meetingUri }), { ok: true });
    await settle();
    const body = phone.http.sentTo('POST', /joinOnlineMeeting|onlineMeetingInvitations/)[0]?.body ?? '{}';
    return { phone, operationId: (JSON.parse(body) as { operationId: string }).operationId };
  }

  for (const [subcode, note] of [
    ['DestinationNotFound', 'There is no such meeting. It may be over for good, or the address is not complete.'],
    ['InviteesOnly', 'The meeting is locked. Ask whoever leads it to unlock it, then try again.'],
    ['TooManyParticipants', 'The meeting is full. Try again when somebody has left.'],
  ] as const) {
    test(`${subcode}: it failed, and was not missed`, async () => {
      const { phone, operationId } = await joining();
      const end = ownMeetingInvitation('completed', operationId, { state: 'Failed' }, because(subcode));
      await phone.server.push('communication', end);
      assert.deepEqual(row(phone), [['outgoing', 'failed', note]]);
      assert.equal(phone.view().history.missed, 0);
      const kept = phone.records.read('history');
      assert.ok(Array.isArray(kept) && kept.every(isAsWritten));
      assert.equal(decodeHistory(JSON.parse(JSON.stringify(kept)))[0]?.fact?.kind, 'meeting');
    });
  }

  test('given up: it was cancelled', async () => {
    const { phone } = await joining();
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.deepEqual(row(phone), [['outgoing', 'cancelled', '']]);
  });
});
