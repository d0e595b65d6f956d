import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CallView, PersonInMeetingView } from '../../../../preload/contract/index.ts';
import { servePhone } from '../fakes/served-phone.ts';

const served = servePhone();

const everybody = ({ meeting }: CallView): readonly PersonInMeetingView[] => [
  ...(meeting?.lobby ?? []),
  ...(meeting?.presenters ?? []),
  ...(meeting?.attendees ?? []),
];
const named = (call: CallView, label: string) => everybody(call).find(({ party }) => party.label === label);
const isIn = ({ meeting, keypad }: CallView): boolean => meeting?.stage === 'in' && keypad.state !== 'not-yet';

function weekly() {
  const [scheduled] = served.server.meetings.scheduled;
  assert.ok(scheduled !== undefined);
  return scheduled;
}

async function signedIn(): Promise<void> {
  served.media.callOutAtOnce();
  await served.signIn();
}

describe('meetings with the simulated server', () => {
  for (const bare of [false, true]) {
    test(`the user is asked to one, comes in, is heard, and leaves${bare ? ', told by links alone' : ''}`, async () => {
      await signedIn();
      const meeting = served.server.meetings.invite({
        from: 'priya',
        subject: 'Supplier review',
        people: ['ana'],
        bare,
      });
      const { id: callId, party, meeting: shown } = await served.ringing();
      assert.deepEqual([party.label, shown?.stage], ['Priya Raman', 'ringing']);
      assert.deepEqual(served.phone.command({ type: 'answer', callId }), { ok: true });
      const call = await served.callShows(
        (one) => isIn(one) && everybody(one).length === 3,
        'everybody in the meeting',
      );
      assert.equal(call.id, callId);
      assert.equal(call.meeting?.title, 'Supplier review');
      assert.equal(call.meeting?.count, 3);
      await served.shows(() => served.phone.mayOpenMicrophone(), 'the user heard');
      assert.deepEqual(served.phone.command({ type: 'hang-up', callId }), { ok: true });
      await served.ended('You left the meeting');
      await served.server.waitFor(
        ({ kind, method, rel }) => kind === 'response' && method === 'DELETE' && rel === 'conversation',
      );
      assert.equal(meeting.isOver, true);
    });
  }

  test('one is joined by its address, by way of the lobby', async () => {
    await signedIn();
    const [scheduled] = served.server.meetings.scheduled;
    assert.ok(scheduled !== undefined);
    scheduled.lobby = true;
    assert.deepEqual(served.phone.command({ type: 'join-meeting', address: scheduled.joinUrl }), { ok: true });
    await served.callShows(({ meeting }) => meeting?.stage === 'lobby', 'the lobby');
    served.server.meetings.newest?.enter();
    const call = await served.callShows(isIn, 'the meeting');
    assert.equal(call.meeting?.title, 'Weekly logistics');
    assert.equal(call.direction, 'outgoing');
    served.server.meetings.newest?.removeUser();
    await served.ended('You were removed from the meeting.');
  });

  for (const [subcode, title] of [
    ['InviteesOnly', 'The meeting is locked'],
    ['TooManyParticipants', 'The meeting is full'],
    ['Ended', 'The meeting is over'],
    ['Expired', 'The meeting has expired'],
    ['Denied', 'You were not let in'],
  ] as const) {
    test(`one that cannot be joined: ${title}`, async () => {
      await signedIn();
      const [scheduled] = served.server.meetings.scheduled;
      assert.ok(scheduled !== undefined);
      scheduled.refusal = { code: 'RemoteFailure', subcode };
      served.phone.command({ type: 'join-meeting', address: scheduled.uri });
      await served.ended(title);
    });
  }

  test('one that is not there', async () => {
    await signedIn();
    served.phone.command({ type: 'join-meeting', address: 'https://meet.northwind.example/priya.raman/NOTHING' });
    await served.ended('There is no such meeting');
  });

  test('one of one’s own: people are let in, muted, promoted and removed', async () => {
    await signedIn();
    assert.deepEqual(served.phone.command({ type: 'start-meeting', about: 'Stand-up' }), { ok: true });
    const { id: callId } = await served.callShows(isIn, 'the meeting');
    const { meetings } = served.server;
    const meeting = meetings.newest;
    assert.ok(meeting !== undefined);
    meetings.join(meeting, 'noor', { inLobby: true });
    meetings.join(meeting, 'ana');
    const act = (call: CallView, label: string, action: 'admit' | 'mute' | 'make-presenter' | 'remove'): void => {
      const personId = named(call, label)?.id ?? '';
      assert.deepEqual(served.phone.command({ type: 'moderate', callId, personId, action }), { ok: true });
    };
    const waiting = await served.callShows((one) => one.meeting?.lobby.length === 1, 'somebody in the lobby');
    assert.ok(waiting.notes.some(({ title }) => title === 'Noor Galal waits in the lobby.'));
    act(waiting, 'Noor Galal', 'admit');
    const inside = await served.callShows(
      (one) => one.meeting?.lobby.length === 0 && one.meeting.count === 3,
      'all in',
    );
    act(inside, 'Ana Lindqvist', 'mute');
    const muted = await served.callShows((one) => named(one, 'Ana Lindqvist')?.muted === true, 'Ana muted');
    assert.equal(named(muted, 'Ana Lindqvist')?.line, 'Muted');
    act(muted, 'Ana Lindqvist', 'make-presenter');
    const led = await served.callShows((one) => one.meeting?.presenters.length === 2, 'two presenters');
    act(led, 'Noor Galal', 'remove');
    await served.callShows((one) => one.meeting?.count === 2, 'one gone');
    assert.deepEqual(served.phone.command({ type: 'end-meeting', callId }), { ok: true });
    await served.ended('You left the meeting');
    assert.deepEqual(meeting.people, []);
  });

  test('the user is muted by the meeting, and unmutes where that is allowed', async () => {
    await signedIn();
    served.phone.command({ type: 'start-meeting', about: '' });
    const { id: callId } = await served.callShows(isIn, 'the meeting');
    const meeting = served.server.meetings.newest;
    await served.callShows(({ muted }) => !muted, 'not muted');
    meeting?.muteUser(true);
    const muted = await served.callShows((one) => one.muted, 'muted');
    assert.ok(muted.notes.some(({ title }) => title === 'You were muted by the meeting.'));
    assert.deepEqual(served.phone.command({ type: 'mute', callId, muted: false }), { ok: true });
    await served.callShows((one) => !one.muted, 'unmuted');
    meeting?.muteUser(true, true);
    const locked = await served.callShows((one) => one.muted, 'muted for good');
    assert.ok(locked.notes.some(({ help }) => help === 'Ask a presenter to unmute you.'));
    assert.deepEqual(served.phone.command({ type: 'hang-up', callId }), { ok: true });
    await served.ended('You left the meeting');
  });

  test('somebody is added to a call, which becomes a meeting', async () => {
    await signedIn();
    const { id: callId } = await served.talk();
    await served.callShows(({ actions }) => actions.includes('add-person'), 'a way to add somebody');
    assert.deepEqual(served.phone.command({ type: 'add-person', callId, to: 'priya.raman@northwind.example' }), {
      ok: true,
    });
    const call = await served.callShows((one) => isIn(one) && one.meeting?.count === 3, 'three in the meeting');
    assert.equal(call.id, callId, 'the window stays with it');
    assert.equal(served.phone.view().calls.length, 1);
    assert.deepEqual(call.meeting?.added, []);
    served.phone.command({ type: 'hang-up', callId });
    await served.ended('You left the meeting');
    assert.equal(served.past().length, 1);
  });

  for (const [name, begin] of [
    ['by itself', (callId: string) => ({ type: 'make-meeting', callId }) as const],
    [
      'with somebody who is added',
      (callId: string) => ({ type: 'add-person', callId, to: 'priya.raman@northwind.example' }) as const,
    ],
  ] as const) {
    test(`a call goes into a conference without a pause, ${name}`, async () => {
      await signedIn();
      const { meetings } = served.server;
      meetings.escalates = true;
      const { id: callId, call: before } = await served.talk();
      await served.callShows(({ actions }) => actions.includes('make-meeting'), 'a way to make a meeting');
      assert.deepEqual(served.phone.command({ type: 'mute', callId, muted: true }), { ok: true });
      const command = begin(callId);
      assert.deepEqual(served.phone.command(command), { ok: true });
      const count = command.type === 'add-person' ? 3 : 2;
      const call = await served.callShows((one) => isIn(one) && one.meeting?.count === count, 'the meeting');
      assert.equal(call.id, callId, 'the window stays with it');
      assert.equal(call.muted, true, 'nobody is heard who was not heard before');
      assert.equal(served.phone.view().calls.length, 1);
      assert.match(call.meeting?.link ?? '', /^https:/);
      assert.equal((await before.ended).kind, 'in-meeting');
      assert.equal(meetings.newest?.sounds.length, 1);
      assert.equal(
        served.server.ledger.entries.filter(({ rel, method }) => rel?.startsWith('stopAudio') && method === 'POST')
          .length,
        0,
      );
      served.phone.command({ type: 'hang-up', callId });
      await served.ended('You left the meeting');
      assert.equal(served.past().length, 1);
    });
  }

  test('a call of which no meeting comes goes on, and the user is told', async () => {
    await signedIn();
    const { meetings } = served.server;
    meetings.escalates = true;
    meetings.escalationFails = { code: 'RemoteFailure', subcode: 'EscalationFailed' };
    const { id: callId, call } = await served.talk();
    await served.callShows(({ actions }) => actions.includes('make-meeting'), 'a way to make a meeting');
    served.phone.command({ type: 'make-meeting', callId });
    assert.deepEqual(served.phone.command({ type: 'make-meeting', callId }), { ok: false, refusal: 'repeated' });
    const told = await served.callShows(
      ({ notes }) => notes.some(({ id }) => id === 'no-meeting'),
      'that nothing came of it',
    );
    assert.deepEqual([told.id, told.state, told.meeting], [callId, 'connected', undefined]);
    assert.equal(call.state, 'talking');
    await served.shows(() => served.phone.mayOpenMicrophone(), 'the user heard');
    meetings.escalationFails = null;
    await served.callShows(({ actions }) => actions.includes('make-meeting'), 'the way once more');
    served.phone.command({ type: 'make-meeting', callId });
    await served.callShows(isIn, 'the meeting');
    served.phone.command({ type: 'hang-up', callId });
    await served.ended('You left the meeting');
    assert.equal(served.past().length, 1);
  });

  test('the user’s telephone comes into one that has no sound here, and goes again', async () => {
    await signedIn();
    const { meetings, phoneCalls } = served.server;
    meetings.takesPhones = true;
    phoneCalls.phone.number = 'tel:+46855501299';
    phoneCalls.phone.manner = 'waits';
    served.phone.command({ type: 'start-meeting', about: 'Stand-up' });
    const { id } = await served.callShows(isIn, 'the meeting');
    served.media.say({ type: 'failed', callId: id, failure: 'allocation', message: 'x' });
    const { id: callId } = await served.callShows(
      ({ meeting }) => meeting?.actions.includes('join-by-phone') === true,
      'the way in by telephone',
    );
    assert.deepEqual(served.phone.command({ type: 'join-by-phone', callId }), { ok: true });
    await served.shows(() => phoneCalls.live !== undefined, 'the telephone');
    phoneCalls.live?.pickUp();
    const { calls } = await served.shows(
      (view) => view.calls.some(({ phone }) => phone?.step === 'talking'),
      'the talk',
    );
    assert.equal(calls.find(({ phone }) => phone !== null)?.party.label, 'Stand-up');
    served.phone.command({ type: 'hang-up', callId: calls.find(({ phone }) => phone !== null)?.id ?? '' });
    await served.callShows(({ meeting }) => meeting?.actions.includes('join-by-phone') === true, 'the way once more');
    assert.equal(meetings.newest?.isInside, true);
    served.phone.command({ type: 'hang-up', callId });
    await served.ended('You left the meeting');
  });

  test('one’s own meetings are listed, joined, and begun with what was chosen', async () => {
    await signedIn();
    const { own } = served.server.meetings;
    assert.deepEqual(served.phone.view().meetings.planned, [], 'nothing is read before somebody looks');
    served.phone.command({ type: 'look-at-meetings' });
    const { meetings } = await served.shows((view) => view.meetings.planned.length === 1, 'a meeting');
    assert.deepEqual(meetings.access, {
      values: ['everyone', 'organization', 'invited', 'organizer'],
      usual: 'everyone',
    });
    assert.deepEqual(meetings.leaders?.usual, 'organization');
    const [planned] = meetings.planned;
    assert.equal(planned?.title, 'Month end');
    served.phone.command({ type: 'join-meeting', address: planned?.address ?? '' });
    const { id: first } = await served.callShows(isIn, 'the meeting');
    served.phone.command({ type: 'hang-up', callId: first });
    await served.ended('You left the meeting');
    served.phone.command({ type: 'start-meeting', about: 'Board', access: 'organizer', leaders: 'organization' });
    const begun = await served.callShows((one) => isIn(one) && one.meeting?.title === 'Board', 'the new meeting');
    const { accessLevel, automaticLeaderAssignment } = own.planned.at(-1) ?? {};
    assert.deepEqual([accessLevel, automaticLeaderAssignment], ['Locked', 'SameEnterprise']);
    served.phone.command({ type: 'hang-up', callId: begun.id });
    await served.shows(({ calls }) => calls.every(({ state }) => state === 'ended'), 'the end');
    own.most = 2;
    served.phone.command({ type: 'start-meeting', about: 'One too many', access: 'invited' });
    await served.ended('The meeting cannot be reached now');
    served.phone.command({ type: 'start-meeting', about: 'As usual', access: 'everyone' });
    const usual = await served.callShows((one) => isIn(one) && one.meeting?.title === 'As usual', 'a usual meeting');
    assert.equal(own.planned.length, 2, 'what is as usual needs no plan');
    served.phone.command({ type: 'hang-up', callId: usual.id });
    await served.shows(({ calls }) => calls.every(({ state }) => state === 'ended'), 'the end');
  });

  test('what the organization forbids in meetings is off and locked, and is not asked for', async () => {
    await signedIn();
    const { own } = served.server.meetings;
    served.phone.command({ type: 'look-at-meetings' });
    const { meetings } = await served.shows((view) => view.meetings.announce !== null, 'what may be chosen');
    assert.deepEqual(
      [meetings.announce, meetings.phonesPass, meetings.mostPeople, meetings.silent],
      [{ usual: false, locked: false }, { usual: true, locked: false }, 250, false],
    );
    served.phone.command({ type: 'start-meeting', about: 'Board', announce: true, phonesPass: false });
    const begun = await served.callShows((one) => isIn(one) && one.meeting?.title === 'Board', 'the new meeting');
    const { entryExitAnnouncement, lobbyBypassForPhoneUsers } = own.planned.at(-1) ?? {};
    assert.deepEqual([entryExitAnnouncement, lobbyBypassForPhoneUsers], ['Enabled', 'Disabled']);
    served.phone.command({ type: 'hang-up', callId: begun.id });
    await served.shows(({ calls }) => calls.every(({ state }) => state === 'ended'), 'the end');

    const forbidden = {
      entryExitAnnouncement: 'Disabled',
      phoneUserAdmission: 'Disabled',
      voipAudio: 'Disabled',
    } as const;
    Object.assign(own.policies, forbidden);
    served.phone.command({ type: 'look-at-meetings' });
    const { meetings: less } = await served.shows((view) => view.meetings.silent, 'what is forbidden');
    assert.deepEqual(
      [less.announce, less.phonesPass],
      [
        { usual: false, locked: true },
        { usual: false, locked: true },
      ],
    );
    served.phone.command({ type: 'start-meeting', about: 'Forbidden', announce: true, phonesPass: true });
    await served.callShows((one) => isIn(one) && one.meeting?.title === 'Forbidden', 'a usual meeting');
    assert.notEqual(own.planned.at(-1)?.subject, 'Forbidden', 'what is as usual needs no plan');
  });

  test('attendees are kept muted and may speak again, and who is recorded is told', async () => {
    await signedIn();
    served.phone.command({ type: 'start-meeting', about: 'Stand-up' });
    const { id: callId } = await served.callShows(isIn, 'the meeting');
    const meeting = served.server.meetings.newest;
    assert.ok(meeting !== undefined);
    served.server.meetings.join(meeting, 'ana');
    await served.callShows((one) => one.meeting?.actions.includes('keep-muted') === true, 'the way to mute for good');
    assert.deepEqual(served.phone.command({ type: 'keep-muted', callId, muted: false }), {
      ...{ ok: false, refusal: 'unavailable' },
    });
    assert.deepEqual(served.phone.command({ type: 'keep-muted', callId, muted: true }), { ok: true });
    const kept = await served.callShows((one) => named(one, 'Ana Lindqvist')?.muted === true, 'Ana muted');
    assert.equal(kept.meeting?.actions.includes('let-speak'), true);
    served.phone.command({ type: 'keep-muted', callId, muted: false });
    await served.callShows((one) => one.meeting?.actions.includes('keep-muted') === true, 'the way back');
    assert.equal(meeting.muteLock, false);
    const recorded = (one: CallView) => one.notes.some(({ title }) => title === 'This meeting is being recorded.');
    meeting.record(true);
    await served.callShows(recorded, 'that it is recorded');
    meeting.record(false);
    await served.callShows((one) => isIn(one) && !recorded(one), 'that it is not');
    meeting.setOwnRole('Attendee');
    const led = await served.callShows((one) => one.meeting?.actions.includes('keep-muted') === false, 'no way');
    assert.deepEqual(led.meeting?.dialIn, { number: '+46 8 555 012 00', conferenceId: '4821345', passCode: null });
    assert.deepEqual(served.phone.command({ type: 'keep-muted', callId, muted: true }), {
      ...{ ok: false, refusal: 'unavailable' },
    });
    served.phone.command({ type: 'hang-up', callId });
    await served.ended('You left the meeting');
  });

  test('who is being added is taken back', async () => {
    await signedIn();
    served.server.meetings.manners.set('priya', 'ignores');
    served.phone.command({ type: 'start-meeting', about: '' });
    const { id: callId } = await served.callShows(isIn, 'the meeting');
    served.phone.command({ type: 'add-person', callId, to: 'priya.raman@northwind.example' });
    const call = await served.callShows((one) => one.meeting?.added[0]?.cancel === true, 'who is being added');
    const addedId = call.meeting?.added[0]?.id ?? '';
    const cancel = { type: 'cancel-adding', callId, addedId } as const;
    assert.deepEqual(served.phone.command(cancel), { ok: true });
    await served.callShows((one) => one.meeting?.added.length === 0, 'nobody added');
    assert.deepEqual(served.phone.command(cancel), { ok: false, refusal: 'stale' });
    await served.server.waitFor(({ rel, status }) => rel === 'cancel' && status === 204);
    served.phone.command({ type: 'hang-up', callId });
    await served.ended('You left the meeting');
  });

  for (const [name, enter] of [
    ['that the user was asked to', () => served.server.meetings.invite({ from: 'priya', people: ['ana'] })],
    ['that the user joined', () => void served.phone.command({ type: 'join-meeting', address: weekly().joinUrl })],
    ['of one’s own', () => void served.phone.command({ type: 'start-meeting', about: 'Stand-up' })],
  ] as const) {
    test(`one ${name} goes on where the server forgot the application`, async () => {
      await signedIn();
      if (enter() !== undefined) served.phone.command({ type: 'answer', callId: (await served.ringing()).id });
      const { id: callId } = await served.callShows(isIn, 'the meeting');
      served.phone.command({ type: 'mute', callId, muted: true });
      const before = served.server.meetings.newest;
      served.server.endApplications();
      const coming = await served.callShows(({ meeting }) => meeting?.stage === 'joining', 'the way back');
      assert.deepEqual([coming.id, coming.state, coming.muted], [callId, 'connected', true]);
      assert.deepEqual(
        coming.notes.map(({ title }) => title),
        ['The connection to the meeting was lost.'],
      );
      const again = await served.callShows(isIn, 'the meeting again');
      assert.equal(again.id, callId, 'the window stays with it');
      assert.equal(again.muted, true, 'nobody is heard who was not heard before');
      assert.equal(served.phone.view().calls.length, 1);
      assert.notEqual(served.server.meetings.newest, before);
      assert.equal(served.server.meetings.newest?.sounds.length, 1);
      served.phone.command({ type: 'hang-up', callId });
      await served.ended('You left the meeting');
      await served.shows(({ history }) => history.calls === 1, 'one call in the history');
    });
  }

  test('one that ended for all while the application was gone is over', async () => {
    await signedIn();
    served.phone.command({ type: 'start-meeting', about: '' });
    await served.callShows(isIn, 'the meeting');
    const meeting = served.server.meetings.newest;
    if (meeting !== undefined) meeting.endedForAll = true;
    served.server.endApplications();
    await served.ended('There is no such meeting');
  });

  test('who had put the meeting on hold is not heard in it again unasked', async () => {
    await signedIn();
    served.phone.command({ type: 'start-meeting', about: '' });
    const { id: callId } = await served.callShows(
      (one) => isIn(one) && one.actions.includes('hold'),
      'a meeting that can be put on hold',
    );
    served.phone.command({ type: 'hold', callId });
    await served.callShows(({ heldHereMs }) => heldHereMs !== null, 'the hold');
    served.server.endApplications();
    await served.callShows(({ meeting }) => meeting?.stage === 'joining', 'the way back');
    const silent = await served.callShows(
      ({ meeting }) => meeting?.stage === 'in' && meeting.actions.includes('join-sound'),
      'the meeting without sound',
    );
    assert.equal(served.phone.mayOpenMicrophone(), false);
    assert.deepEqual(served.phone.command({ type: 'join-sound', callId: silent.id }), { ok: true });
    await served.callShows(isIn, 'its sound');
    served.phone.command({ type: 'hang-up', callId });
    await served.ended('You left the meeting');
  });

  test('who does not come is told of', async () => {
    await signedIn();
    served.server.meetings.manners.set('priya', 'declines');
    served.phone.command({ type: 'start-meeting', about: '' });
    const { id: callId } = await served.callShows(isIn, 'the meeting');
    served.phone.command({ type: 'add-person', callId, to: 'priya.raman@northwind.example' });
    const call = await served.callShows((one) => one.meeting?.added[0]?.failed === true, 'who was not added');
    assert.equal(call.meeting?.added[0]?.line, 'Did not want to join');
    served.phone.command({ type: 'hang-up', callId });
    await served.ended('You left the meeting');
  });
});
