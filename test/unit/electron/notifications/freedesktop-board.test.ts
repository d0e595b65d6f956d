import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../../../main/core/result.ts';
import type { BusCall } from '../../../../main/electron/dbus/connection.ts';
import type { SessionBus } from '../../../../main/electron/dbus/session-bus.ts';
import { createFreedesktopBoard } from '../../../../main/electron/notifications/freedesktop-board.ts';
import type { Notice, NoticeChoice } from '../../../../main/electron/notifications/notices.ts';
import type { PostedNotices } from '../../../../main/electron/notifications/posted-notices.ts';
import { englishWords } from '../../core/fakes/words.ts';
import { settled } from '../manual-clock.ts';
import { silentLog } from '../silent-log.ts';

type Reply = Result<readonly unknown[], string>;

const ring: Notice = {
  id: 'ring-c1',
  kind: 'ring',
  callId: 'c1',
  page: 'calls',
  title: 'Ana <b> is calling',
  body: 'A & B <i>',
  actions: [{ key: 'answer', label: 'Answer' }],
};

/** A daemon whose replies to Notify are held back until they are let go. */
function setUp(capabilities: readonly string[] = ['actions', 'body-markup']) {
  const calls: BusCall[] = [];
  const held: ((reply: Reply) => void)[] = [];
  const signals = new Map<string, (body: readonly unknown[]) => void>();
  let ownerChanged: () => void = () => {};
  const bus: SessionBus = {
    call: (call) => {
      calls.push(call);
      if (call.member === 'GetCapabilities') return Promise.resolve({ ok: true, value: [capabilities] });
      if (call.member === 'Notify') return new Promise((resolve) => held.push(resolve));
      return Promise.resolve({ ok: true, value: [] });
    },
    onSignal: ({ member }, listener) => {
      signals.set(member, listener);
      return () => {};
    },
    onOwnerChange: (_name, listener) => {
      ownerChanged = listener;
    },
    close: () => {},
  };
  const onScreen = new Set<number>();
  const posts: PostedNotices = {
    shown: (serverId) => onScreen.add(serverId),
    gone: (serverId) => onScreen.delete(serverId),
    closeStale: async () => {},
  };
  const choices: [Notice, NoticeChoice, string?][] = [];
  const results: [string, boolean][] = [];
  const board = createFreedesktopBoard({
    bus,
    posts,
    words: englishWords,
    log: silentLog,
    onChoice: (notice, choice, text) => choices.push(text === undefined ? [notice, choice] : [notice, choice, text]),
    onResult: ({ id }, shown) => results.push([id, shown]),
  });
  return {
    board,
    results,
    choices,
    of: (member: string) => calls.filter((call) => call.member === member).map(({ body }) => body),
    async reply(reply: Reply) {
      await settled();
      held.shift()?.(reply);
      await settled();
    },
    signal: (member: string, ...body: unknown[]) => signals.get(member)?.(body),
    restartDaemon: () => ownerChanged(),
  };
}

const shownAs = (serverId: number): Reply => ({ ok: true, value: [serverId] });

test('a ring breaks through, stays, has its buttons, and only its body is markup', async () => {
  const { board, of, reply } = setUp();
  board.show(ring);
  await reply(shownAs(7));
  const [[app, replaces, icon, title, body, actions, hints, timeout] = []] = of('Notify');
  assert.deepEqual([app, replaces, icon, title], ['Switchhook', 0, 'org.switchhook.Switchhook', 'Ana <b> is calling']);
  assert.equal(body, 'A &amp; B &lt;i&gt;');
  assert.deepEqual(actions, ['default', 'Open Switchhook', 'answer', 'Answer']);
  assert.deepEqual(Object.fromEntries(hints as [string, unknown][]), {
    urgency: ['y', 2],
    category: ['s', 'call.incoming'],
    'desktop-entry': ['s', 'org.switchhook.Switchhook'],
    resident: ['b', true],
    'suppress-sound': ['b', true],
  });
  assert.equal(timeout, 0);
});

test('a daemon without markup gets the plain text', async () => {
  const { board, of, reply } = setUp(['actions']);
  board.show(ring);
  await reply(shownAs(7));
  assert.equal(of('Notify')[0]?.[4], 'A & B <i>');
});

test('a withdrawn ring is closed by its number, once', async () => {
  const { board, of, reply } = setUp();
  board.show(ring);
  await reply(shownAs(7));
  board.withdraw('ring-c1');
  board.withdraw('ring-c1');
  assert.deepEqual(of('CloseNotification'), [[7]]);
});

