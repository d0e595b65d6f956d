import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MessagesEvent } from '../../../../main/core/messages/event.ts';
import { reduceMessages } from '../../../../main/core/messages/reduce.ts';
import { type MessagesModel, noMessages } from '../../../../main/core/messages/state.ts';
import { wordsOf } from '../../../../main/core/messages/text/pieces.ts';

const conversation = 'https://pool.example/conversations/1';
const invitation = 'https://pool.example/invitations/1';
const wall = 1_000_000;
const threadId = 'thread-1';

const may = (keeps: boolean): MessagesEvent => ({
  type: 'policies',
  policies: { messagingUrls: true, saveMessagingHistory: keeps },
});
const invited: MessagesEvent = {
  type: 'invited',
  id: threadId,
  ...{ invitation, conversation, accept: `${invitation}/accept`, decline: null, threadId: 't' },
  from: { name: 'Ana', uri: 'sip:ana@contoso.com', phoneNumber: null },
  ...{ text: ['Hello'], wall, isOver: false },
};
const taken: MessagesEvent = {
  type: 'invitation-over',
  ...{ invitation, operationId: null, taken: true, conversation, code: '', subcode: null, elsewhere: false },
};
const look = (at: string | null): MessagesEvent => ({ type: 'look', threadId: at });
const over: MessagesEvent = { type: 'conversation-over', conversation };
const offline: MessagesEvent = {
  type: 'write',
  to: { threadId },
  ...{ text: 'Unsent', shown: ['Unsent'], entryId: 'e', operationId: 'o', wall, online: false, declinedCall: false },
};

const after = (...events: readonly MessagesEvent[]): MessagesModel =>
  events.reduce((now, event) => reduceMessages(now, event).model, noMessages);
const said = ({ threads }: MessagesModel): readonly string[] =>
  threads.flatMap(({ entries }) => entries.map(({ text }) => wordsOf(text)));

describe('where the organization does not let messages be kept', () => {
  test('what was said is gone once the conversation is over and the user turned away', () => {
    const talked = [may(false), invited, look(threadId), taken] as const;
    assert.deepEqual(said(after(...talked)), ['Hello']);
    assert.deepEqual(said(after(...talked, look(null))), ['Hello'], 'it goes on');
    assert.deepEqual(said(after(...talked, over)), ['Hello'], 'it is before the user');
    assert.deepEqual(after(...talked, over, look(null)).threads, []);
    assert.deepEqual(after(...talked, look(null), over).threads, []);
  });

  test('what nobody read waits for the user', () => {
    const unread = [may(false), invited, { ...taken, taken: false }, over] as const;
    assert.deepEqual(said(after(...unread)), ['Hello']);
    assert.deepEqual(after(...unread, look(threadId), look(null)).threads, []);
  });

  test('what was not delivered stays, to be tried again, and so does what is begun', () => {
    const talked = [may(false), invited, look(threadId), taken, over] as const;
    assert.deepEqual(said(after(...talked, offline, look(null))), ['Unsent']);
    const begun = after(...talked, { type: 'draft', threadId, text: 'You are' }, look(null));
    assert.deepEqual(
      begun.threads.map(({ entries, draft }) => [entries.length, draft]),
      [[0, 'You are']],
    );
  });

  test('what was kept before goes as soon as that is known', () => {
    const kept = [invited, look(threadId), taken, over, look(null)] as const;
    assert.deepEqual(said(after(...kept)), ['Hello']);
    assert.deepEqual(after(...kept, may(false)).threads, []);
  });
});

test('elsewhere it stays until the user signs out', () => {
  const talked = [may(true), invited, look(threadId), taken, over, look(null)] as const;
  assert.deepEqual(said(after(...talked)), ['Hello']);
  assert.deepEqual(after(...talked, { type: 'signed-out' }).threads, []);
});
