import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantsRequest, type PermissionAsk, passesCheck } from '../../../../main/electron/security/permissions.ts';

const microphone: PermissionAsk = { permission: 'media', fromSound: true, mediaTypes: ['audio'] };

test('the microphone is granted to the sound window while a call allows it, and never else', () => {
  assert.equal(grantsRequest(microphone, true), true);
  assert.equal(grantsRequest(microphone, false), false);
  assert.equal(grantsRequest({ ...microphone, fromSound: false }, true), false);
});

test('a camera, a screen or an unnamed medium is not', () => {
  for (const mediaTypes of [['video'], ['audio', 'video'], []]) {
    assert.equal(grantsRequest({ ...microphone, mediaTypes }, true), false);
  }
  assert.equal(grantsRequest({ ...microphone, permission: 'display-capture' }, true), false);
});

test('devices are named to the sound window at any time', () => {
  assert.equal(passesCheck(microphone), true);
  assert.equal(passesCheck({ ...microphone, fromSound: false }), false);
  assert.equal(passesCheck({ ...microphone, mediaTypes: ['video'] }), false);
});

const others = [
  'geolocation',
  'notifications',
  'midi',
  'midiSysex',
  'pointerLock',
  'fullscreen',
  'openExternal',
  'clipboard-read',
  'window-management',
  'hid',
  'serial',
  'usb',
  'idle-detection',
  'storage-access',
  'unknown',
];

for (const permission of others) {
  test(`${permission} is denied`, () => {
    assert.equal(grantsRequest({ ...microphone, permission }, true), false);
    assert.equal(passesCheck({ ...microphone, permission }), false);
  });
}
