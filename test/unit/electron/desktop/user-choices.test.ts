import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUserChoices, type UserChoices } from '../../../../main/electron/desktop/user-choices.ts';
import type { AppView, PageRequest } from '../../../../preload/contract/index.ts';
import { view as appView, ringing as callView } from '../../../views/samples.ts';

/** What came of choices, as words in their order. */
function choosing(
  view: AppView,
  hasWindows = true,
  taken = true,
  keysProve = true,
): { readonly choices: UserChoices; readonly done: string[] } {
  const done: string[] = [];
  const windows = {
    openMain: (page?: PageRequest) => void done.push(typeof page === 'string' ? `main ${page}` : 'main'),
    openCall: () => void done.push('call'),
    askToQuit: () => void done.push('ask'),
  };
  const choices = createUserChoices({
    phone: {
      view: () => view,
      command: (command) => {
        done.push('callId' in command ? `${command.type} ${command.callId}` : command.type);
        return taken ? { ok: true } : { ok: false, refusal: 'emergency' };
      },
      desktopReported: ({ type }) => void done.push(type),
    },
    windows: () => (hasWindows ? windows : null),
    quitNow: () => void done.push('quit'),
    keysProve: () => keysProve,
  });
  return { choices, done };
}

const signedOut = appView({ session: { status: 'Signed out', detail: '', summary: '', user: null, signIn: null } });

test('the tray opens the main window, a page of it, or tells the phone', () => {
  const { choices, done } = choosing(appView());
  choices.inTray('open');
  choices.inTray('diagnostics');
  choices.inTray('missed-calls');
  choices.inTray({ type: 'answer', callId: 'call-1' });
  assert.deepEqual(done, ['main', 'main diagnostics', 'main missed-calls', 'answer call-1']);
});

test('quitting asks first only of who is signed in, and has windows to be asked in', () => {
  for (const [view, hasWindows, expected] of [
    [appView(), true, 'ask'],
    [signedOut, true, 'quit'],
    [appView(), false, 'quit'],
  ] as const) {
    const { choices, done } = choosing(view, hasWindows);
    choices.inTray('quit');
    choices.quit();
    assert.deepEqual(done, [expected, expected]);
  }
});

test('a click on an alert leads to its page, on any other notice to the call; an action is a command', () => {
  const { choices, done } = choosing(appView());
  choices.inNotice({ kind: 'alert', callId: '', page: 'diagnostics' }, 'default');
  choices.inNotice({ kind: 'ring', callId: 'call-1', page: 'calls' }, 'default');
  choices.inNotice({ kind: 'ring', callId: 'call-1', page: 'calls' }, 'decline');
  assert.deepEqual(done, ['main diagnostics', 'call', 'decline call-1']);
});

test('a shortcut is reported, and does what it can do now', () => {
  const { choices, done } = choosing(appView({ calls: [callView({ id: 'call-1', actions: ['answer'] })] }));
  choices.byShortcut('answer');
  choices.byShortcut('hang-up');
  choices.byShortcut('show-call');
  assert.deepEqual(done, ['shortcut-pressed', 'answer call-1', 'shortcut-pressed', 'shortcut-pressed', 'call']);
});

test('before there are windows nothing opens', () => {
  const { choices, done } = choosing(appView(), false);
  choices.inTray('open');
  choices.inNotice({ kind: 'alert', callId: '', page: 'calls' }, 'default');
  assert.deepEqual(done, []);
});

test('Call back on a notice calls; where that is refused the page of calls says more', () => {
  for (const [taken, expected] of [
    [true, ['call-back call-1']],
    [false, ['call-back call-1', 'main calls']],
  ] as const) {
    const { choices, done } = choosing(appView(), true, taken);
    choices.inNotice({ kind: 'missed', callId: 'call-1', page: 'calls' }, 'call-back');
    assert.deepEqual(done, expected);
  }
});

test('a notice of a message: what is typed into it is sent, Not now puts it off, the rest opens the thread', () => {
  const { choices, done } = choosing(appView());
  const notice = { kind: 'message', callId: '', threadId: 't1', page: 'messages' } as const;
  choices.inNotice(notice, 'reply', 'On my way');
  choices.inNotice(notice, 'put-off');
  choices.inNotice(notice, 'open');
  choices.inNotice(notice, 'default');
  choices.inNotice({ kind: 'message', callId: '', page: 'messages' }, 'default');
  const shown = ['show-thread', 'main messages'];
  assert.deepEqual(done, ['send-message', 'put-off-thread', ...shown, ...shown, 'main messages']);
});

test('a key that would not have come in another program does what it should, and proves nothing', () => {
  const { choices, done } = choosing(appView({ calls: [callView()] }), true, true, false);
  choices.byShortcut('answer');
  choices.byShortcut('show-call');
  assert.deepEqual(done, [`answer ${callView().id}`, 'call']);
});