test('a ring that ended before the daemon gave its number is closed as soon as it does', async () => {
  const { board, of, reply } = setUp();
  board.show(ring);
  await settled();
  board.withdraw('ring-c1');
  assert.deepEqual(of('CloseNotification'), []);
  await reply(shownAs(9));
  assert.deepEqual(of('CloseNotification'), [[9]]);
});

test('a ring that ended before it was sent is never sent', async () => {
  const { board, of } = setUp();
  board.show(ring);
  board.withdraw('ring-c1');
  await settled();
  assert.deepEqual(of('Notify'), []);
});

test('a button, or a click, is told with its notice; those of others are not', async () => {
  const { board, reply, signal, choices } = setUp();
  board.show(ring);
  await reply(shownAs(7));
  signal('ActionInvoked', 8, 'answer');
  signal('ActionInvoked', 7, 'reboot');
  signal('ActionInvoked', 7, 'answer');
  signal('ActionInvoked', 7, 'default');
  signal('ActionInvoked', 7, 'call-back');
  assert.deepEqual(choices, [
    [ring, 'answer'],
    [ring, 'default'],
    [ring, 'call-back'],
  ]);
});

test('a notice the user closed is not closed again, and its number may be another one next', async () => {
  const { board, of, reply, signal, choices } = setUp();
  board.show(ring);
  await reply(shownAs(7));
  signal('NotificationClosed', 7, 2);
  board.withdraw('ring-c1');
  signal('ActionInvoked', 7, 'answer');
  assert.deepEqual(of('CloseNotification'), []);
  assert.deepEqual(choices, []);
});

test('the same notice with other words replaces the one that stands', async () => {
  const { board, of, reply } = setUp();
  board.show(ring);
  await reply(shownAs(7));
  board.show({ ...ring, body: 'New' });
  await reply(shownAs(7));
  assert.deepEqual(
    of('Notify').map((body) => [body?.[1], body?.[4]]),
    [
      [0, 'A &amp; B &lt;i&gt;'],
      [7, 'New'],
    ],
  );
});

test('other words that come before the daemon gave a number wait for it, and only the last of them are shown', async () => {
  const { board, of, reply } = setUp();
  board.show(ring);
  board.show({ ...ring, body: 'between' });
  await settled();
  board.show({ ...ring, body: 'last' });
  assert.equal(of('Notify').length, 1);
  await reply(shownAs(7));
  assert.deepEqual(
    of('Notify').map((body) => [body?.[1], body?.[4]]),
    [
      [0, 'A &amp; B &lt;i&gt;'],
      [7, 'last'],
    ],
  );
  await reply(shownAs(7));
  board.withdraw('ring-c1');
  assert.deepEqual(of('CloseNotification'), [[7]]);
});

test('a ring that ended with other words under way is closed, and they are not shown', async () => {
  const { board, of, reply } = setUp();
  board.show(ring);
  await settled();
  board.show({ ...ring, body: 'later' });
  board.withdraw('ring-c1');
  await reply(shownAs(7));
  assert.equal(of('Notify').length, 1);
  assert.deepEqual(of('CloseNotification'), [[7]]);
});

test('where the daemon did not take the first, the words that came meanwhile are tried', async () => {
  const { board, of, reply } = setUp();
  board.show(ring);
  await settled();
  board.show({ ...ring, body: 'later' });
  await reply({ ok: false, failure: 'no daemon' });
  await reply(shownAs(8));
  assert.deepEqual(of('Notify')[1]?.slice(1, 5), [0, 'org.switchhook.Switchhook', 'Ana <b> is calling', 'later']);
  board.withdraw('ring-c1');
  assert.deepEqual(of('CloseNotification'), [[8]]);
});

test('no daemon is no trouble, and the next ring tries again', async () => {
  const { board, of, reply } = setUp();
  board.show(ring);
  await reply({ ok: false, failure: 'org.freedesktop.DBus.Error.ServiceUnknown' });
  board.withdraw('ring-c1');
  board.show({ ...ring, id: 'ring-c2' });
  await reply(shownAs(1));
  assert.equal(of('Notify').length, 2);
  assert.deepEqual(of('CloseNotification'), []);
});

