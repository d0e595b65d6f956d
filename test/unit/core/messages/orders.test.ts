import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import type { MessagesEvent } from '../../../../main/core/messages/event.ts';
import { reduceMessages } from '../../../../main/core/messages/reduce.ts';
import {
  type MessagesModel,
  type Modality,
  mostEntries,
  mostStrays,
  mostThreads,
  noMessages,
} from '../../../../main/core/messages/state.ts';
import { wordsOf } from '../../../../main/core/messages/text/pieces.ts';

const conversation = 'https://pool.example/conversations/1';
const ana = { name: 'Ana', uri: 'sip:ana@contoso.com', phoneNumber: null };
const wall = 1_000_000;
let ids = 0;

const invited: MessagesEvent = {
  type: 'invited',
  id: 'thread-1',
  invitation: 'https://pool.example/invitations/1',
  conversation,
  accept: 'https://pool.example/invitations/1/accept',
  decline: null,
  from: ana,
  threadId: 'thread',
  text: ['Hello'],
  wall,
  isOver: false,
};
const taken: MessagesEvent = {
  type: 'invitation-over',
  invitation: 'https://pool.example/invitations/1',
  operationId: null,
  taken: true,
  conversation,
  code: '',
  subcode: null,
  elsewhere: false,
};

function messaging(state: Modality['state']): MessagesEvent {
  const up = state === 'connected' ? `${conversation}/messaging/messages` : null;
  return {
    type: 'messaging',
    modality: {
      ...{ conversation, messaging: `${conversation}/messaging`, state, sendMessage: up },
      ...{ setIsTyping: null, stopMessaging: null, addMessaging: null, typingParticipants: null },
    },
  };
}

function message(number: number, text: string, direction: 'incoming' | 'outgoing' = 'incoming'): MessagesEvent {
  ids += 1;
  return {
    type: 'message',
    id: `entry-${ids}`,
    href: `${conversation}/messaging/messages/${number}`,
    ...{ conversation, direction, operationId: null, at: wall + number * 1_000, wall, text: [text], by: null },
    status: 'sent',
  };
}

const after = (events: readonly MessagesEvent[], model: MessagesModel = noMessages): MessagesModel =>
  events.reduce((now, event) => reduceMessages(now, event).model, model);

const said = ({ threads }: MessagesModel): readonly string[] =>
  threads.flatMap(({ entries }) => entries.map(({ text }) => wordsOf(text)));

describe('the same messages in any order, more than once, are the same thread', () => {
  const events: readonly MessagesEvent[] = [
    ...[invited, messaging('connecting'), taken, messaging('connected')],
    // The server tells of the first one as a message too.
    ...[message(1, 'Hello'), message(2, 'Hello again'), message(3, 'Yes?', 'outgoing'), message(11, 'Hello')],
  ];

  test('any order, any doubles', () => {
    const inOrder = said(after(events));
    assert.deepEqual(inOrder, ['Hello', 'Hello again', 'Yes?', 'Hello']);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...events.keys()], { minLength: events.length }),
        fc.array(fc.nat({ max: events.length - 1 }), { maxLength: 8 }),
        (order, doubles) => {
          const all = [...order, ...doubles].flatMap((place) => events[place] ?? []);
          assert.deepEqual(said(after(all)), inOrder);
        },
      ),
    );
  });

  test('what was said before anybody knew by whom is theirs once that is known', () => {
    const model = after([message(1, 'Hello'), message(2, 'Again')]);
    assert.deepEqual([said(model), model.strays.length], [[], 2]);
    const known = after([{ type: 'participants', conversation, others: [ana], id: 'thread-1' }], model);
    assert.deepEqual([said(known), known.strays.length], [['Hello', 'Again'], 0]);
  });
});

