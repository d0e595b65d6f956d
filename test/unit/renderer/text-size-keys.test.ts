import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textSizeFor } from '../../../renderer/text-size-keys.ts';

const pressed = (key: string, shiftKey = false) => ({ key, shiftKey });

test('plus, with Shift or without, goes up by one size, and stays at the largest', () => {
  for (const event of [pressed('+'), pressed('+', true), pressed('=')]) {
    assert.equal(textSizeFor(event, 100), 125);
    assert.equal(textSizeFor(event, 175), 200);
    assert.equal(textSizeFor(event, 200), 200);
  }
});

test('minus goes down by one size and stays at the smallest, 0 goes back to the usual', () => {
  assert.equal(textSizeFor(pressed('-'), 200), 175);
  assert.equal(textSizeFor(pressed('-'), 100), 100);
  assert.equal(textSizeFor(pressed('0'), 175), 100);
});

test('other keys mean no size: a German Shift+0 is an equals sign', () => {
  for (const event of [pressed('=', true), pressed('_', true), pressed('0', true), pressed('1'), pressed('a')]) {
    assert.equal(textSizeFor(event, 150), null);
  }
});
