import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlinePhone } from '../fakes/calls.ts';
import { json, noContent } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { pool } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import {
  batch,
  eventOf,
  fromMeeting,
  invitedPhone,
  meetingConversation,
  meetingPath,
  meetingUri,
  meetingUrls,
  onlineMeeting,
  self,
} from '../fixtures/meeting.ts';
import { origin, phoneConversationPath, phoneInvitation, phoneInvitationPath } from '../fixtures/phone-call.ts';

const phoneAudioPath = `${meetingPath}/phoneAudio`;
const addUrl = `${pool}${phoneAudioPath}/addPhoneAudio`;
const invitation = '/ucwa/oauth/v1/applications/101/communication/phoneAudioInvitations/9';

function modality(path: string, state: string, rels: readonly string[], type = 'updated') {
  const links = Object.fromEntries(rels.map((rel) => [rel, { href: `${path}/${rel}` }]));
  const body = { rel: 'phoneAudio', state, _links: { self: { href: path }, ...links } };
  return eventOf(type, 'phoneAudio', path, type === 'deleted' ? null : body);
}

function named(more: object) {
  const event = meetingConversation('Conferenced') as unknown as { _embedded: { conversation: { _links: object } } };
  const { conversation } = event._embedded;
  const { embedded, ...links } = more as { embedded?: object };
  const body = {
    ...conversation,
    _links: { ...conversation._links, ...links },
    ...(embedded && { _embedded: embedded }),
  };
  return { ...event, _embedded: { conversation: body } };
}

const addable = modality(phoneAudioPath, 'Disconnected', ['addPhoneAudio']);
const link = { phoneAudio: { href: phoneAudioPath } };

/** The user is in a meeting that has no sound on this computer. */
async function inMeeting(): Promise<TestPhone> {
  const phone = await invitedPhone();
  phone.http.on('POST', meetingUrls.addAudio, json(403, { code: 'Forbidden' }));
  phone.http.on('POST', addUrl, json(201, {}, { location: [invitation] }));
  phone.http.on('GET', new RegExp(`^${pool}${phoneAudioPath}$`), json(200, addable._embedded?.phoneAudio ?? {}));
  phone.send({ type: 'answer', callId: phone.call().id });
  await settle();
  await phone.server.push('communication', meetingConversation('Conferenced'));
  await fromMeeting(phone, self(), onlineMeeting());
  await phone.clock.advance(10_000);
  return phone;
}

const meeting = (phone: TestPhone) => phone.view().calls.find((call) => call.meeting !== undefined);
const onPhone = (phone: TestPhone) => phone.view().calls.find((call) => call.phone !== null);
const offered = (phone: TestPhone): boolean => meeting(phone)?.meeting?.actions.includes('join-by-phone') === true;