describe('what the user writes', () => {
  const means: MessagesEvent = {
    type: 'means',
    startMessaging: 'https://pool.example/startMessaging',
    links: true,
    keeps: true,
  };
  const write = (text: string, operationId: string, online = true): MessagesEvent => ({
    type: 'write',
    to: { party: ana, id: 'thread-1' },
    ...{ text, shown: [text], entryId: `entry-${operationId}`, operationId, wall, online, declinedCall: false },
  });
  const inviting: MessagesEvent = {
    type: 'inviting',
    ...{
      operationId: 'op-1',
      invitation: 'https://pool.example/invitations/2',
      conversation,
      threadId: 't',
      cancel: null,
    },
  };
  const accepted: MessagesEvent = {
    ...taken,
    type: 'invitation-over',
    invitation: inviting.invitation,
    operationId: 'op-1',
  };
  const deliveries = ({ threads }: MessagesModel) =>
    threads.flatMap(({ entries }) => entries.map(({ delivery }) => delivery));

  test('one begins the conversation, the others wait for it, and each goes out once', () => {
    const model = after([means]);
    const first = reduceMessages(model, write('One', 'op-1'));
    assert.deepEqual(
      first.effects.map(({ type }) => type),
      ['start', 'expect'],
    );
    const second = reduceMessages(first.model, write('Two', 'op-2'));
    assert.deepEqual(
      second.effects.map(({ type }) => type),
      ['expect'],
    );
    const open = after([inviting, messaging('connected')], second.model);
    assert.deepEqual(deliveries(open), ['sending', 'sending']);
    assert.deepEqual(deliveries(after([accepted, accepted, messaging('connected')], open)), ['sent', 'sending']);
    const end: MessagesEvent = {
      ...{ type: 'message-over', href: `${conversation}/messaging/messages/2`, operationId: null, delivered: true },
      ...{ at: wall + 5, undelivered: [], code: '' },
    };
    // The end may come before the server's answer says what it is called.
    const told = after([end, { type: 'sent', operationId: 'op-2', location: end.href }], open);
    assert.deepEqual(deliveries(told), ['sending', 'sent']);
  });

  test('the message of it comes under the server’s name before the answer that names it: it is one', () => {
    const open = after([means, write('One', 'op-1'), inviting, accepted, messaging('connected'), write('Two', 'op-2')]);
    const seen = after([message(2, 'Two', 'outgoing')], open);
    const named = after(
      [{ type: 'sent', operationId: 'op-2', location: `${conversation}/messaging/messages/2` }],
      seen,
    );
    assert.deepEqual(said(named), ['One', 'Two']);
  });

  test('offline nothing is sent, and trying again sends it once under another name', () => {
    const failed = reduceMessages(after([means]), write('One', 'op-1', false));
    assert.deepEqual([failed.effects, deliveries(failed.model)], [[], ['failed']]);
    const again = reduceMessages(failed.model, {
      ...{ type: 'try-again', threadId: 'thread-1', entryId: 'entry-op-1', operationId: 'op-9', wall, online: true },
    });
    assert.deepEqual(
      again.effects.map((effect) => ('operationId' in effect ? effect.operationId : '')),
      ['op-9', 'op-9'],
    );
    const twice = reduceMessages(again.model, {
      ...{ type: 'try-again', threadId: 'thread-1', entryId: 'entry-op-1', operationId: 'op-10', wall, online: true },
    });
    assert.deepEqual(twice.effects, []);
  });

  test('no word comes of it: that is said; a late word counts', () => {
    const open = after([means, write('One', 'op-1'), inviting, accepted, messaging('connected'), write('Two', 'op-2')]);
    const overdue = after([{ type: 'overdue', operationId: 'op-2' }], open);
    assert.deepEqual(deliveries(overdue), ['sent', 'failed']);
    const late = after(
      [{ type: 'message-over', href: 'x', operationId: 'op-2', delivered: true, at: null, undelivered: [], code: '' }],
      overdue,
    );
    assert.deepEqual(deliveries(late), ['sent', 'sent']);
  });

  test('the conversation is over when it comes: it begins another, once', () => {
    const open = after([means, write('One', 'op-1'), inviting, accepted, messaging('connected'), write('Two', 'op-2')]);
    const astray = reduceMessages(open, { type: 'send-astray', operationId: 'op-2', again: 'op-3' });
    const [start] = astray.effects;
    assert.equal(start?.type === 'start' ? `${start.operationId} ${start.threadId}` : '', 'op-3 t');
    assert.deepEqual(
      reduceMessages(astray.model, { type: 'send-astray', operationId: 'op-2', again: 'op-4' }).effects,
      [],
    );
  });

  test('the application is gone: what was under way is not known of', () => {
    const open = after([means, write('One', 'op-1'), inviting]);
    assert.deepEqual(deliveries(after([{ type: 'application-lost' }], open)), ['failed']);
    assert.deepEqual(after([{ type: 'signed-out' }], open), noMessages);
  });
});

describe('it has an end', () => {
  test('of strangers, of messages, and of what is nobody’s', () => {
    const strangers = Array.from(
      { length: mostThreads + 50 },
      (_, place): MessagesEvent => ({
        ...invited,
        id: `t${place}`,
        invitation: `https://pool.example/invitations/${place}`,
        conversation: `https://pool.example/conversations/${place}`,
        from: { ...ana, uri: `sip:s${place}@contoso.com` },
      }),
    );
    assert.equal(after(strangers).threads.length, mostThreads);
    const flood = after([
      invited,
      ...Array.from({ length: mostEntries + 50 }, (_, place) => message(place, `m${place}`)),
    ]);
    assert.equal(flood.threads[0]?.entries.length, mostEntries);
    const strays = after(Array.from({ length: mostStrays + 50 }, (_, place) => message(place, 'x')));
    assert.equal(strays.strays.length, mostStrays);
  });
});
