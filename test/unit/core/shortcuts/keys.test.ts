import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chordOf, keysProblem, usualKeys } from '../../../../main/core/shortcuts/keys.ts';
import { decodeChosenKeys, keysOf } from '../../../../main/core/shortcuts/state.ts';
import { type KeysProblem, shortcutActions, writtenKeys } from '../../../../preload/contract/index.ts';
import { englishWords } from '../fakes/words.ts';

const usual = usualKeys(false);
const kindOf = (keys: string, mac = false): KeysProblem['kind'] | null =>
  keysProblem(keys, 'answer', usualKeys(mac), mac)?.kind ?? null;

describe('which keys can be had', () => {
  const cases: readonly (readonly [string, KeysProblem['kind'] | null])[] = [
    ['Control+Shift+F7', null],
    ['Control+F7', null],
    ['Shift+F7', null],
    ['Alt+F7', null],
    ['F13', null],
    ['F24', null],
    ['Control+Shift+A', null],
    ['Control+Shift+Space', null],
    ['Control+Meta+A', null],
    ['Control+Alt+Shift+Meta+Left', null],
    ['F7', 'alone'],
    ['A', 'alone'],
    ['Shift+A', 'alone'],
    ['Shift+Up', 'alone'],
    ['Control+Alt+A', 'typing'],
    ['Control+Alt+Shift+7', 'typing'],
    ['Control+A', 'programs'],
    ['Alt+A', 'programs'],
    ['Meta+L', 'programs'],
    ['Meta+Space', 'programs'],
    ['Control+Shift+Left', 'programs'],
    ['Alt+F4', 'programs'],
    ['Control+Alt+F2', 'programs'],
    ['Control+Alt+Delete', 'programs'],
    ['Control+Shift+M', 'own'],
    ['Control+Shift+E', 'own'],
    ['Control+Shift+Enter', 'unknown'],
    ['Shift+Control+A', 'unknown'],
    ['Control+Control+A', 'unknown'],
    ['Control', 'unknown'],
    ['', 'unknown'],
    ['Control+Shift+F25', 'unknown'],
  ];
  for (const [keys, kind] of cases) test(`${keys || 'none'}: ${kind ?? 'yes'}`, () => assert.equal(kindOf(keys), kind));

  test('on macOS Option types, and Control with Option does not', () => {
    assert.equal(kindOf('Alt+A', true), 'typing');
    assert.equal(kindOf('Alt+Shift+A', true), 'typing');
    assert.equal(kindOf('Control+Alt+B', true), null);
    assert.equal(kindOf('Shift+Meta+M', true), 'own');
    assert.equal(kindOf('Alt+Meta+M', true), null);
  });

  test('not those of another action, which is named; its own it may have', () => {
    assert.deepEqual(keysProblem('Control+Shift+F10', 'answer', usual, false), { kind: 'used', action: 'decline' });
    assert.equal(keysProblem('Control+Shift+F9', 'answer', usual, false), null);
  });
});

test('all usual keys can be had, each once', () => {
  for (const mac of [false, true]) {
    const keys = usualKeys(mac);
    for (const action of shortcutActions) assert.equal(keysProblem(keys[action] ?? '', action, keys, mac), null);
    assert.equal(new Set(Object.values(keys)).size, shortcutActions.length);
  }
});

test('keys are read as they are written', () => {
  assert.deepEqual(chordOf('Control+Alt+F9'), { held: ['Control', 'Alt'], key: 'F9' });
  assert.equal(chordOf('Control+F9+Alt'), null);
});

test('keys are written for people by the signs of their keyboard', () => {
  const written = (keys: string, mac: boolean) => writtenKeys(keys.split('+'), mac, englishWords);
  assert.equal(written('Control+Shift+F9', false), 'Ctrl Shift F9');
  assert.equal(written('Alt+Meta+PageUp', false), 'Alt Super Page Up');
  assert.equal(written('Control+Alt+Meta+A', true), '⌃⌥⌘A');
  assert.equal(written('Shift+Meta+Left', true), '⇧⌘←');
  assert.equal(written('Control+Shift', false), 'Ctrl Shift');
});

describe('which keys hold', () => {
  test('the administrator’s, the user’s, else the usual ones', () => {
    const keys = keysOf(false, { answer: 'Alt+F7', mute: null }, { answer: 'Alt+F8' });
    assert.deepEqual(keys, { ...usual, answer: 'Alt+F8', mute: null });
  });

  test('no keys twice: whoever comes later has none', () => {
    const keys = keysOf(false, { mute: 'Control+Shift+F9' }, { decline: 'Control+Shift+F12' });
    assert.deepEqual(keys, {
      ...usual,
      decline: 'Control+Shift+F12',
      mute: 'Control+Shift+F9',
      answer: null,
      'hang-up': null,
    });
  });

  test('what another version or another hand wrote is looked at again', () => {
    const document = {
      answer: 'A',
      decline: 'Control+C',
      mute: null,
      'hang-up': 7,
      'show-call': 'Alt+F8',
      quit: 'Alt+F9',
    };
    const chosen = decodeChosenKeys(document);
    assert.deepEqual(chosen, { answer: 'A', decline: 'Control+C', mute: null, 'show-call': 'Alt+F8' });
    assert.deepEqual(keysOf(false, chosen, {}), {
      ...usual,
      answer: null,
      decline: null,
      mute: null,
      'show-call': 'Alt+F8',
    });
    for (const none of [undefined, null, 7, [], 'x']) assert.deepEqual(decodeChosenKeys(none), {});
  });
});
