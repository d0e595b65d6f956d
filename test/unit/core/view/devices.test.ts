import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeChoices } from '../../../../main/core/view/choices.ts';
import {
  chosenDevice,
  type DevicesModel,
  microphoneState,
  noDevices,
  projectDevices,
  talkOn,
} from '../../../../main/core/view/devices.ts';
import { onlinePhone } from '../fakes/calls.ts';
import { createTestPhone } from '../fakes/phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';

const systemDefault = { id: 'default', label: 'System default' };
const builtIn = { id: 'b', label: 'Built-in microphone' };
const headset = { id: 'h', label: 'Office headset' };
const speakers = { id: 's', label: 'Speakers' };
const present = (more: Partial<DevicesModel> = {}): DevicesModel => ({
  known: true,
  inputs: [systemDefault, headset, builtIn],
  outputs: [speakers, headset],
  wanted: {},
  ...more,
});

describe('the line at the foot of the ring card', () => {
  for (const [name, devices, text, warning] of [
    ['before devices are known', noDevices, 'You will talk on the system’s microphone', false],
    ['the system’s default of several', present(), 'You will talk on the system’s microphone', false],
    ['the only one', present({ inputs: [systemDefault, builtIn] }), 'You will talk on Built-in microphone', false],
    ['without a default the first', present({ inputs: [headset] }), 'You will talk on Office headset', false],
    ['the chosen one', present({ wanted: { microphone: headset } }), 'You will talk on Office headset', false],
    [
      'the chosen one under a new id',
      present({ wanted: { microphone: { id: 'old', label: 'Office headset' } } }),
      'You will talk on Office headset',
      false,
    ],
    [
      'the chosen one is gone',
      present({ inputs: [systemDefault, builtIn], wanted: { microphone: headset } }),
      'Office headset not found. You will talk on Built-in microphone.',
      true,
    ],
    [
      'none at all',
      present({ inputs: [], wanted: { microphone: headset } }),
      'No microphone. Plug one in to answer.',
      true,
    ],
    [
      'chosen, but not known yet',
      { ...noDevices, wanted: { microphone: headset } },
      'You will talk on the system’s microphone',
      false,
    ],
  ] as const) {
    test(name, () => assert.deepEqual(talkOn(devices), { text, warning }));
  }
});

test('each purpose has its own device, of its own kind', () => {
  const devices = present({ wanted: { ring: speakers, speaker: headset, microphone: speakers } });
  assert.deepEqual(projectDevices(devices).chosen, { ring: speakers, speaker: headset, microphone: systemDefault });
  assert.deepEqual(projectDevices(noDevices).chosen, { ring: null, speaker: null, microphone: null });
  assert.equal(chosenDevice(present({ outputs: [] }), 'ring'), null);
});

test('a microphone is missing only once it is known that there is none', () => {
  assert.deepEqual([noDevices, present(), present({ inputs: [] })].map(microphoneState), ['there', 'there', 'missing']);
});

test('choices of an earlier run: what does not fit is left out', () => {
  assert.deepEqual(decodeChoices({ ring: speakers, speaker: { id: 1 }, microphone: 'h', other: headset }), {
    ring: speakers,
  });
  for (const document of [undefined, null, [], 'x', 3]) assert.deepEqual(decodeChoices(document), {});
});

test('a device is chosen among those that are there, and remembered', async () => {
  const phone = await onlinePhone();
  phone.phone.mediaReport({ type: 'devices', inputs: [headset, builtIn], outputs: [speakers, headset] });
  assert.deepEqual(phone.send({ type: 'choose-device', purpose: 'speaker', deviceId: 'h' }), { ok: true });
  assert.deepEqual(phone.send({ type: 'choose-device', purpose: 'ring', deviceId: 'gone' }), {
    ok: false,
    refusal: 'stale',
  });
  assert.deepEqual(phone.send({ type: 'choose-device', purpose: 'microphone', deviceId: 's' }), {
    ok: false,
    refusal: 'stale',
  });
  assert.equal(phone.view().devices.chosen.speaker?.label, 'Office headset');
  const next = createTestPhone({ records: createFakeRecords({ devices: phone.records.read('devices') }) });
  next.phone.mediaReport({ type: 'devices', inputs: [], outputs: [speakers, headset] });
  assert.equal(next.view().devices.chosen.speaker?.id, 'h');
});
