import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  grantsDevice,
  grantsRequest,
  type OpenDevices,
  type PermissionAsk,
  passesCheck,
} from '../../../../main/electron/security/permissions.ts';

const microphone: PermissionAsk = { permission: 'media', fromSound: true, fromPictures: false, mediaTypes: ['audio'] };
const camera: PermissionAsk = { permission: 'media', fromSound: false, fromPictures: true, mediaTypes: ['video'] };
const all: OpenDevices = { microphone: true, camera: true };

test('the microphone is granted to the sound window while a call allows it, and never else', () => {
  assert.equal(grantsRequest(microphone, { microphone: true, camera: false }), true);
  assert.equal(grantsRequest(microphone, { microphone: false, camera: true }), false);
  assert.equal(grantsRequest({ ...microphone, fromSound: false }, all), false);
});

test('a camera, a screen or an unnamed medium is not', () => {
  for (const mediaTypes of [['video'], ['audio', 'video'], []]) {
    assert.equal(grantsRequest({ ...microphone, mediaTypes }, all), false);
  }
  assert.equal(grantsRequest({ ...microphone, permission: 'display-capture' }, all), false);
});

test('the camera is granted to the page of pictures while the user wants to be seen, and never else', () => {
  assert.equal(grantsRequest(camera, { microphone: false, camera: true }), true);
  assert.equal(grantsRequest(camera, { microphone: true, camera: false }), false);
  assert.equal(grantsRequest({ ...camera, fromPictures: false }, all), false);
  for (const mediaTypes of [['audio'], ['audio', 'video'], []]) {
    assert.equal(grantsRequest({ ...camera, mediaTypes }, all), false);
  }
  for (const permission of ['display-capture', 'speaker-selection', 'unknown']) {
    assert.equal(grantsRequest({ ...camera, permission }, all), false);
  }
});

test('devices are named to the page of pictures too', () => {
  assert.equal(passesCheck(camera), true);
  assert.equal(passesCheck({ ...camera, mediaTypes: ['audio'] }), true);
  assert.equal(passesCheck({ ...camera, permission: 'speaker-selection' }), false);
  assert.equal(passesCheck({ ...camera, fromPictures: false }), false);
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
  'serial',
  'usb',
  'idle-detection',
  'storage-access',
  'unknown',
];

for (const permission of others) {
  test(`${permission} is denied`, () => {
    assert.equal(grantsRequest({ ...microphone, permission }, all), false);
    assert.equal(passesCheck({ ...microphone, permission }), false);
  });
}

test('headsets are named to the sound window, and to no other', () => {
  assert.equal(passesCheck({ ...microphone, permission: 'hid', mediaTypes: [] }), true);
  assert.equal(passesCheck({ ...microphone, permission: 'hid', mediaTypes: [], fromSound: false }), false);
  assert.equal(passesCheck({ ...camera, permission: 'hid', mediaTypes: [] }), false);
  assert.equal(grantsRequest({ ...microphone, permission: 'hid', mediaTypes: [] }, all), false);
});

test('a device is granted where it has the buttons of a telephone, and no other', () => {
  const device = (...pages: readonly number[]) => ({
    collections: pages.map((usagePage) => ({ usagePage, usage: 5 })),
  });
  assert.equal(grantsDevice({ deviceType: 'hid', device: device(0x0b) }), true);
  assert.equal(grantsDevice({ deviceType: 'hid', device: device(0x0c, 0x0b) }), true);
  assert.equal(grantsDevice({ deviceType: 'hid', device: device(0x01, 0x0c, 0xf1d0) }), false);
  assert.equal(grantsDevice({ deviceType: 'usb', device: device(0x0b) }), false);
  assert.equal(grantsDevice({ deviceType: 'serial', device: device(0x0b) }), false);
  for (const odd of [{}, { collections: 7 }, { collections: [null, 7, 'x'] }]) {
    assert.equal(grantsDevice({ deviceType: 'hid', device: odd }), false);
  }
});
