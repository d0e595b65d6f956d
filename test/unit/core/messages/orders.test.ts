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
    const astray = reduceMessages(open, {
      type: 'send-astray',
      operationId: 'op-2',
      again: 'op-3',
      threadTaken: false,
    });
    const [start] = astray.effects;
    assert.equal(start?.type === 'start' ? `${start.operationId} ${start.threadId}` : '', 'op-3 t');
    assert.deepEqual(
      reduceMessages(astray.model, { type: 'send-astray', operationId: 'op-2', again: 'op-4', threadTaken: false })
        .effects,
      [],
    );
  });

  test('the same words twice are two messages', () => {
    const open = after([means, write('Yes', 'op-1'), inviting, accepted, messaging('connected'), write('Yes', 'op-2')]);
    const name: MessagesEvent = { type: 'sent', operationId: 'op-2', location: `${conversation}/messaging/messages/2` };
    assert.deepEqual(said(after([name], open)), ['Yes', 'Yes']);
    const seen = { ...message(2, 'Yes', 'outgoing'), operationId: 'op-2' } as MessagesEvent;
    assert.deepEqual(said(after([seen, name], open)), ['Yes', 'Yes']);
  });

  test('before it is known whether a conversation can be begun it waits, and goes out then', () => {
    const written = reduceMessages(noMessages, write('One', 'op-1'));
    assert.deepEqual([written.effects.map(({ type }) => type), deliveries(written.model)], [['expect'], ['waiting']]);
    const known = reduceMessages(written.model, means);
    assert.deepEqual(
      known.effects.map(({ type }) => type),
      ['start'],
    );
    const refused = reduceMessages(written.model, { ...means, startMessaging: null });
    assert.deepEqual([refused.effects, deliveries(refused.model)], [[], ['failed']]);
  });

  const overdue: MessagesEvent = { type: 'overdue', operationId: 'op-1' };
  const whyOf = (model: MessagesModel) => model.threads[0]?.entries.map(({ failure }) => failure?.why ?? null);

  test('what nobody could be asked to take was not refused', () => {
    const early = after([write('One', 'op-1'), overdue]);
    assert.deepEqual(whyOf(early), ['offline'], 'before anything is known');
    const lost = after([means, { type: 'application-lost' }, write('One', 'op-1'), overdue]);
    assert.deepEqual(whyOf(lost), ['offline'], 'the application is gone');
    const answer = { ...write('Yes', 'op-1'), to: { threadId: 'thread-1' } } as MessagesEvent;
    assert.deepEqual(whyOf(after([means, invited, answer, { type: 'application-lost' }, overdue])), [null, 'offline']);
    assert.deepEqual(
      whyOf(after([means, invited, answer, overdue])),
      [null, 'refused'],
      'it is there, and took nothing',
    );
  });

  test('nothing is begun by the link of an application that is gone', () => {
    const gone = after([means, { type: 'application-lost' }]);
    const written = reduceMessages(gone, write('One', 'op-1'));
    assert.deepEqual(
      written.effects.map(({ type }) => type),
      ['expect'],
    );
    const there = reduceMessages(written.model, { ...means, startMessaging: 'https://pool.example/new' });
    const [start] = there.effects;
    assert.equal(start?.type === 'start' ? start.href : '', 'https://pool.example/new');
  });

  test('what waited for who wrote first begins a conversation where the application is lost', () => {
    const waits = after([means, invited, { ...write('Yes', 'op-1'), to: { threadId: 'thread-1' } } as MessagesEvent]);
    assert.deepEqual(deliveries(waits), ['received', 'waiting']);
    const again = reduceMessages(after([{ type: 'application-lost' }], waits), means);
    assert.deepEqual(
      [again.effects.map(({ type }) => type), deliveries(again.model)],
      [['start'], ['received', 'sending']],
    );
  });

  test('they write at the same moment: what becomes of ours counts', () => {
    const crossed = after([
      means,
      write('Mine', 'op-1'),
      inviting,
      { ...invited, conversation: 'https://pool.example/c/2' },
    ]);
    assert.deepEqual(
      deliveries(after([accepted], crossed)).filter((one) => one !== 'received'),
      ['sent'],
    );
    const refused: MessagesEvent = { ...accepted, type: 'invitation-over', taken: false, subcode: 'Declined' };
    assert.deepEqual(
      deliveries(after([refused], crossed)).filter((one) => one !== 'received'),
      ['failed'],
    );
    assert.equal(after([accepted], crossed).threads[0]?.pending?.by, 'them', 'theirs is still to be answered');
    const there = after([accepted, message(4, 'In the other one')], crossed);
    assert.ok(said(there).includes('In the other one'));
  });

  test('the server has another conversation of the thread: it begins one of its own, once', () => {
    const begun = after([means, write('One', 'op-1'), inviting, accepted, { type: 'conversation-over', conversation }]);
    const next = after([write('Two', 'op-2')], begun);
    const anew = reduceMessages(next, { type: 'send-astray', operationId: 'op-2', again: 'op-3', threadTaken: true });
    const [start] = anew.effects;
    assert.equal(start?.type === 'start' ? `${start.operationId} ${start.threadId}` : '', 'op-3 null');
    const still = reduceMessages(anew.model, {
      ...{ type: 'send-astray', operationId: 'op-3', again: 'op-4', threadTaken: true },
    });
    assert.deepEqual([still.effects, deliveries(still.model)], [[], ['sent', 'failed']]);
  });

  test('the application is gone: what was under way is not known of', () => {
    const open = after([means, write('One', 'op-1'), inviting]);
    assert.deepEqual(deliveries(after([{ type: 'application-lost' }], open)), ['failed']);
    assert.deepEqual(after([{ type: 'signed-out' }], open), noMessages);
  });
});

describe('what the server tells late, or wrongly', () => {
  const effectsOf = (events: readonly MessagesEvent[], last: MessagesEvent) =>
    reduceMessages(after(events), last).effects.map(({ type }) => type);

  test('the link to accept by comes after the user turned to it', () => {
    const bare: MessagesEvent = { ...invited, accept: null };
    assert.deepEqual(effectsOf([bare, { type: 'look', threadId: 'thread-1' }], invited), ['accept']);
    assert.deepEqual(effectsOf([bare], invited), [], 'nobody turned to it');
  });

  test('a message of the future stands where it came', () => {
    const future = { ...message(5, 'Wrong clock'), at: wall + 9e11 } as MessagesEvent;
    const next = { ...message(6, 'After'), at: wall + 5_000 } as MessagesEvent;
    assert.deepEqual(said(after([invited, future, next])), ['Hello', 'Wrong clock', 'After']);
  });

  test('messages without a time stand as they came, and one that comes again stays', () => {
    const untimed = (number: number, text: string) => ({ ...message(number, text), at: null }) as MessagesEvent;
    const events = [invited, untimed(9, 'First'), untimed(1, 'Second'), untimed(9, 'First')];
    assert.deepEqual(said(after(events)), ['Hello', 'First', 'Second']);
  });

  test('who typed when the channel went away need not type any more', () => {
    const container = `${conversation}/messaging/typingParticipants`;
    const open = messaging('connected');
    assert.ok(open.type === 'messaging');
    const typing = after([
      ...[invited, taken, { ...open, modality: { ...open.modality, typingParticipants: container } }],
      { type: 'typing', container, participant: `${conversation}/participants/ana`, is: true },
    ]);
    assert.equal(typing.modalities[0]?.typing.length, 1);
    assert.deepEqual(after([{ type: 'events-missed' }], typing).modalities[0]?.typing, []);
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
