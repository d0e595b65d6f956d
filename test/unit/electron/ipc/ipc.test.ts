import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IpcMain } from 'electron';
import { usualSettings } from '../../../../main/core/settings/table.ts';
import { createIpc } from '../../../../main/electron/ipc/ipc.ts';
import { createTrustedSenders, type SenderEvent } from '../../../../main/electron/ipc/trusted-senders.ts';
import type { Urgent } from '../../../../main/electron/right-of-way.ts';
import {
  type AnyWindow,
  type AppView,
  channels,
  type SoundView,
  type WindowName,
  windowParts,
} from '../../../../preload/contract/index.ts';
import { summaryOf } from '../../../views/past-calls.ts';
import { view as appView, ringing as callView } from '../../../views/samples.ts';
import { commandSamples, mediaReportSamples, querySamples } from './samples.ts';

type Handler = (event: SenderEvent, payload?: unknown) => unknown;

const ids: Record<AnyWindow, number> = { main: 1, ring: 2, call: 3, quit: 4, sound: 5, pictures: 6 };
const drawing = ['main', 'ring', 'call', 'quit'] as const;

function from(name: AnyWindow, change: Partial<SenderEvent> = {}): SenderEvent {
  const frame = { url: `switchhook://app/${name}.html`, processId: 10 + ids[name], routingId: 1 };
  return { sender: { id: ids[name], mainFrame: frame }, senderFrame: { ...frame }, ...change };
}

const silence: SoundView = {
  ...{ ring: null, legs: [], deviceInterest: 'none' },
  headset: { ringing: false, offHook: false, muted: false },
};

function setUp() {
  const handlers = new Map<string, Handler>();
  const done: unknown[] = [];
  const sent: unknown[] = [];
  const warned: unknown[] = [];
  let sound: SoundView = silence;
  const register = (channel: string, handler: unknown) => void handlers.set(channel, handler as Handler);
  const senders = createTrustedSenders();
  for (const name of [...drawing, 'sound', 'pictures'] as const) senders.trust(ids[name], name);
  let view: AppView = appView();
  const way: { urgent: Urgent | null; waiting: (() => void)[] } = { urgent: null, waiting: [] };
  const ipc = createIpc({
    ipcMain: { handle: register, on: register } as unknown as Pick<IpcMain, 'handle' | 'on'>,
    phone: {
      view: () => view,
      viewAsOfNow: () => view,
      query: (query) => {
        done.push(query);
        return { ok: true, answer: null };
      },
    },
    soundView: () => sound,
    picturesView: () => ({ pictures: null }),
    onPictureReport: (report) => done.push(report),
    command: (command) => {
      done.push(command);
      return { ok: true };
    },
    senders,
    log: { debug() {}, info() {}, warn: (message, details) => void warned.push([message, details]), error() {} },
    send: (name, channel, payload) => sent.push({ name, channel, payload }),
    onWindowReport: (name, report) => done.push({ name, report }),
    onMediaReport: (report) => done.push(report),
    yielding: (work, partOf) => void (way.urgent === null || way.urgent === partOf ? work() : way.waiting.push(work)),
  });
  return {
    ipc,
    way,
    done,
    sent,
    warned,
    senders,
    channels: [...handlers.keys()],
    /** The parts that changed; the others stay the same objects. */
    show: (parts: Partial<AppView>) => {
      view = { ...view, ...parts };
      ipc.changed();
    },
    play: (next: SoundView) => {
      sound = next;
      ipc.changed();
    },
    tell: (channel: string, event: SenderEvent, payload?: unknown) => handlers.get(channel)?.(event, payload),
  };
}

