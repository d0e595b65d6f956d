import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMissedNews } from '../../../../main/core/history/news.ts';
import type { HistoryEntry } from '../../../../main/core/history/state.ts';
import type { Notice } from '../../../../main/electron/notifications/notices.ts';
import { createNotifier } from '../../../../main/electron/notifications/notifier.ts';
import type { HistoryView } from '../../../../preload/contract/index.ts';
import { meetingRing } from '../../../views/meetings.ts';
import { entryOf } from '../../../views/past-calls.ts';
import {
  ana,
  view as appView,
  calling,
  ringing as callView,
  connected as connectedCall,
  health as healthView,
  hidden,
  past as pastCall,
  tomas,
} from '../../../views/samples.ts';
import { createFakeClock } from '../../core/fakes/clock.ts';
import { englishWords } from '../../core/fakes/words.ts';

/** A call in the history that nobody took. */
function missed(changes: Partial<HistoryView> = {}): HistoryView {
  return pastCall(ana, 0, {
    id: 'call-1',
    outcome: 'missed',
    note: 'Missed',
    at: 0,
    talkedMs: 0,
    seen: false,
    ...changes,
  });
}

function setUp(before: readonly HistoryView[] = []) {
  const done: (Notice | string)[] = [];
  const board = { show: (notice: Notice) => void done.push(notice), withdraw: (id: string) => void done.push(id) };
  const clock = createFakeClock();
  const words = { ...englishWords, timeOfDay: (at: number) => `at ${at}` };
  const model: { history: readonly HistoryEntry[] } = { history: before.map(entryOf) };
  const missedAnew = createMissedNews({ model }, words).anew;
  const notifier = createNotifier(board, appView(), { words, clock, missedAnew, messagesAnew: () => [] });
  const news = (calls: readonly HistoryView[]): void => {
    model.history = calls.map(entryOf);
  };
  const past = (calls: readonly HistoryView[]): void => {
    news(calls);
    notifier.update(appView());
  };
  return { done, clock, notifier, news, past };
}

const ring: Notice = {
  id: 'ring-call-1',
  kind: 'ring',
  callId: 'call-1',
  page: 'calls',
  title: 'Ana Lindqvist is calling',
  body: '+46 8 5550 1234',
  actions: [
    { key: 'answer', label: 'Answer' },
    { key: 'decline', label: 'Decline' },
  ],
};

test('a ring is shown once, and withdrawn when it is answered', () => {
  const { notifier, done } = setUp();
  notifier.update(appView({ calls: [callView()] }));
  notifier.update(appView({ calls: [callView({ lastedMs: 900 })] }));
  assert.deepEqual(done, [ring]);
  notifier.update(appView({ calls: [callView({ state: 'answering', actions: [] })] }));
  assert.deepEqual(done, [ring, 'ring-call-1']);
  notifier.update(appView({ calls: [connectedCall()] }));
  assert.equal(done.length, 2);
});

test('a call that a rule keeps silent has no notice, until it is heard after all', () => {
  const { notifier, done } = setUp();
  const quiet = { rule: 'silenced', left: 'card', text: 'Silent until 13:00' } as const;
  notifier.update(appView({ calls: [callView({ quiet })] }));
  assert.deepEqual(done, []);
  notifier.update(appView({ calls: [callView()] }));
  assert.deepEqual(done, [ring]);
});

test('a meeting says that it is one, and about what', () => {
  const { notifier, done } = setUp();
  notifier.update(appView({ calls: [meetingRing()] }));
  assert.deepEqual(done, [{ ...ring, title: 'Ana Lindqvist asks you to a meeting', body: 'Supplier review' }]);
});

test('a ring that says more than before is shown again under its id', () => {
  const { notifier, done } = setUp();
  notifier.update(appView({ calls: [callView()] }));
  notifier.update(appView({ calls: [callView({ subject: 'The order' })] }));
  assert.deepEqual(done, [ring, { ...ring, body: 'The order' }]);
});

test('who is not of the organization is told to be so, also when missed', () => {
  const { notifier, past, done } = setUp();
  const outside = { ...tomas, number: null, outside: true as const };
  const told = () => done.flatMap((entry) => (typeof entry === 'string' ? [] : entry.body));
  notifier.update(appView({ calls: [callView({ party: outside })] }));
  notifier.update(appView({ calls: [callView({ party: { ...outside, number: '+1 425 555 0133' } })] }));
  notifier.update(appView({ calls: [callView({ party: outside, subject: 'The order' })] }));
  assert.deepEqual(told(), [
    'Outside your organization',
    '+1 425 555 0133 · Outside your organization',
    'The order · Outside your organization',
  ]);
  past([missed({ party: outside, at: 7, note: '' })]);
  assert.match(told().at(-1) ?? '', / · Outside your organization$/);
});

