import assert from 'node:assert/strict';
import { test } from 'node:test';
import { devicesOf, systemDefault } from '../../../../renderer/media/devices.ts';

const device = (kind: MediaDeviceKind, deviceId: string, label: string) => ({ kind, deviceId, label });

test('the default comes first, real devices follow in order, aliases and other kinds are left out', () => {
  const listed = [
    device('audiooutput', 'default', 'Default'),
    device('audiooutput', 'communications', 'Communications - Headset'),
    device('audioinput', 'm', 'Microphone'),
    device('audiooutput', 's', 'Speakers'),
    device('audiooutput', 'h', 'Headset'),
  ];
  assert.deepEqual(devicesOf(listed, 'audiooutput'), [
    systemDefault,
    { id: 's', label: 'Speakers' },
    { id: 'h', label: 'Headset' },
  ]);
});

test('without any device of the kind there is not even a default', () => {
  assert.deepEqual(devicesOf([device('audioinput', 'm', 'Microphone')], 'audiooutput'), []);
});

test('labels that are withheld are left to the main process, and one without an id is only the default', () => {
  const listed = [device('audioinput', 'a', ''), device('audioinput', 'b', '')];
  assert.deepEqual(
    devicesOf(listed, 'audioinput').map(({ label }) => label),
    ['System default', '', ''],
  );
  assert.deepEqual(devicesOf([device('audioinput', '', '')], 'audioinput'), [systemDefault]);
});