describe('the user’s telephone in a meeting', () => {
  const tellings: Readonly<Record<string, (phone: TestPhone) => Promise<void>>> = {
    'by an event': (phone) => fromMeeting(phone, addable),
    'by an event that names it alone': (phone) => fromMeeting(phone, { ...addable, _embedded: undefined }),
    'as added': (phone) => fromMeeting(phone, { ...addable, type: 'added' }),
    'by the link of its conversation': (phone) => phone.server.push('communication', named(link)),
    'within its conversation': (phone) =>
      phone.server.push('communication', named({ embedded: addable._embedded ?? {} })),
  };
  for (const [name, tell] of Object.entries(tellings)) {
    test(`is offered where the server says so ${name}`, async () => {
      const phone = await inMeeting();
      assert.equal(offered(phone), false);
      const { id: callId } = meeting(phone) ?? { id: '' };
      assert.deepEqual(phone.send({ type: 'join-by-phone', callId }), { ok: false, refusal: 'unavailable' });
      await tell(phone);
      await settle();
      assert.equal(offered(phone), true);
      await fromMeeting(phone, modality(phoneAudioPath, 'Disconnected', []));
      assert.equal(offered(phone), false);
    });
  }

  test('is asked for once, is in it, and leaves it without the meeting', async () => {
    const phone = await inMeeting();
    await fromMeeting(phone, addable);
    const { id: callId } = meeting(phone) ?? { id: '' };
    assert.deepEqual(phone.send({ type: 'join-by-phone', callId }), { ok: true });
    await settle();
    const [request, ...more] = phone.http.sentTo('POST', addUrl);
    const { to, operationId } = JSON.parse(request?.body ?? '{}') as Record<string, string>;
    assert.deepEqual([to, more.length], [meetingUri, 0]);
    assert.equal(offered(phone), false, 'not a second time');
    assert.deepEqual(phone.send({ type: 'join-by-phone', callId }), { ok: false, refusal: 'repeated' });
    const there = { conversation: meetingPath, operationId: operationId ?? '' };
    const body = { ...phoneInvitation({ direction: 'Outgoing', ...there }), _links: { self: { href: invitation } } };
    await phone.server.push('communication', eventOf('started', 'phoneAudioInvitation', invitation, body));
    assert.deepEqual([onPhone(phone)?.state, onPhone(phone)?.party.label], ['calling', 'Supplier review']);
    await fromMeeting(phone, modality(phoneAudioPath, 'Connected', ['stopPhoneAudio', 'holdPhoneAudio']));
    assert.deepEqual([onPhone(phone)?.state, onPhone(phone)?.actions], ['connected', ['hold', 'hang-up']]);
    phone.http.on('POST', `${pool}${phoneAudioPath}/stopPhoneAudio`, json(404, { code: 'NotFound' }));
    phone.send({ type: 'hang-up', callId: onPhone(phone)?.id ?? '' });
    await settle();
    assert.equal(phone.http.sentTo('DELETE', meetingUrls.conversation).length, 0, 'the meeting goes on');
    await fromMeeting(phone, addable);
    await phone.clock.advance(10_000);
    assert.deepEqual([onPhone(phone), meeting(phone)?.meeting?.stage, offered(phone)], [undefined, 'in', true]);
  });

  test('is no call to the meeting where the server knows it no more', async () => {
    const phone = await inMeeting();
    await fromMeeting(phone, addable);
    phone.http.on('POST', addUrl, json(404, { code: 'NotFound', subcode: 'ResourceNotFound' }));
    phone.send({ type: 'join-by-phone', callId: meeting(phone)?.id ?? '' });
    await settle();
    assert.equal(onPhone(phone)?.state, 'ended');
    assert.deepEqual(
      phone.http.sent.filter(({ url }) => url.endsWith('/startPhoneAudio')),
      [],
    );
  });

  test('goes with the meeting', async () => {
    const phone = await inMeeting();
    await fromMeeting(phone, addable);
    phone.send({ type: 'join-by-phone', callId: meeting(phone)?.id ?? '' });
    await settle();
    await phone.server.push('communication', {
      ...meetingConversation('Disconnected', 'deleted'),
      _embedded: undefined,
    });
    assert.equal(onPhone(phone)?.state, 'ended');
  });
});

