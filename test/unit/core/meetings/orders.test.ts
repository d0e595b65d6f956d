import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { conversationEventsOf } from '../../../../main/core/conversations/from-ucwa.ts';
import { reduceConversations } from '../../../../main/core/conversations/reduce.ts';
import type { Conversations } from '../../../../main/core/conversations/state.ts';
import { decodeEventBatch, type UcwaEvent } from '../../../../main/core/ucwa/events.ts';
import {
  audio,
  meetingConversation,
  meetingPath,
  meetingVoice,
  onlineMeeting,
  person,
  personPath,
  self,
} from '../fixtures/meeting.ts';
import '../../same-inputs.ts';

const within = (rel: string) => ({ in: { rel, href: `${meetingPath}/${rel}` } });

/** Each about something of its own: in whatever order, and however often, they say the same. */
const told = [
  meetingConversation('Conferenced'),
  onlineMeeting(),
  self(),
  person('added', 'Bao', { role: 'Leader', organizer: true }, ['eject', 'demote']),
  person('added', 'Noor', { inLobby: true }, ['admit', 'reject']),
  person('added', 'Ana', {}, ['eject', 'promote']),
  person('added', 'Ana', {}, ['eject', 'promote'], within('attendees')),
  audio('Ana', true, ['unmuteAudio']),
  audio(null, false, ['muteAudio']),
  meetingVoice('Disconnected'),
];

function eventsOf(events: readonly object[]): readonly UcwaEvent[] {
  const sender = [{ rel: 'conversation', href: meetingPath, events }];
  const batch = decodeEventBatch({ _links: { next: { href: '/events?ack=2' } }, sender });
  return batch?.events ?? [];
}

function after(events: readonly object[]): Conversations {
  const resolve = (href: string | null) => href;
  return eventsOf(events)
    .flatMap((event) => conversationEventsOf(event, resolve))
    .reduce<Conversations>(reduceConversations, []);
}

/** Without what tells in which order they came. */
function known(conversations: Conversations) {
  assert.equal(conversations.length, 1);
  const [{ participants = [], audios = [], counted: _, ...rest } = {} as never] = conversations;
  return {
    ...rest,
    participants: participants.map(({ number: _number, ...one }) => one).sort((a, b) => (a.href < b.href ? -1 : 1)),
    audios: [...audios].sort((a, b) => (a.href < b.href ? -1 : 1)),
  };
}

test('who is in a meeting is the same in whatever order it is told, and however often', () => {
  const expected = known(after(told));
  assert.equal(expected.participants.length, 3);
  const orders = fc.shuffledSubarray([...told, ...told], { minLength: 2 * told.length });
  fc.assert(fc.property(orders, (order) => assert.deepEqual(known(after(order)), expected)));
});

test('somebody is moved by the collection alone', () => {
  const bare = (type: string, rel: string) => person(type, 'Noor', {}, [], within(rel));
  const nameless = (event: object) => ({ ...event, _embedded: undefined });
  const moved = after([...told, nameless(bare('deleted', 'lobby')), nameless(bare('added', 'leaders'))]);
  const noor = moved[0]?.participants.find(({ href }) => href === personPath('Noor'));
  assert.deepEqual([noor?.standing?.inLobby, noor?.standing?.role], [false, 'leader']);
});

test('who left takes their sound along, and nobody else’s', () => {
  const left = after([...told, { ...person('deleted', 'Ana'), _embedded: undefined }]);
  assert.deepEqual(
    left[0]?.participants.map(({ href }) => href),
    [personPath('Bao'), personPath('Noor')],
  );
  assert.equal(left[0]?.audios.length, 1);
});

test('no more people are kept than a meeting may have', () => {
  const crowd = Array.from({ length: 400 }, (_, count) => person('added', `P${count}`));
  assert.equal(after(crowd)[0]?.participants.length, 250);
});
