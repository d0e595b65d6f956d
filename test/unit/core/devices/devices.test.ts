import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeChoices } from '../../../../main/core/devices/choices.ts';
import { projectDevices, talkOn } from '../../../../main/core/devices/project.ts';
import {
  chosenDevice,
  type DevicesModel,
  isPresent,
  isSameDevice,
  microphoneState,
  namedDevices,
  noDevices,
  removedDevice,
} from '../../../../main/core/devices/state.ts';
import { createWords, type Words } from '../../../../preload/contract/index.ts';
import { onlinePhone } from '../fakes/calls.ts';
import { createTestPhone } from '../fakes/phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';
import { englishWords, pseudoView } from '../fakes/words.ts';

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
    test(name, () => assert.deepEqual(talkOn(devices, englishWords), { text, warning }));
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

describe('a device is known by its id, else by its label without the number that the system gave it', () => {
  for (const [wanted, present] of [
    ['Headset (Jabra Evolve2 65)', 'Headset (2- Jabra Evolve2 65)'],
    ['Headset (2- Jabra Evolve2 65)', 'Headset (Jabra Evolve2 65)'],
    ['Headset (2- Jabra Evolve2 65)', 'Headset (13- Jabra Evolve2 65)'],
    ['Headset (2- Jabra Evolve2 65) (0b0e:0306)', 'Headset (3- Jabra Evolve2 65) (0b0e:0306)'],
    ['Kopfhörer (Jabra)', 'Kopfho\u0308rer (2- Jabra)'],
    ['Jabra', '2- Jabra'],
    ['Jabra (2)', 'Jabra'],
    ['Jabra', 'Jabra (2)'],
    ['USB Audio #2', 'USB Audio'],
    ['USB Audio #2', 'USB Audio #3'],
    ['Dana’s AirPods #2 (004c:200e)', 'Dana’s AirPods (004c:200e)'],
    ['Jabra\u200b', 'Jabra'],
  ] as const) {
    test(`${wanted}, ${present}`, () => {
      const back = { id: 'new', label: present };
      const devices = {
        ...noDevices,
        known: true,
        inputs: [systemDefault, builtIn, back],
        outputs: [systemDefault, speakers, back],
        wanted: { microphone: { id: 'old', label: wanted }, ring: { id: 'old', label: wanted } },
      };
      assert.equal(chosenDevice(devices, 'microphone')?.id, 'new');
      assert.equal(chosenDevice(devices, 'ring')?.id, 'new');
      assert.deepEqual(talkOn(devices, englishWords), { text: `You will talk on ${present}`, warning: false });
      assert.ok(isPresent(devices, 'speaker', wanted));
      const before = { ...devices, inputs: [systemDefault, builtIn, { id: 'old', label: wanted }] };
      assert.equal(removedDevice(before, devices, 'microphone'), null);
    });
  }

  for (const [wanted, present] of [
    ['Headset (Jabra Evolve2 65)', 'Headset (Jabra Evolve2 75)'],
    ['AirPods 2', 'AirPods'],
    ['Headset (Jabra) (0b0e:0306)', 'Headset (Jabra) (0b0e:0307)'],
    ['2-Wire', 'Wire'],
    ['#2', '#3'],
  ] as const) {
    test(`${wanted} is another than ${present}`, () => assert.ok(!isSameDevice(wanted, present)));
  }

  test('the id comes first, then the label as it is, then the label without the number', () => {
    const twins = [
      { id: 'a', label: 'Headset (Jabra)' },
      { id: 'b', label: 'Headset (2- Jabra)' },
    ];
    const chosen = (id: string, label: string) =>
      chosenDevice(present({ inputs: twins, wanted: { microphone: { id, label } } }), 'microphone')?.id;
    assert.equal(chosen('b', 'Headset (Jabra)'), 'b');
    assert.equal(chosen('x', 'Headset (2- Jabra)'), 'b');
    assert.equal(chosen('x', 'Headset (3- Jabra)'), 'a');
  });

  test('of twins, the one that is unplugged is gone', () => {
    const [one, two] = [
      { id: 'a', label: 'Headset (Jabra)' },
      { id: 'b', label: 'Headset (2- Jabra)' },
    ];
    const before = present({ inputs: [builtIn, one, two], wanted: { microphone: one } });
    assert.equal(removedDevice(before, present({ ...before, inputs: [builtIn, two] }), 'microphone'), one.label);
    const alike = present({ inputs: [builtIn, one, { ...two, label: one.label }], wanted: { microphone: one } });
    const left = present({ ...alike, inputs: [builtIn, { ...two, label: one.label }] });
    assert.equal(removedDevice(alike, left, 'microphone'), one.label);
  });
});

test('a headset that came back under another number is plugged in, for the checks too', async () => {
  const phone = await onlinePhone();
  const devices = (label: string, id: string) => ({ id, label }) as const;
  const report = (one: { id: string; label: string }) =>
    phone.phone.mediaReport({ type: 'devices', inputs: [builtIn, one], outputs: [speakers, one] });
  report(devices('Headset (Jabra)', 'h1'));
  for (const purpose of ['microphone', 'ring'] as const) phone.send({ type: 'choose-device', purpose, deviceId: 'h1' });
  report(devices('Headset (2- Jabra)', 'h2'));
  const { checks } = phone.view().health;
  for (const id of ['microphone', 'ring-device'])
    assert.equal(checks.find((check) => check.id === id)?.level, 'ok', id);
});

test('labels are fit to show', () => {
  const labels = namedDevices(
    [
      { id: 'a', label: 'Ana\u202e’s  earbuds\n' },
      { id: 'b', label: '\u200b' },
    ],
    'microphone',
    englishWords,
  ).map(({ label }) => label);
  assert.deepEqual(labels, ['Ana’s earbuds', 'Unnamed device']);
});

test('devices whose labels are withheld are numbered in the user’s language, past the system’s default', () => {
  const listed = ['default', 'a', 'b'].map((id) => ({ id, label: '' }));
  const labelsOf = (kind: 'microphone' | 'speaker', words: Words) =>
    namedDevices(listed, kind, words).map(({ label }) => label);
  assert.deepEqual(labelsOf('microphone', englishWords), ['System default', 'Microphone 1', 'Microphone 2']);
  assert.deepEqual(labelsOf('speaker', englishWords), ['System default', 'Speaker 1', 'Speaker 2']);
  const pseudo = createWords(pseudoView);
  assert.equal(labelsOf('speaker', pseudo)[2], pseudo.say('device.speaker-without-label', { number: 2 }));
  assert.notEqual(labelsOf('speaker', pseudo)[2], 'Speaker 2');
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