test('two rings are told and withdrawn apart', () => {
  const { notifier, done } = setUp();
  notifier.update(appView({ calls: [callView(), callView({ id: 'c2', party: tomas })] }));
  notifier.update(appView({ calls: [callView({ id: 'c2', party: tomas })] }));
  assert.deepEqual(
    done.map((entry) => (typeof entry === 'string' ? entry : entry.title)),
    ['Ana Lindqvist is calling', 'Tomás Oliveira is calling', 'ring-call-1'],
  );
});

test('a call that was missed is told once; one that was answered elsewhere is not', () => {
  const { past, done } = setUp();
  const history = [missed({ at: 7, note: 'The caller hung up.' }), missed({ id: 'c2', outcome: 'elsewhere' })];
  past(history);
  past([...history]);
  assert.deepEqual(done, [
    {
      id: 'missed-call-1',
      kind: 'missed',
      callId: 'call-1',
      page: 'calls',
      title: 'Missed call from Ana Lindqvist',
      body: 'at 7 · The caller hung up.',
      actions: [{ key: 'call-back', label: 'Call back' }],
    },
  ]);
});

test('a missed call offers Call back where the caller can be called', () => {
  for (const [party, audio] of [
    [hidden, true],
    [{ ...ana, number: null }, true],
    [ana, false],
  ] as const) {
    const { notifier, news, done } = setUp();
    news([missed({ party })]);
    notifier.update(appView({ calling: { ...calling, audio } }));
    assert.deepEqual(
      done.map((entry) => (typeof entry === 'string' ? entry : entry.actions)),
      [[]],
    );
  }
});

test('what was missed before the start is not told', () => {
  const { past, done } = setUp([missed()]);
  past([missed(), missed({ id: 'c0', outcome: 'answered' })]);
  assert.deepEqual(done, []);
});

test('a call that one cannot answer offers no button for it', () => {
  const { notifier, done } = setUp();
  notifier.update(appView({ calls: [callView({ actions: ['decline'] })] }));
  assert.deepEqual(done, [{ ...ring, actions: [{ key: 'decline', label: 'Decline' }] }]);
});

test('a device that goes in a call is told once, and so is the end of the last one', () => {
  const { notifier, done } = setUp();
  const help = 'Your call goes on with Built-in microphone.';
  const removed = { id: 'microphone', kind: 'info', title: 'Headset removed.', help } as const;
  const none = { id: 'microphone', kind: 'warning', title: 'No microphone is left.', help: 'Plug one in.' } as const;
  notifier.update(appView({ calls: [connectedCall()] }));
  for (const note of [removed, removed, none]) notifier.update(appView({ calls: [connectedCall({ notes: [note] })] }));
  const notice = { id: 'microphone-call-1', kind: 'device', callId: 'call-1', page: 'calls', actions: [] } as const;
  assert.deepEqual(done, [
    { ...notice, title: 'Headset removed', body: help },
    { ...notice, title: 'No microphone is left', body: 'Plug one in.' },
  ]);
});

test('an alert is shown once, stays while it holds, and is withdrawn then', () => {
  const { notifier, done } = setUp();
  const alert = { id: 'not-reachable', title: 'Calls do not ring here', body: 'Why', page: 'diagnostics' } as const;
  const view = appView({ health: healthView({ alerts: [alert] }) });
  notifier.update(view);
  notifier.update(view);
  const { title, body, page } = alert;
  const notice = { id: 'alert-not-reachable', kind: 'alert', callId: '', page, title, body, actions: [] };
  assert.deepEqual(done, [notice]);
  notifier.update(appView());
  assert.deepEqual(done, [notice, 'alert-not-reachable']);
});

test('calls learned of after an outage are told of by their alert alone', () => {
  const { past, done } = setUp();
  past([missed({ onlyLogged: true })]);
  assert.deepEqual(done, []);
});

test('calls missed within moments of each other are told of together', async () => {
  const { past, done, clock } = setUp();
  const ids = Array.from({ length: 500 }, (_, index) => `c${index}`);
  for (let known = 1; known <= ids.length; known += 1) {
    past(ids.slice(0, known).map((id) => missed({ id })));
    await clock.advance(100);
  }
  await clock.advance(4_000);
  const titles = done.map((notice) => (typeof notice === 'string' ? notice : notice.title));
  assert.equal(titles[0], 'Missed call from Ana Lindqvist', 'the first at once');
  assert.ok(
    titles.slice(1).every((title) => /^\d+ missed calls?/.test(title)),
    titles.join(),
  );
  assert.ok(titles.length <= 30, `${titles.length} notices`);
  const told = titles.slice(1).reduce((sum, title) => sum + Number.parseInt(title, 10), 1);
  assert.equal(told, 500);
});
