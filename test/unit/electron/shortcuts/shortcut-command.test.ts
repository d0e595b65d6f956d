import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandForShortcut } from '../../../../main/electron/shortcuts/shortcut-command.ts';
import { view as appView, ringing as callView, connected as connectedCall } from '../../../views/samples.ts';

const first = callView({ id: 'first' });
const second = callView({ id: 'second' });
const up = connectedCall({ id: 'up' });
const both = appView({ calls: [up, first, second] });

test('answer and decline mean the oldest ringing call', () => {
  assert.deepEqual(commandForShortcut(both, 'answer'), { type: 'answer', callId: 'first' });
  assert.deepEqual(commandForShortcut(both, 'decline'), { type: 'decline', callId: 'first' });
});

test('mute toggles the call that is up, and hang up ends it', () => {
  assert.deepEqual(commandForShortcut(both, 'mute'), { type: 'mute', callId: 'up', muted: true });
  const muted = appView({ calls: [connectedCall({ id: 'up', muted: true })] });
  assert.deepEqual(commandForShortcut(muted, 'mute'), { type: 'mute', callId: 'up', muted: false });
  assert.deepEqual(commandForShortcut(both, 'hang-up'), { type: 'hang-up', callId: 'up' });
});

test('decline never hangs up, and hang up never declines', () => {
  assert.equal(commandForShortcut(appView({ calls: [up] }), 'decline'), null);
  assert.equal(commandForShortcut(appView({ calls: [up] }), 'answer'), null);
  assert.equal(commandForShortcut(appView({ calls: [first] }), 'hang-up'), null);
  assert.equal(commandForShortcut(appView({ calls: [first] }), 'mute'), null);
});

test('a call that no longer allows it is passed over', () => {
  const answering = callView({ id: 'answering', state: 'answering', actions: [] });
  assert.deepEqual(commandForShortcut(appView({ calls: [answering, second] }), 'answer'), {
    type: 'answer',
    callId: 'second',
  });
  assert.equal(commandForShortcut(appView({ calls: [answering] }), 'answer'), null);
  assert.equal(commandForShortcut(appView({ calls: [connectedCall({ actions: [] })] }), 'hang-up'), null);
});

test('without calls no key means anything, and show call is no command', () => {
  for (const action of ['answer', 'decline', 'mute', 'hang-up', 'show-call'] as const) {
    assert.equal(commandForShortcut(appView(), action), null);
  }
  assert.equal(commandForShortcut(both, 'show-call'), null);
});