test('a daemon that starts anew is shown what still rings, not what was missed', async () => {
  const { board, of, reply, restartDaemon } = setUp();
  board.show(ring);
  await reply(shownAs(7));
  board.show({ ...ring, id: 'missed-c0', kind: 'missed', title: 'Missed' });
  await reply(shownAs(8));
  restartDaemon();
  await reply(shownAs(1));
  assert.deepEqual(
    of('Notify').map((body) => body?.[3]),
    ['Ana <b> is calling', 'Missed', 'Ana <b> is calling'],
  );
  board.withdraw('ring-c1');
  assert.deepEqual(of('CloseNotification'), [[1]]);
});

test('a daemon that comes while a ring is being shown is left with one notice of it', async () => {
  const { board, of, reply, restartDaemon } = setUp();
  board.show(ring);
  await settled();
  restartDaemon();
  await reply(shownAs(1));
  assert.deepEqual(of('CloseNotification'), [[1]], 'the one that nobody follows');
  await reply(shownAs(2));
  board.withdraw('ring-c1');
  assert.deepEqual(of('CloseNotification'), [[1], [2]]);
});

test('a daemon that gives another number in place of one leaves nothing behind', async () => {
  const { board, of, reply } = setUp();
  board.show(ring);
  await reply(shownAs(7));
  board.show({ ...ring, body: 'Other words' });
  await reply(shownAs(8));
  assert.deepEqual(of('CloseNotification'), [[7]]);
  board.withdraw('ring-c1');
  assert.deepEqual(of('CloseNotification'), [[7], [8]]);
});

test('what the user closes while other words are on their way does not come back', async () => {
  const { board, of, reply, signal } = setUp();
  board.show(ring);
  await reply(shownAs(7));
  board.show({ ...ring, body: 'Other words' });
  await settled();
  signal('NotificationClosed', 7, 2);
  await reply(shownAs(8));
  assert.deepEqual(of('CloseNotification').at(-1), [8]);
});

for (const id of ['7', 0, -1, 1.5, 2 ** 32, Number.NaN, null, [], {}]) {
  test(`a notice that is called ${JSON.stringify(id)} was not taken, and the next is shown by itself`, async () => {
    const { board, of, results, reply } = setUp();
    board.show(ring);
    await reply({ ok: true, value: [id] });
    assert.deepEqual(results, [['ring-c1', false]]);
    board.show({ ...ring, body: 'Other words' });
    await settled();
    assert.deepEqual(of('Notify').at(-1)?.[1], 0);
    await reply(shownAs(9));
    board.withdraw('ring-c1');
    assert.deepEqual(of('CloseNotification'), [[9]]);
  });
}

test('whether the daemon took a notice is told once it said so', async () => {
  const { board, results, reply } = setUp();
  board.show(ring);
  await settled();
  assert.deepEqual(results, []);
  await reply(shownAs(1));
  board.show({ ...ring, id: 'ring-c2' });
  await reply({ ok: false, failure: 'NoReply' });
  assert.deepEqual(results, [
    ['ring-c1', true],
    ['ring-c2', false],
  ]);
});

const message: Notice = {
  id: 'message-t1',
  kind: 'message',
  callId: '',
  threadId: 't1',
  page: 'messages',
  title: 'Ana',
  body: 'Hello',
  actions: [
    { key: 'reply', label: 'Reply' },
    { key: 'open', label: 'Open' },
    { key: 'put-off', label: 'Not now' },
  ],
};

test('a message has a field to answer in where the daemon has one, and what is typed into it is the answer', async () => {
  const { board, of, reply, signal, choices } = setUp(['actions', 'inline-reply']);
  board.show(message);
  await reply(shownAs(7));
  assert.deepEqual(of('Notify')[0]?.[5], [
    ...['default', 'Open Switchhook', 'inline-reply', 'Reply', 'open', 'Open', 'put-off', 'Not now'],
  ]);
  signal('NotificationReplied', 8, 'for another');
  signal('NotificationReplied', 7, 7);
  signal('NotificationReplied', 7, 'On my way');
  signal('ActionInvoked', 7, 'put-off');
  signal('ActionInvoked', 7, 'reply');
  assert.deepEqual(choices, [
    [message, 'reply', 'On my way'],
    [message, 'put-off'],
  ]);
});

test('elsewhere it has Open and Not now, and while the user talks it is no urgent one', async () => {
  const { board, of, reply } = setUp();
  board.show({ ...message, quiet: true });
  await reply(shownAs(7));
  const [, , , , , actions, hints] = of('Notify')[0] ?? [];
  assert.deepEqual(actions, ['default', 'Open Switchhook', 'open', 'Open', 'put-off', 'Not now']);
  assert.deepEqual(Object.fromEntries(hints as [string, unknown][]).urgency, ['y', 0]);
});
