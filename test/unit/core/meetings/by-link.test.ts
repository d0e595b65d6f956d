import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { json } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { pool } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import {
  fromMeeting,
  invitedPhone,
  meetingConversation,
  meetingInvitation,
  meetingPath,
  meetingUrls,
  meetingVoice,
  onlineMeeting,
  person,
  personPath,
  self,
  selfPath,
} from '../fixtures/meeting.ts';

/** The same event without the resource it is about. */
const alone = (event: object) => ({ ...event, _embedded: undefined });

interface MeetingEvent {
  readonly link: { readonly rel: string };
}
interface Body {
  readonly _links?: object;
}

/** The resource that an event embeds. */
function bodyIn(event: MeetingEvent): Body {
  const { _embedded } = event as unknown as { _embedded: Readonly<Record<string, Body>> };
  return _embedded[event.link.rel] ?? {};
}

/** As a GET has it. */
const found = (event: MeetingEvent) => json(200, bodyIn(event));

async function answered(): Promise<TestPhone> {
  const phone = await invitedPhone();
  phone.send({ type: 'answer', callId: phone.call().id });
  await settle();
  return phone;
}

async function inLobby(): Promise<TestPhone> {
  const phone = await answered();
  await phone.server.push('communication', meetingConversation('InLobby'));
  await fromMeeting(phone, self({ inLobby: true }));
  assert.equal(stage(phone), 'lobby');
  return phone;
}

const stage = (phone: TestPhone) => phone.call().meeting?.stage;
const reads = ({ http }: TestPhone, path: string) => http.sentTo('GET', `${pool}${path}`).length;

describe('the lobby', () => {
  for (const [state, inLobby] of [
    ['InLobby', false],
    ['Connecting', true],
  ] as const) {
    test(`that was told by links alone before the user came is waited in: ${state}, inLobby ${inLobby}`, async () => {
      const phone = await invitedPhone();
      phone.http.on('GET', meetingUrls.conversation, found(meetingConversation(state)));
      phone.http.on('GET', `${pool}${selfPath}`, found(self({ inLobby })));
      await phone.server.push('communication', alone(meetingConversation(state)));
      await fromMeeting(phone, alone(self()));
      await settle();
      phone.send({ type: 'answer', callId: phone.call().id });
      await settle();
      assert.equal(stage(phone), 'lobby');
      await phone.clock.advance(90_000);
      assert.equal(stage(phone), 'lobby');
      assert.deepEqual(phone.http.sentTo('DELETE', meetingUrls.conversation), []);
    });
  }

  test('is left by what the conversation says last, although the user was told to wait before', async () => {
    const phone = await inLobby();
    await phone.server.push('communication', meetingConversation('Conferenced'));
    await settle();
    assert.equal(stage(phone), 'in');
  });

  test('is not left by a conversation that was a conference before', async () => {
    const phone = await answered();
    await phone.server.push('communication', meetingConversation('Conferenced'));
    await fromMeeting(phone, self({ inLobby: true }));
    await phone.server.push('communication', meetingConversation('Conferenced'));
    assert.equal(stage(phone), 'lobby');
  });

  test('is left where localParticipant is told by its link alone, and is in by now', async () => {
    const phone = await answered();
    await phone.server.push('communication', meetingConversation('Conferenced'));
    await fromMeeting(phone, self({ inLobby: true }));
    phone.http.on('GET', meetingUrls.conversation, found(meetingConversation('Conferenced')));
    phone.http.on('GET', `${pool}${selfPath}`, found(self()));
    await fromMeeting(phone, alone(self({}, 'updated')));
    await settle();
    assert.equal(stage(phone), 'in');
  });

  test('is left where only the invitation says that the user was let in', async () => {
    const phone = await inLobby();
    phone.http.on('GET', meetingUrls.conversation, found(meetingConversation('Conferenced')));
    phone.http.on('GET', `${pool}${selfPath}`, found(self()));
    await phone.server.push(
      'communication',
      meetingInvitation('completed', { state: 'Connected' }, { status: 'Success' }),
    );
    await settle();
    assert.equal(stage(phone), 'in');
  });
});

