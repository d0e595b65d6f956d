import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callOnStage, liveCall, ringingCalls } from '../../../../main/electron/windows/calls-on-stage.ts';
import type { CallStateName } from '../../../../preload/contract/index.ts';
import { appView, callView, connectedCall } from '../app-view.ts';

const ended = (id: string, answered: boolean) => callView({ id, state: 'ended', answered, actions: [] });

test('the ring window has what rings and what is being answered', () => {
  const shown: Record<CallStateName, boolean> = {
    ringing: true,
    answering: true,
    connected: false,
    ending: false,
    ended: false,
  };
  for (const [state, expected] of Object.entries(shown)) {
    const view = appView({ calls: [callView({ state: state as CallStateName })] });
    assert.equal(ringingCalls(view).length, expected ? 1 : 0, state);
  }
  assert.deepEqual(ringingCalls(appView({ calls: [callView({ direction: 'outgoing' })] })), []);
});

test('the call window has the live call before those that ended', () => {
  const view = appView({ calls: [ended('old', true), connectedCall({ id: 'live' })] });
  assert.equal(callOnStage(view)?.id, 'live');
  assert.equal(liveCall(view)?.id, 'live');
});

test('a call that ended stays in the call window only if it was answered here; the newest of them', () => {
  assert.equal(callOnStage(appView({ calls: [ended('a', true), ended('b', true), ended('c', false)] }))?.id, 'b');
  assert.equal(callOnStage(appView({ calls: [ended('c', false)] })), null);
  assert.equal(callOnStage(appView({ calls: [callView()] })), null);
});
