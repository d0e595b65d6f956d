import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PressedKey, recordedKeys } from '../../../renderer/views/settings/shortcuts/recorded-keys.ts';

/** As the keyboard tells it; `held` are the first letters of what is held: c, a, s, m. */
function pressed(key: string, code: string, held = ''): string {
  const event: PressedKey = {
    ...{ key, code },
    ctrlKey: held.includes('c'),
    altKey: held.includes('a'),
    shiftKey: held.includes('s'),
    metaKey: held.includes('m'),
  };
  const recorded = recordedKeys(event);
  return [...recorded.held, recorded.key ?? '…'].join('+');
}

test('letters by what they are, digits and letters of other scripts by their place', () => {
  assert.equal(pressed('A', 'KeyQ', 'cs'), 'Control+Shift+A');
  assert.equal(pressed('ф', 'KeyA', 'cs'), 'Control+Shift+A');
  assert.equal(pressed('å', 'KeyA', 'am'), 'Alt+Meta+A');
  assert.equal(pressed('Dead', 'KeyE', 'ca'), 'Control+Alt+E');
  assert.equal(pressed('"', 'Digit2', 'cs'), 'Control+Shift+2');
});

test('named keys by their names', () => {
  assert.equal(pressed('F9', 'F9', 'cs'), 'Control+Shift+F9');
  assert.equal(pressed('ArrowUp', 'ArrowUp', 'cam'), 'Control+Alt+Meta+Up');
  assert.equal(pressed(' ', 'Space', 'cs'), 'Control+Shift+Space');
  assert.equal(pressed('PageDown', 'PageDown', 'ca'), 'Control+Alt+PageDown');
});

test('what is only held is no key yet', () => {
  assert.equal(pressed('Shift', 'ShiftLeft', 'cs'), 'Control+Shift+…');
  assert.equal(pressed('AltGraph', 'AltRight'), '…');
  assert.equal(pressed('CapsLock', 'CapsLock', 'c'), 'Control+…');
});

test('keys that no shortcut can have are said to be none', () => {
  for (const [key, code] of [
    ['Enter', 'Enter'],
    ['5', 'Numpad5'],
    ['+', 'NumpadAdd'],
    ['§', 'Backquote'],
    ['MediaPlayPause', 'MediaPlayPause'],
    ['Process', ''],
  ] as const) {
    assert.equal(pressed(key, code, 'cs'), 'Control+Shift+Unidentified');
  }
});