const payloads: Record<string, unknown> = {
  [channels.command]: { type: 'see-history' },
  [channels.query]: { type: 'unseen-calls' },
  [channels.windowReport]: { type: 'drawn', callId: null, height: 7 },
  [channels.mediaReport]: { type: 'ring-tone', callId: 'call-1', playing: true },
  [channels.pictureReport]: { type: 'cameras', cameras: [] },
};
const asked = [
  channels.command,
  channels.query,
  channels.subscribe,
  channels.subscribeMedia,
  channels.subscribePictures,
  channels.windowReport,
  channels.mediaReport,
  channels.pictureReport,
];
const pushed = [
  ...[channels.view, channels.mediaView, channels.levels, channels.closeRequest, channels.pageRequest],
  channels.collectGarbage,
  channels.picturesView,
];

test('the channels of the contract are those that main listens to and those it sends on', () => {
  assert.deepEqual([...asked, ...pushed].sort(), Object.values(channels).sort());
  assert.deepEqual(setUp().channels.sort(), [...asked].sort());
});

/** Whose channel it is. */
const senderOf = (channel: string): AnyWindow => {
  if (channel === channels.subscribePictures || channel === channels.pictureReport) return 'pictures';
  return channel === channels.subscribeMedia || channel === channels.mediaReport ? 'sound' : 'main';
};

/** Nearly the window of that name. */
function strangersLike(name: AnyWindow): Record<string, SenderEvent> {
  const own = from(name);
  const frame = own.sender.mainFrame;
  const of = (change: Partial<typeof frame>) => from(name, { senderFrame: { ...frame, ...change } });
  return {
    'an unknown window': { ...own, sender: { id: 9, mainFrame: frame } },
    'a frame that is gone': from(name, { senderFrame: null }),
    'an inner frame': of({ routingId: 2 }),
    'a frame of another process': of({ processId: 99 }),
    'about:blank': of({ url: 'about:blank' }),
    'an empty address': of({ url: '' }),
    'another page of ours': of({ url: 'switchhook://app/ring.html' }),
    'a look-alike address': of({ url: `switchhook://app.evil/${name}.html` }),
  };
}

const refusals: Record<string, unknown> = {
  [channels.command]: { ok: false, refusal: 'invalid' },
  [channels.query]: { ok: false, refusal: 'invalid' },
  [channels.subscribePictures]: null,
  [channels.subscribe]: null,
  [channels.subscribeMedia]: null,
};

for (const channel of asked) {
  for (const [who, event] of Object.entries(strangersLike(senderOf(channel)))) {
    test(`${channel} refuses ${who}`, () => {
      const { tell, done } = setUp();
      assert.deepEqual(tell(channel, event, payloads[channel]), refusals[channel]);
      assert.deepEqual(done, []);
    });
  }

  test(`${channel} takes what its window sends`, () => {
    const { tell, done } = setUp();
    const answer = tell(channel, from(senderOf(channel)), payloads[channel]);
    assert.ok(channel in payloads ? done.length === 1 : answer !== null);
  });

  if (channel in payloads) {
    test(`${channel} drops what does not parse, without throwing`, () => {
      const { tell, done } = setUp();
      for (const payload of [undefined, null, 'answer', [], {}, { type: 'answer', callId: 7 }]) {
        assert.deepEqual(tell(channel, from(senderOf(channel)), payload), refusals[channel]);
      }
      assert.deepEqual(done, []);
    });
  }
}

for (const name of drawing) {
  test(`the ${name} window has no part in sound`, () => {
    const { tell, done } = setUp();
    assert.equal(tell(channels.subscribeMedia, from(name)), null);
    tell(channels.mediaReport, from(name), payloads[channels.mediaReport]);
    assert.deepEqual(done, []);
  });
}

/** One of each query, with the windows that draw what it answers. */
const everyQuery = Object.values(querySamples).map(({ windows, takes: [query] }) => ({ windows, query }));

for (const name of [...drawing, 'sound'] as const) {
  for (const { windows, query } of everyQuery) {
    const isOwn = windows.includes(name);
    test(`the ${name} window ${isOwn ? 'may' : 'may not'} ask for ${query.type}`, () => {
      const { tell, done } = setUp();
      const result = tell(channels.query, from(name), query);
      assert.deepEqual(result, isOwn ? { ok: true, answer: null } : { ok: false, refusal: 'invalid' });
      assert.deepEqual(done, isOwn ? [query] : []);
    });
  }
}

