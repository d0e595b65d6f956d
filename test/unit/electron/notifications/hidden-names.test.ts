import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { usualSettings } from '../../../../main/core/settings/table.ts';
import { createMessageNotices } from '../../../../main/electron/notifications/message-notices.ts';
import type { Notice } from '../../../../main/electron/notifications/notices.ts';
import { createNotifier } from '../../../../main/electron/notifications/notifier.ts';
import type { AppView, HistoryView, NewMessageView } from '../../../../preload/contract/index.ts';
import { busyMessages } from '../../../views/messages-samples.ts';
import { ana, calling, connected, past, ringing, tomas, view as viewOf } from '../../../views/samples.ts';
import { createFakeClock } from '../../core/fakes/clock.ts';
import { englishWords as words } from '../../core/fakes/words.ts';

const hiding = { settings: { ...usualSettings, namesInNotices: 'hide' } } as const;

function setUp(news: { missed?: readonly HistoryView[]; messages?: readonly NewMessageView[] } = {}) {
  const shown: Notice[] = [];
  const board = { show: (notice: Notice) => void shown.push(notice), withdraw: () => {} };
  const clock = createFakeClock();
  const once = <One>(all: readonly One[] = []) => [...all];
  const left = { missed: once(news.missed), messages: once(news.messages) };
  const notifier = createNotifier(board, viewOf(), {
    ...{ words, clock },
    missedAnew: () => left.missed.splice(0),
    messagesAnew: () => left.messages.splice(0),
  });
  return { shown, clock, notifier, said: () => shown.map(({ title, body }) => `${title} / ${body}`) };
}

const names = /Ana|Tomás|Lindqvist|Oliveira|\+46|\+351|Order/;

describe('with names hidden', () => {
  test('a ring says that someone calls, and can be answered', () => {
    const { notifier, shown, said } = setUp();
    notifier.update(viewOf({ ...hiding, calls: [ringing()] }));
    assert.deepEqual(said(), ['Someone is calling / Open Switchhook to see who']);
    assert.deepEqual(
      shown[0]?.actions.map(({ key }) => key),
      ['answer', 'decline'],
    );
  });

  test('a ring that is shown loses its names once they are to be hidden, and has them again', () => {
    const { notifier, said } = setUp();
    const calls = [ringing()];
    notifier.update(viewOf({ calls }));
    notifier.update(viewOf({ ...hiding, calls }));
    notifier.update(viewOf({ calls }));
    assert.deepEqual(
      said().map((line) => line.split(' / ')[0]),
      ['Ana Lindqvist is calling', 'Someone is calling', 'Ana Lindqvist is calling'],
    );
  });

  test('a missed call, and a call back; of several only how many', async () => {
    const missed = [ana, tomas, ana].map((party, at) =>
      past(party, at, { id: `c${at}`, outcome: 'missed', seen: false }),
    );
    const one = setUp({ missed: missed.slice(0, 1) });
    one.notifier.update(viewOf({ ...hiding, calling }));
    assert.deepEqual(one.said(), ['Missed call / Open Switchhook to see who called']);
    assert.deepEqual(
      one.shown[0]?.actions.map(({ key }) => key),
      ['call-back'],
    );
    const three = setUp({ missed });
    three.notifier.update(viewOf({ ...hiding, calling }));
    assert.deepEqual(three.said(), ['3 missed calls / ']);
  });

  test('what is told of a call that is up, where it names somebody', () => {
    const { notifier, said } = setUp();
    const noted = (title: string) => connected({ notes: [{ id: title, kind: 'warning', title, help: '' }] });
    notifier.update(viewOf({ ...hiding, calls: [noted('Nothing arrives from Ana Lindqvist.')] }));
    notifier.update(viewOf({ ...hiding, calls: [noted('Office headset is gone.')] }));
    assert.deepEqual(said(), ['About your call / Open Switchhook to see it', 'Office headset is gone / ']);
  });

  test('a message: nothing of it, nothing to reply to, and where to read it', () => {
    const shown: Notice[] = [];
    const board = { show: (notice: Notice) => void shown.push(notice), withdraw: () => {} };
    const view: AppView = viewOf({ ...hiding, said: busyMessages() });
    const [row] = view.messages.threads.filter(({ unread }) => unread > 0);
    assert.ok(row !== undefined);
    const message = { threadId: row.id, party: row.party, words: 'Order 48213', isFirst: true, away: false };
    const news = [message];
    const notices = createMessageNotices(board, {
      words,
      clock: createFakeClock(),
      messagesAnew: () => news.splice(0),
    });
    notices.update(view);
    assert.deepEqual(
      shown.map(({ title, body, actions }) => [title, body, actions.map(({ key }) => key)]),
      [['New message', 'Open Switchhook to see it', ['open', 'put-off']]],
    );
  });

  test('no name, number or subject is in any notice', () => {
    const missed = [past(ana, 1, { outcome: 'missed', seen: false })];
    const { notifier, said } = setUp({ missed });
    notifier.update(viewOf({ ...hiding, calls: [ringing(), ringing({ id: 'b', party: tomas })], calling }));
    assert.ok(said().length >= 3);
    for (const line of said()) assert.doesNotMatch(line, names);
  });
});