describe('in a meeting', () => {
  /** The user is in, and the server has these lists of people. */
  async function inside(lists: Readonly<Record<string, object>> = {}): Promise<TestPhone> {
    const phone = await answered();
    const conversation = bodyIn(meetingConversation('Conferenced'));
    const links = Object.fromEntries(Object.keys(lists).map((name) => [name, { href: `${meetingPath}/${name}` }]));
    const body = { ...conversation, _links: { ...conversation._links, ...links } };
    phone.http.on('GET', meetingUrls.conversation, json(200, body));
    for (const [name, list] of Object.entries(lists)) {
      phone.http.on('GET', `${pool}${meetingPath}/${name}`, json(200, { rel: name, ...list }));
    }
    phone.http.on('GET', `${pool}${selfPath}`, found(self()));
    await phone.server.push('communication', {
      ...meetingConversation('Conferenced'),
      _embedded: { conversation: body },
    });
    await fromMeeting(phone, self(), onlineMeeting(), meetingVoice('Disconnected'));
    await settle();
    return phone;
  }
  const embedded = (...people: readonly MeetingEvent[]) => ({ _embedded: { participant: people.map(bodyIn) } });

  test('who waits in the lobby is shown from the list that embeds them, and costs no request', async () => {
    const noor = person('added', 'Noor', { inLobby: true }, ['admit']);
    const phone = await inside({ participants: embedded(), lobby: embedded(noor) });
    const [waiting] = phone.call().meeting?.lobby ?? [];
    assert.deepEqual([waiting?.party.label, waiting?.actions], ['Noor', ['admit']]);
    assert.equal(reads(phone, personPath('Noor')), 0);
  });

  test('who was told of by an event before is not taken out by a list that embeds them', async () => {
    const noor = person('added', 'Noor', { inLobby: true }, ['admit']);
    const phone = await inside({ participants: embedded(), lobby: embedded(noor) });
    await fromMeeting(phone, noor);
    await fromMeeting(phone, alone(onlineMeeting()), alone(person('updated', 'Noor')));
    await settle();
    assert.equal(phone.call().meeting?.lobby.length, 1);
  });

  test('what may be done about somebody is read again where they are told by their link alone', async () => {
    const list = { _links: { participant: [{ href: personPath('Ana') }] } };
    const phone = await inside({ participants: list });
    phone.http.on('GET', `${pool}${personPath('Ana')}`, found(person('updated', 'Ana', {}, ['promote'])));
    await fromMeeting(phone, person('added', 'Ana', {}, ['eject']));
    const ana = () => phone.call().meeting?.attendees.find(({ party }) => party.label === 'Ana')?.actions;
    assert.deepEqual(ana(), ['remove']);
    assert.equal(reads(phone, personPath('Ana')), 1, 'only the list had named her');
    for (let count = 0; count < 5; count += 1) await fromMeeting(phone, alone(person('updated', 'Ana')));
    await settle();
    assert.deepEqual(ana(), ['make-presenter']);
    assert.ok(reads(phone, personPath('Ana')) <= 7);
  });

  test('that the user leads it no more is read where localParticipant is told by its link alone', async () => {
    const phone = await inside({ participants: embedded() });
    const isLeader = () => phone.call().meeting?.presenters.some(({ isSelf }) => isSelf);
    const before = reads(phone, selfPath);
    assert.equal(isLeader(), true);
    phone.http.on('GET', `${pool}${selfPath}`, found(self({ role: 'Attendee' })));
    await fromMeeting(phone, alone(self({}, 'updated')));
    await settle();
    assert.equal(reads(phone, selfPath), before + 1);
    assert.equal(isLeader(), false);
  });
});