/** One of each command, with the windows that draw a control for it. */
const everyCommand = Object.values(commandSamples).map(({ windows, takes: [command] }) => ({ windows, command }));

test('the sound window has no part in anything else', () => {
  const { tell, done } = setUp();
  assert.equal(tell(channels.subscribe, from('sound')), null);
  for (const { command } of everyCommand) {
    assert.deepEqual(tell(channels.command, from('sound'), command), { ok: false, refusal: 'invalid' });
  }
  tell(channels.windowReport, from('sound'), { type: 'drawn', callId: null, height: 7 });
  assert.deepEqual(done, []);
});

for (const name of ['ring', 'call', 'quit', 'main'] as const) {
  for (const { windows, command } of everyCommand) {
    const isOwn = windows.includes(name);
    test(`the ${name} window ${isOwn ? 'may' : 'may not'} command ${command.type}`, () => {
      const { tell, done } = setUp();
      const result = tell(channels.command, from(name), command);
      assert.deepEqual(result, isOwn ? { ok: true } : { ok: false, refusal: 'invalid' });
      assert.deepEqual(done, isOwn ? [command] : []);
    });
  }
}

const everyMediaReport = Object.values(mediaReportSamples).map(({ takes: [report] }) => report);

test('sound is told of by the sound window alone', () => {
  const { tell, done } = setUp();
  for (const report of everyMediaReport) {
    for (const name of [...drawing, 'sound'] as const) tell(channels.mediaReport, from(name), report);
  }
  assert.deepEqual(done, everyMediaReport);
});

test('every window tells what it has drawn', () => {
  const { tell, done } = setUp();
  const report = { type: 'drawn', callId: null, height: 7 };
  for (const name of ['main', 'ring', 'call', 'quit'] as const) tell(channels.windowReport, from(name), report);
  assert.deepEqual(
    done,
    ['main', 'ring', 'call', 'quit'].map((name) => ({ name, report })),
  );
});

test('what is refused is written down, each with its reason and without what was said', () => {
  const { tell, warned } = setUp();
  const channel = channels.command;
  tell(channel, from('main'), commandSamples['sign-out'].takes[0]);
  assert.deepEqual(warned, []);
  tell(channel, from('main', { senderFrame: null }), commandSamples['sign-out'].takes[0]);
  tell(channel, from('main'), { type: 'sign-in' });
  tell(channel, from('ring'), commandSamples['sign-in'].takes[0]);
  assert.deepEqual(warned, [
    ['Refused a message from a stranger', { channel }],
    ['Refused a message that does not parse', { channel }],
    ['Refused a message that is another window’s', { channel, name: 'ring', type: 'sign-in' }],
  ]);
});

test('the sound window gets what there is to do with sound, as it changes, until it is forgotten', async () => {
  const { ipc, tell, play, sent } = setUp();
  assert.deepEqual(tell(channels.subscribeMedia, from('sound')), silence);
  const ring = { callId: 'call-1', deviceId: 'd1', tone: 'ring' } as const;
  play({ ...silence, ring });
  await Promise.resolve();
  assert.deepEqual(sent, [{ name: 'sound', channel: channels.mediaView, payload: { ring } }]);
  play({ ...silence, ring, deviceInterest: 'watched' });
  await Promise.resolve();
  assert.deepEqual(sent[1], { name: 'sound', channel: channels.mediaView, payload: { deviceInterest: 'watched' } });
  ipc.forget('sound');
  play(silence);
  await Promise.resolve();
  assert.equal(sent.length, 2);
});

test('a ring window that is forgotten gets no snapshot', async () => {
  const { ipc, tell, show, sent } = setUp();
  tell(channels.subscribe, from('ring'));
  ipc.forget('ring');
  show(appView({ missedUnseen: 1, calls: [callView()] }));
  await Promise.resolve();
  assert.deepEqual(sent, []);
});

