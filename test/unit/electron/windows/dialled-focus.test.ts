import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDialledFocus } from '../../../../main/electron/windows/dialled-focus.ts';
import type { CallStateName } from '../../../../preload/contract/index.ts';

function focusAfter(...calls: readonly (readonly [id: string, state: CallStateName] | null)[]) {
  const focus = createDialledFocus();
  for (const call of calls) focus.follow(call && { id: call[0], state: call[1] });
  return focus;
}

test('the window of a call that the user has just made takes the focus, once', () => {
  const focus = focusAfter(['a', 'calling']);
  assert.equal(focus.isDue(), true);
  assert.equal(focus.isDue(), false);
  focus.follow({ id: 'a', state: 'calling' });
  assert.equal(focus.isDue(), false);
});

test('also where it rings there before the window is drawn', () => {
  assert.equal(focusAfter(['a', 'calling'], ['a', 'alerting']).isDue(), true);
  assert.equal(focusAfter(['a', 'calling'], ['a', 'connected']).isDue(), true);
});

test('no other call does, nor one that is over', () => {
  for (const calls of [
    [null],
    [['a', 'connected']],
    [['a', 'alerting']],
    [['a', 'calling'], null],
    [
      ['a', 'calling'],
      ['b', 'connected'],
    ],
    [
      ['a', 'calling'],
      ['a', 'ended'],
    ],
  ] as const)
    assert.equal(focusAfter(...calls).isDue(), false);
});

test('the next call out takes it again', () => {
  const focus = focusAfter(['a', 'calling']);
  focus.isDue();
  focus.follow({ id: 'b', state: 'calling' });
  assert.equal(focus.isDue(), true);
});
