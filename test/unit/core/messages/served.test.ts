import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MessageView, ThreadRow } from '../../../../preload/contract/index.ts';
import { servePhone } from '../fakes/served-phone.ts';

describe('messages with a server', () => {
  const served = servePhone();

  const row = (): ThreadRow | undefined => served.phone.view().messages.threads[0];
  const answerOf = () => {
    const result = served.phone.query({ type: 'thread', threadId: row()?.id ?? '', count: 100, before: null });
    assert.ok(result.ok);
    return result.answer as {
      readonly messages: readonly MessageView[];
      readonly thread: {
        readonly typing: string;
        readonly leavable: boolean;
        readonly draft: string;
        readonly notes: readonly { readonly id: string }[];
      };
    };
  };
  const words = () =>
    answerOf().messages.map(({ pieces }) =>
      pieces.map((piece) => (typeof piece === 'string' ? piece : piece.url)).join(''),
    );
  const shows = (what: () => boolean, name: string) => served.shows(what, name);
  const ready = async (): Promise<void> => {
    await served.signIn();
    await shows(() => served.phone.view().messages.offered, 'that messages are offered');
    await served.server.reachable();
  };
  const send = (text: string) => served.phone.command({ type: 'send-message', threadId: row()?.id ?? '', text });

  test('who writes first is answered when the user turns to it; then messages go both ways', async () => {
    await ready();
    const chat = served.server.chats.write({ from: 'ana', text: 'Can you sign? https://northwind.example/1' });
    await shows(() => row()?.unread === 1, 'one unread message');
    assert.equal(row()?.party.label, 'Ana Lindqvist');
    assert.ok(chat.isWaiting, 'nobody turned to it');
    assert.deepEqual(served.phone.command({ type: 'look-at-thread', threadId: row()?.id ?? '' }), { ok: true });
    await shows(() => chat.isOpen && row()?.unread === 0, 'an open conversation');
    assert.equal(send('Yes. Where?').ok, true);
    await shows(() => answerOf().messages.at(-1)?.delivery === 'sent', 'that it was delivered');
    assert.deepEqual(chat.said.at(-1), { by: 'user', text: 'Yes. Where?' });
    chat.type();
    await shows(() => answerOf().thread.typing === 'Ana Lindqvist is typing', 'that they type');
    chat.say('<div>In <b>hall 3</b></div><script>alert(1)</script>', 'html');
    await shows(() => words().length === 3, 'their answer');
    assert.deepEqual(words(), ['Can you sign? https://northwind.example/1', 'Yes. Where?', 'In hall 3']);
    assert.equal(answerOf().thread.typing, '');
    assert.equal(row()?.unread, 0, 'the user has it before them');
  });

  for (const [name, befall] of [
    ['is throttled', () => served.server.faults.failNext('accept', 429, { code: 'TooManyRequests' })],
    ['is not well', () => served.server.faults.failNext('accept', 503)],
    ['accepts, and the answer is lost', () => served.server.faults.dropNext('accept', 'reply')],
  ] as const) {
    test(`who writes first is answered although the server ${name}`, async () => {
      await ready();
      const chat = served.server.chats.write({ from: 'ana', text: 'Can you sign?' });
      await shows(() => row()?.unread === 1, 'one unread message');
      befall();
      assert.deepEqual(served.phone.command({ type: 'look-at-thread', threadId: row()?.id ?? '' }), { ok: true });
      await shows(() => chat.isOpen && row()?.unread === 0, 'an open conversation');
      assert.equal(send('Yes').ok, true);
      await shows(() => answerOf().messages.at(-1)?.delivery === 'sent', 'that it was delivered');
      assert.deepEqual(chat.said.at(-1), { by: 'user', text: 'Yes' });
    });
  }

  test('the user writes first; what is not delivered can be tried again, once', async () => {
    await ready();
    assert.deepEqual(served.phone.command({ type: 'open-thread', to: 'ana.lindqvist@northwind.example' }), {
      ok: true,
    });
    assert.equal(send('Hello Ana').ok, true);
    await shows(() => answerOf().messages[0]?.delivery === 'sent', 'that it was taken');
    const chat = served.server.chats.with('ana');
    assert.ok(chat?.isOpen);
    assert.equal(row()?.party.label, 'Ana Lindqvist', 'their name is known once they answer');
    chat.failing = 1;
    send('Second');
    await shows(() => answerOf().messages[1]?.delivery === 'failed', 'that it was not delivered');
    assert.equal(row()?.failed, true);
    const messageId = answerOf().messages[1]?.id ?? '';
    const again = { type: 'send-again', threadId: row()?.id ?? '', messageId } as const;
    assert.deepEqual(served.phone.command(again), { ok: true });
    assert.deepEqual(served.phone.command(again), { ok: false, refusal: 'repeated' });
    await shows(() => answerOf().messages[1]?.delivery === 'sent', 'that it was delivered');
    assert.deepEqual(chat.said, [
      { by: 'user', text: 'Hello Ana' },
      { by: 'user', text: 'Second' },
    ]);
    assert.equal(row()?.failed, false);
    assert.equal(answerOf().messages.length, 2);
  });

  test('a conversation that ended goes on as another, in the same thread', async () => {
    await ready();
    const chat = served.server.chats.write({ from: 'ana' });
    await shows(() => row()?.unread === 1, 'a message');
    served.phone.command({ type: 'look-at-thread', threadId: row()?.id ?? '' });
    await shows(() => chat.isOpen, 'an open conversation');
    chat.leave();
    await shows(() => answerOf().thread.notes[0]?.id === 'messages-left', 'that they left');
    send('Are you there?');
    await shows(() => answerOf().messages.at(-1)?.delivery === 'sent', 'that it was delivered');
    const next = served.server.chats.with('ana');
    assert.notEqual(next, chat);
    assert.equal(next?.resources.thread, chat.resources.thread);
    assert.deepEqual(words(), ['Hello', 'Are you there?']);
  });

  test('messages are added to a conversation that has none any more', async () => {
    await ready();
    const chat = served.server.chats.write({ from: 'ana' });
    await shows(() => row()?.unread === 1, 'a message');
    served.phone.command({ type: 'look-at-thread', threadId: row()?.id ?? '' });
    await shows(() => chat.isOpen, 'an open conversation');
    chat.pause();
    await shows(() => served.phone.view().messages.revision > 0 && !answerOf().thread.leavable, 'that it has none');
    send('Again');
    await shows(() => answerOf().messages.at(-1)?.delivery === 'sent', 'that it was delivered');
    assert.equal(served.server.chats.all.length, 1);
    assert.deepEqual(chat.said.at(-1), { by: 'user', text: 'Again' });
  });

  test('nobody turns to it in time: it says so, and the answer begins a conversation', async () => {
    await ready();
    const chat = served.server.chats.write({ from: 'ana' });
    await shows(() => row()?.unread === 1, 'a message');
    served.server.advance(31);
    await shows(
      () => answerOf().messages[0]?.note === 'Ana Lindqvist wrote while you were away.',
      'that the user was away',
    );
    assert.ok(chat.isOver);
    assert.equal(row()?.unread, 1);
    send('I am back');
    await shows(() => answerOf().messages.at(-1)?.delivery === 'sent', 'that it was delivered');
  });

  test('not now: the server is told for this computer alone', async () => {
    await ready();
    const chat = served.server.chats.write({ from: 'ana' });
    await shows(() => row()?.unread === 1, 'a message');
    assert.deepEqual(served.phone.command({ type: 'put-off-thread', threadId: row()?.id ?? '' }), { ok: true });
    await shows(() => chat.isOver, 'that it was declined');
    assert.equal(row()?.unread, 1);
  });

  test('an answer written at once takes the invitation and goes out behind it', async () => {
    await ready();
    const chat = served.server.chats.write({ from: 'ana', bare: true, writerByLink: true });
    await shows(() => row()?.unread === 1, 'a message of which only links came');
    assert.equal(row()?.party.label, 'Ana Lindqvist');
    send('At once');
    await shows(() => chat.said.length === 2, 'the answer');
    await shows(() => answerOf().messages.at(-1)?.delivery === 'sent', 'that it was delivered');
  });

  test('declined, not answered, unknown: why is said', async () => {
    await ready();
    const name = 'ana.lindqvist@northwind.example';
    for (const [manner, note] of [
      ['declines', `${name} did not take it.`],
      ['ignores', `${name} did not answer.`],
    ] as const) {
      served.server.chats.manners.set('ana', manner);
      served.phone.command({ type: 'open-thread', to: 'ana.lindqvist@northwind.example' });
      send(manner);
      if (manner === 'ignores') {
        await shows(() => served.server.chats.with('ana')?.isWaiting === true, 'that it waits');
        served.server.advance(31);
      }
      await shows(() => answerOf().messages.at(-1)?.delivery === 'failed', 'that it was not delivered');
      assert.equal(answerOf().messages.at(-1)?.note, note);
    }
    served.phone.command({ type: 'open-thread', to: 'nobody@northwind.example' });
    send('Hello?');
    await shows(() => answerOf().messages.at(-1)?.note === 'Nobody has that address.', 'that nobody has it');
  });

  test('a ringing call is declined with a message', async () => {
    await ready();
    const { id } = await served.ring();
    assert.ok(served.phone.view().calls[0]?.actions.includes('reply'));
    assert.deepEqual(served.phone.command({ type: 'reply-with-message', callId: id, text: 'In a meeting' }), {
      ok: true,
    });
    await shows(() => answerOf().messages.at(-1)?.delivery === 'sent', 'that it was delivered');
    assert.equal(answerOf().messages.at(-1)?.declinedCall, true);
    assert.deepEqual(served.server.chats.with('ana')?.said, [{ by: 'user', text: 'In a meeting' }]);
  });

  test('what was written to a caller who hung up is begun in the thread with them', async () => {
    await ready();
    const { id, call } = await served.ring();
    await call.cancel();
    await shows(() => served.phone.view().calls.every(({ state }) => state === 'ended'), 'the end of the call');
    const keep = { type: 'keep-reply', callId: id, text: 'On a train' } as const;
    assert.deepEqual(served.phone.command(keep), { ok: true });
    assert.equal(answerOf().thread.draft, 'On a train');
    assert.deepEqual(served.phone.command({ ...keep, text: 'back at 3' }), { ok: true });
    assert.equal(answerOf().thread.draft, 'On a train\nback at 3', 'nothing that was begun is lost');
    assert.deepEqual(served.phone.command({ ...keep, text: ' ' }), { ok: false, refusal: 'invalid' });
    assert.deepEqual(served.phone.command({ ...keep, callId: 'none' }), { ok: false, refusal: 'stale' });
    assert.deepEqual(served.server.chats.with('ana')?.said ?? [], [], 'nothing is sent');
  });

  test('the user leaves', async () => {
    await ready();
    const chat = served.server.chats.write({ from: 'ana' });
    await shows(() => row()?.unread === 1, 'a message');
    served.phone.command({ type: 'look-at-thread', threadId: row()?.id ?? '' });
    await shows(() => chat.isOpen, 'an open conversation');
    const typing = { type: 'type-message', threadId: row()?.id ?? '' } as const;
    await shows(() => served.phone.command(typing).ok, 'that one can type');
    assert.deepEqual(served.phone.command(typing), { ok: true });
    await served.server.waitFor(({ kind, rel }) => kind === 'response' && rel === 'setIsTyping');
    served.phone.command({ type: 'leave-thread', threadId: row()?.id ?? '' });
    await shows(() => chat.isOver, 'that the user left');
    assert.equal(chat.typed, 1, 'the server is told once in a while');
    assert.deepEqual(answerOf().thread.notes, []);
  });
});