test('only the window that asks whether to quit tells the answer', () => {
  const { tell, done } = setUp();
  for (const name of ['main', 'ring', 'call', 'quit'] as const) {
    tell(channels.windowReport, from(name), { type: 'answered', yes: true });
  }
  assert.deepEqual(done, [{ name: 'quit', report: { type: 'answered', yes: true } }]);
});

test('only the main window tells whether it shows devices', () => {
  const { tell, done } = setUp();
  const report = { type: 'shows-devices', shown: true };
  for (const name of drawing) tell(channels.windowReport, from(name), report);
  assert.deepEqual(done, [{ name: 'main', report }]);
});

test('a window that was destroyed is a stranger', () => {
  const { tell, senders } = setUp();
  senders.trust(7, 'ring')();
  const frame = { url: 'switchhook://app/ring.html', processId: 1, routingId: 1 };
  assert.equal(tell(channels.subscribe, { sender: { id: 7, mainFrame: frame }, senderFrame: frame }), null);
});

test('each window gets the parts that it draws, and no others', () => {
  const { tell } = setUp();
  for (const [name, parts] of Object.entries(windowParts) as [WindowName, readonly string[]][]) {
    assert.deepEqual(Object.keys(tell(channels.subscribe, from(name)) as object), [...parts]);
  }
});

test('a window gets what changed, the newest of it once a tick', async () => {
  const { tell, show, sent } = setUp();
  tell(channels.subscribe, from('ring'));
  show({ calls: [callView({ id: 'a' })] });
  const newest = { calls: [callView({ id: 'b' })] };
  show(newest);
  assert.deepEqual(sent, []);
  await Promise.resolve();
  assert.deepEqual(sent, [{ name: 'ring', channel: channels.view, payload: newest }]);
  show({ ...newest, settings: { ...usualSettings, textSize: 150 } });
  await Promise.resolve();
  assert.deepEqual(sent.slice(1), [
    { name: 'ring', channel: channels.view, payload: { settings: { ...usualSettings, textSize: 150 } } },
  ]);
});

test('a window gets nothing where only parts changed that it does not draw', async () => {
  const { tell, show, sent } = setUp();
  tell(channels.subscribe, from('ring'));
  show({ missedUnseen: 1, history: summaryOf([]) });
  await Promise.resolve();
  assert.deepEqual(sent, []);
});

test('a window that is forgotten gets nothing until it subscribes again', async () => {
  const { ipc, tell, show, sent } = setUp();
  tell(channels.subscribe, from('call'));
  ipc.forget('call');
  show({ settings: { ...usualSettings, textSize: 200 } });
  await Promise.resolve();
  assert.deepEqual(sent, []);
  assert.equal((tell(channels.subscribe, from('call')) as Partial<AppView>).settings?.textSize, 200);
});

test('the ring window does not wait for its own card; the others get the newest when it is over', async () => {
  const { way, tell, show, sent } = setUp();
  for (const name of ['main', 'ring'] as const) tell(channels.subscribe, from(name));
  way.urgent = 'card';
  const [first, newest] = [{ calls: [callView({ id: 'a' })] }, { calls: [callView({ id: 'b' })] }];
  show(first);
  await Promise.resolve();
  assert.deepEqual(sent, [{ name: 'ring', channel: channels.view, payload: first }]);
  show(newest);
  await Promise.resolve();
  for (const work of way.waiting) work();
  await Promise.resolve();
  assert.deepEqual(sent.slice(1), [
    { name: 'ring', channel: channels.view, payload: newest },
    { name: 'main', channel: channels.view, payload: newest },
  ]);
});

test('an answer goes before the ring window too', async () => {
  const { way, tell, show, sent } = setUp();
  tell(channels.subscribe, from('ring'));
  way.urgent = 'answer';
  const answering = { calls: [callView({ id: 'a', state: 'answering' })] };
  show(answering);
  await Promise.resolve();
  assert.deepEqual(sent, []);
  for (const work of way.waiting) work();
  await Promise.resolve();
  assert.deepEqual(sent, [{ name: 'ring', channel: channels.view, payload: answering }]);
});
