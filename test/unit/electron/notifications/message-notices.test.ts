import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMessageNotices } from '../../../../main/electron/notifications/message-notices.ts';
import type { Notice } from '../../../../main/electron/notifications/notices.ts';
import type { NewMessageView } from '../../../../preload/contract/index.ts';
import { said, theirs, threadOf } from '../../../views/said.ts';
import { ana, connected, noon, stranger, tomas, view } from '../../../views/samples.ts';
import { createFakeClock } from '../../core/fakes/clock.ts';
import { englishWords } from '../../core/fakes/words.ts';

/** Threads with one message each that nobody has read, by their ids. */
function unread(ids: readonly string[]) {
  return view({ said: said(ids.map((id) => threadOf(id, [theirs('x', noon, { read: false })], { id }))) });
}

function setUp() {
  const shown: Notice[] = [];
  const gone: string[] = [];
  const board = { show: (notice: Notice) => void shown.push(notice), withdraw: (id: string) => void gone.push(id) };
  const clock = createFakeClock();
  let fresh: readonly NewMessageView[] = [];
  const notices = createMessageNotices(board, {
    words: englishWords,
    clock,
    messagesAnew: () => {
      const news = fresh;
      fresh = [];
      return news;
    },
  });
  const message = (threadId: string, changes: Partial<NewMessageView> = {}): NewMessageView => ({
    ...{ threadId, party: ana, words: 'Can you sign?', isFirst: false, away: false },
    ...changes,
  });
  const come = (messages: readonly NewMessageView[], now = unread(messages.map(({ threadId }) => threadId))): void => {
    fresh = messages;
    notices.update(now);
  };
  return { shown, gone, clock, come, message };
}

test('a first message: who, what, and Reply, Open, Not now; later ones can only be answered or opened', async () => {
  const { shown, come, message, clock } = setUp();
  come([message('t1', { isFirst: true })]);
  assert.deepEqual(shown, [
    {
      id: 'message-t1',
      kind: 'message',
      callId: '',
      threadId: 't1',
      page: 'messages',
      title: 'Ana Lindqvist',
      body: 'Can you sign?',
      actions: [
        { key: 'reply', label: 'Reply' },
        { key: 'open', label: 'Open' },
        { key: 'put-off', label: 'Not now' },
      ],
    },
  ]);
  await clock.advance(10_000);
  come([message('t1')]);
  assert.deepEqual(
    shown.at(-1)?.actions.map(({ key }) => key),
    ['reply', 'open'],
  );
});

test('nobody answered in time: it says so in place of the name alone', () => {
  const { shown, come, message } = setUp();
  come([message('t1', { away: true })]);
  assert.equal(shown[0]?.title, 'Ana Lindqvist wrote while you were away');
});

test('who is not of the organization is said', () => {
  const { shown, come, message } = setUp();
  come([message('t1', { party: stranger })]);
  assert.equal(shown[0]?.body, 'Outside your organization · Can you sign?');
});

test('gone once it is read', () => {
  const { shown, gone, come, message } = setUp();
  come([message('t1')]);
  come([], unread([]));
  assert.deepEqual([shown.length, gone], [1, ['message-t1']]);
});

test('five hundred in a minute are a notice now and then, with the newest words', async () => {
  const { shown, come, message, clock } = setUp();
  for (let count = 0; count < 500; count += 1) {
    come([message('t1', { words: `Message ${count}` })]);
    await clock.advance(120);
  }
  await clock.advance(2_000);
  assert.ok(shown.length <= 31, `${shown.length} notices`);
  assert.equal(shown.at(-1)?.body, 'Message 499');
});

test('of many people at once it is only said how many messages there are', async () => {
  const { shown, gone, come, message, clock } = setUp();
  come([message('t0', { party: tomas })]);
  const ids = ['t1', 't2', 't3', 't4'];
  come(
    ids.map((id) => message(id)),
    unread(['t0', ...ids]),
  );
  await clock.advance(2_000);
  assert.deepEqual(
    shown.map(({ id, title }) => [id, title]),
    [
      ['message-t0', 'Tomás Oliveira'],
      ['messages', '4 new messages'],
    ],
  );
  come([], unread([]));
  assert.deepEqual([...gone].sort(), ['message-t0', 'messages']);
});

test('while the user talks it asks for no attention', () => {
  const { shown, come, message } = setUp();
  come([message('t1')], { ...unread(['t1']), calls: [connected()] });
  assert.equal(shown[0]?.quiet, true);
});
