import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IpcMain } from 'electron';
import { usualSettings } from '../../../../main/core/settings/table.ts';
import { createIpc } from '../../../../main/electron/ipc/ipc.ts';
import { createTrustedSenders, type SenderEvent } from '../../../../main/electron/ipc/trusted-senders.ts';
import {
  type AppView,
  channels,
  type MediaView,
  type WindowName,
  windowParts,
} from '../../../../preload/contract/index.ts';
import { view as appView, ringing as callView } from '../../../views/samples.ts';
import { commandSamples, mediaReportSamples } from './samples.ts';

type Handler = (event: SenderEvent, payload?: unknown) => unknown;

const ids: Record<WindowName, number> = { main: 1, ring: 2, call: 3, quit: 4 };

function from(name: WindowName, change: Partial<SenderEvent> = {}): SenderEvent {
  const frame = { url: `switchhook://app/${name}.html`, processId: 10 + ids[name], routingId: 1 };
  return { sender: { id: ids[name], mainFrame: frame }, senderFrame: { ...frame }, ...change };
}

function setUp() {
  const handlers = new Map<string, Handler>();
  const done: unknown[] = [];
  const sent: unknown[] = [];
  const warned: unknown[] = [];
  let media: MediaView = { ring: null, legs: [] };
  const register = (channel: string, handler: unknown) => void handlers.set(channel, handler as Handler);
  const senders = createTrustedSenders();
  for (const name of ['main', 'ring', 'call', 'quit'] as const) senders.trust(ids[name], name);
  let view: AppView = appView();
  const way = { isFree: true, waiting: [] as (() => void)[] };
  const ipc = createIpc({
    ipcMain: { handle: register, on: register } as unknown as Pick<IpcMain, 'handle' | 'on'>,
    phone: {
      view: () => view,
      viewAsOfNow: () => view,
      mediaView: () => media,
    },
    command: (command) => {
      done.push(command);
      return { ok: true };
    },
    senders,
    log: { debug() {}, info() {}, warn: (message, details) => void warned.push([message, details]), error() {} },
    send: (name, channel, payload) => sent.push({ name, channel, payload }),
    onWindowReport: (name, report) => done.push({ name, report }),
    onMediaReport: (report) => done.push(report),
    yielding: (work) => void (way.isFree ? work() : way.waiting.push(work)),
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
    play: (next: MediaView) => {
      media = next;
      ipc.changed();
    },
    tell: (channel: string, event: SenderEvent, payload?: unknown) => handlers.get(channel)?.(event, payload),
  };
}

const payloads: Record<string, unknown> = {
  [channels.command]: { type: 'see-history' },
  [channels.windowReport]: { type: 'drawn', callId: null, height: 7 },
  [channels.mediaReport]: { type: 'ring-tone', callId: 'call-1', playing: true },
};
const asked = [
  channels.command,
  channels.subscribe,
  channels.subscribeMedia,
  channels.windowReport,
  channels.mediaReport,
];
const pushed = [
  ...[channels.view, channels.mediaView, channels.levels, channels.closeRequest, channels.pageRequest],
  channels.collectGarbage,
];

test('the channels of the contract are those that main listens to and those it sends on', () => {
  assert.deepEqual([...asked, ...pushed].sort(), Object.values(channels).sort());
  assert.deepEqual(setUp().channels.sort(), [...asked].sort());
});

const strangers: Record<string, SenderEvent> = {
  'an unknown window': { ...from('main'), sender: { id: 9, mainFrame: from('main').sender.mainFrame } },
  'a frame that is gone': from('main', { senderFrame: null }),
  'an inner frame': from('main', { senderFrame: { url: 'switchhook://app/main.html', processId: 11, routingId: 2 } }),
  'a frame of another process': from('main', {
    senderFrame: { url: 'switchhook://app/main.html', processId: 99, routingId: 1 },
  }),
  'about:blank': from('main', { senderFrame: { url: 'about:blank', processId: 11, routingId: 1 } }),
  'an empty address': from('main', { senderFrame: { url: '', processId: 11, routingId: 1 } }),
  'another page of ours': from('main', {
    senderFrame: { url: 'switchhook://app/ring.html', processId: 11, routingId: 1 },
  }),
  'a look-alike address': from('main', {
    senderFrame: { url: 'switchhook://app.evil/main.html', processId: 11, routingId: 1 },
  }),
};

const refusals: Record<string, unknown> = {
  [channels.command]: { ok: false, refusal: 'invalid' },
  [channels.subscribe]: null,
  [channels.subscribeMedia]: null,
};

for (const channel of asked) {
  for (const [who, event] of Object.entries(strangers)) {
    test(`${channel} refuses ${who}`, () => {
      const { tell, done } = setUp();
      assert.deepEqual(tell(channel, event, payloads[channel]), refusals[channel]);
      assert.deepEqual(done, []);
    });
  }

  test(`${channel} takes what the main window sends`, () => {
    const { tell, done } = setUp();
    const answer = tell(channel, from('main'), payloads[channel]);
    assert.ok(channel in payloads ? done.length === 1 : answer !== null);
  });

  if (channel in payloads) {
    test(`${channel} drops what does not parse, without throwing`, () => {
      const { tell, done } = setUp();
      for (const payload of [undefined, null, 'answer', [], {}, { type: 'answer', callId: 7 }]) {
        assert.deepEqual(tell(channel, from('main'), payload), refusals[channel]);
      }
      assert.deepEqual(done, []);
    });
  }
}

for (const name of ['ring', 'call', 'quit'] as const) {
  test(`the ${name} window has no part in sound`, () => {
    const { tell, done } = setUp();
    assert.equal(tell(channels.subscribeMedia, from(name)), null);
    tell(channels.mediaReport, from(name), payloads[channels.mediaReport]);
    assert.deepEqual(done, []);
  });
}

/** One of each command, with the windows that draw a control for it. */
const everyCommand = Object.values(commandSamples).map(({ windows, takes: [command] }) => ({ windows, command }));

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

test('sound is told of by the main window alone', () => {
  const { tell, done } = setUp();
  for (const report of everyMediaReport) {
    for (const name of ['main', 'ring', 'call', 'quit'] as const) tell(channels.mediaReport, from(name), report);
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

test('the main window gets what it has to do with sound, as it changes, until it is forgotten', async () => {
  const { ipc, tell, play, sent } = setUp();
  assert.deepEqual(tell(channels.subscribeMedia, from('main')), { ring: null, legs: [] });
  const ringing: MediaView = { ring: { callId: 'call-1', deviceId: 'd1', tone: 'ring' }, legs: [] };
  play(ringing);
  await Promise.resolve();
  assert.deepEqual(sent, [{ name: 'main', channel: channels.mediaView, payload: ringing }]);
  ipc.forget('main');
  play({ ring: null, legs: [] });
  await Promise.resolve();
  assert.equal(sent.length, 1);
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
  show({ missedUnseen: 1, history: [] });
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

test('the ring window does not wait for what has the right of way; the others get the newest when it is over', async () => {
  const { way, tell, show, sent } = setUp();
  for (const name of ['main', 'ring'] as const) tell(channels.subscribe, from(name));
  way.isFree = false;
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