describe('the user’s telephone in a conversation of messages', () => {
  const conversation = '/ucwa/oauth/v1/applications/101/communication/conversations/77';
  const path = `${conversation}/phoneAudio`;

  async function writing(more: readonly object[] = []): Promise<TestPhone> {
    const phone = await onlinePhone();
    phone.http.on('POST', `${pool}${path}/addPhoneAudio`, json(201, {}, { location: [invitation] }));
    const about = {
      rel: 'conversation',
      state: 'Connected',
      threadId: 't77',
      _links: { self: { href: conversation } },
    };
    await phone.server.push('communication', eventOf('added', 'conversation', conversation, about));
    const who = { name: 'Bao Chen', uri: 'sip:bao@contoso.com' };
    const events = [
      eventOf('added', 'participant', `${conversation}/participants/1`, { rel: 'participant', ...who }),
      modality(path, 'Disconnected', ['addPhoneAudio']),
      ...more,
    ];
    await phone.server.answerPoll(batch([{ rel: 'conversation', href: conversation, events }]));
    return phone;
  }

  test('is added to it, and begins no other', async () => {
    const phone = await writing();
    assert.deepEqual(phone.send({ type: 'call-by-phone', to: 'bao@contoso.com' }), { ok: true });
    await settle();
    const [request] = phone.http.sentTo('POST', `${pool}${path}/addPhoneAudio`);
    const { to, threadId } = JSON.parse(request?.body ?? '{}') as Record<string, string>;
    assert.deepEqual([to, threadId], ['sip:bao@contoso.com', undefined]);
    assert.deepEqual([onPhone(phone)?.state, onPhone(phone)?.party.label], ['calling', 'Bao Chen']);
  });

  const from = (...events: readonly object[]) => batch([{ rel: 'conversation', href: conversation, events }]);
  const about = (more: object) =>
    eventOf('updated', 'conversation', conversation, {
      ...{ rel: 'conversation', state: 'Connected', threadId: 't77', ...more },
      _links: { self: { href: conversation }, phoneAudio: { href: path } },
    });
  const down = modality(path, 'Disconnected', ['addPhoneAudio']);

  for (const [name, told] of [
    ['an event of it', down],
    ['its conversation', about({ _embedded: down._embedded })],
    ['its conversation, by name', about({})],
  ] as const) {
    test(`rings on, although ${name} says how the modality was before`, async () => {
      const phone = await writing();
      phone.http.on('GET', `${pool}${path}`, json(200, down._embedded?.phoneAudio ?? {}));
      phone.send({ type: 'call-by-phone', to: 'bao@contoso.com' });
      await settle();
      await phone.server.answerPoll(from(told));
      assert.equal(onPhone(phone)?.state, 'calling');
      await phone.server.answerPoll(from(modality(path, 'Connected', ['stopPhoneAudio'])));
      assert.equal(onPhone(phone)?.state, 'connected');
      await phone.server.answerPoll(from(down));
      assert.equal(onPhone(phone)?.state, 'ended');
    });
  }

  test('is up, whatever is read that was asked for before', async () => {
    const phone = await onlinePhone();
    phone.http.on('POST', /startPhoneAudio$/, json(201, {}, { location: [invitation] }));
    phone.http.hold('GET', `${pool}${path}`);
    await phone.server.push('communication', startedThere());
    await phone.server.answerPoll(from(about({})));
    await phone.server.answerPoll(from(modality(path, 'Connected', ['stopPhoneAudio'])));
    assert.equal(onPhone(phone)?.state, 'connected');
    phone.http.openTo('GET', `${pool}${path}`)?.reply(json(200, down._embedded?.phoneAudio ?? {}));
    await settle();
    assert.equal(onPhone(phone)?.state, 'connected');
  });

  function startedThere() {
    const body = phoneInvitation({ direction: 'Incoming', conversation });
    return eventOf('started', 'phoneAudioInvitation', invitation, { ...body });
  }

  test('is not where there are others in it, or nothing is offered', async () => {
    const other = eventOf('added', 'participant', `${conversation}/participants/2`, {
      rel: 'participant',
      name: 'Eva',
    });
    const phone = await writing([other]);
    assert.deepEqual(phone.send({ type: 'call-by-phone', to: 'bao@contoso.com' }), {
      ...{ ok: false, refusal: 'unavailable' },
    });
    const gone = await writing([modality(path, '', [], 'deleted')]);
    assert.deepEqual(gone.send({ type: 'call-by-phone', to: 'bao@contoso.com' }), {
      ...{ ok: false, refusal: 'unavailable' },
    });
  });
});

describe('a call on the user’s telephone whose invitation does not say what its modality is called', () => {
  const path = `${phoneConversationPath}/phoneAudio`;

  async function ringing(): Promise<TestPhone> {
    const phone = await onlinePhone();
    phone.http.on('POST', `${origin}${phoneInvitationPath}/decline`, noContent);
    const body = phoneInvitation({ links: { phoneAudio: undefined } });
    await phone.server.push('communication', eventOf('started', 'phoneAudioInvitation', phoneInvitationPath, body));
    return phone;
  }

  const sent = (phone: TestPhone, event: object) =>
    phone.server.answerPoll(batch([{ rel: 'conversation', href: phoneConversationPath, events: [event] }]));

  test('is followed by who sends the event, to its end', async () => {
    const phone = await ringing();
    await sent(phone, modality(path, 'Connected', ['holdPhoneAudio', 'stopPhoneAudio']));
    assert.equal(phone.call().state, 'connected');
    await sent(phone, modality(path, '', [], 'deleted'));
    assert.equal(phone.call().state, 'ended');
  });

  test('ends by an end that is the first word of it', async () => {
    const phone = await ringing();
    await sent(phone, modality(path, '', [], 'deleted'));
    assert.equal(phone.call().state, 'ended');
  });

  for (const isWhole of [true, false]) {
    test(`is followed by its conversation, ${isWhole ? 'which embeds it' : 'which only names it'}`, async () => {
      const phone = await ringing();
      const up = modality(path, 'Connected', ['holdPhoneAudio', 'stopPhoneAudio'])._embedded?.phoneAudio ?? {};
      phone.http.on('GET', `${pool}${path}`, json(200, up));
      const body = {
        ...{ rel: 'conversation', state: 'Connected' },
        ...(isWhole ? { _embedded: { phoneAudio: up } } : { _links: { phoneAudio: { href: path } } }),
      };
      await phone.server.push('communication', eventOf('updated', 'conversation', phoneConversationPath, body));
      await settle();
      assert.deepEqual([phone.call().state, phone.call().actions], ['connected', ['hold', 'hang-up']]);
    });
  }
});
