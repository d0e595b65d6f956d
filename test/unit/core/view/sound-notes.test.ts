import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type DevicesModel, removedDevice } from '../../../../main/core/devices/state.ts';
import { soundNotes } from '../../../../main/core/view/sound-notes.ts';
import { connectedPhone } from '../fakes/calls.ts';
import { englishWords } from '../fakes/words.ts';
import { call } from '../fixtures/call.ts';

const systemDefault = { id: 'default', label: 'System default' };
const headset = { id: 'h', label: 'Headset' };
const builtIn = { id: 'b', label: 'Built-in microphone' };
const desk = { id: 'd', label: 'Desk microphone' };
const speakers = { id: 's', label: 'Speakers' };

function devices(more: Partial<DevicesModel> = {}): DevicesModel {
  const inputs = [systemDefault, headset, builtIn];
  return { known: true, inputs, outputs: [systemDefault, speakers, headset], wanted: {}, ...more };
}

describe('which device was removed', () => {
  const without = (label: string, from: DevicesModel): DevicesModel => ({
    ...from,
    inputs: from.inputs.filter((device) => device.label !== label),
  });
  const chosen = devices({ wanted: { microphone: headset } });
  for (const [name, before, after, removed] of [
    ['the chosen one', chosen, without('Headset', chosen), 'Headset'],
    ['one that was not chosen', chosen, without('Built-in microphone', chosen), null],
    ['any, where the system chooses', devices(), without('Headset', devices()), 'Headset'],
    ['none', chosen, chosen, null],
    ['all', chosen, devices({ ...chosen, inputs: [] }), 'Headset'],
    ['the same under a new id', chosen, devices({ inputs: [systemDefault, { ...headset, id: 'h2' }] }), null],
    ['before any was known', { ...chosen, known: false }, devices({ inputs: [] }), null],
    ['the one in place of the chosen', without('Headset', chosen), devices({ inputs: [] }), 'Built-in microphone'],
  ] as const) {
    test(name, () => assert.equal(removedDevice(before, after, 'microphone'), removed));
  }
});

describe('what the call window says of the devices', () => {
  const said = (more: Parameters<typeof call>[0], present: DevicesModel): readonly string[] =>
    soundNotes(call({ state: 'connected', microphone: 'opened', ...more }), present, englishWords).map(
      ({ id, kind, title, help }) => `${id} ${kind}: ${title} ${help}`,
    );
  const noInputs = devices({ inputs: [] });

  test('nothing while all is well', () => {
    assert.deepEqual(said({}, devices()), []);
    assert.deepEqual(said({ microphone: 'unopened' }, devices()), []);
    assert.deepEqual(said({ state: 'ended' }, noInputs), []);
    assert.deepEqual(said({ state: 'ringing' }, noInputs), []);
  });

  test('a removed microphone, and with what the call goes on', () => {
    const present = devices({ inputs: [systemDefault, builtIn] });
    assert.deepEqual(said({ removed: { microphone: 'Headset' } }, present), [
      'microphone info: Headset removed. Your call goes on with Built-in microphone.',
    ]);
    assert.deepEqual(
      said({ removed: { microphone: 'Headset' } }, devices({ inputs: [systemDefault, builtIn, desk] })),
      ['microphone info: Headset removed. Your call goes on with the system’s microphone.'],
    );
    assert.deepEqual(said({ removed: { microphone: 'Headset' } }, devices()), [], 'it is back');
  });

  test('a removed speaker', () => {
    assert.deepEqual(said({ removed: { speaker: 'Headset' } }, devices({ outputs: [systemDefault, speakers] })), [
      'speaker info: Headset removed. You hear the call on Speakers.',
    ]);
  });

  test('no microphone and no speaker are warnings', () => {
    const nothing = devices({ inputs: [], outputs: [] });
    assert.deepEqual(said({ microphone: 'missing', removed: { microphone: 'Headset', speaker: 'Headset' } }, nothing), [
      'microphone warning: No microphone is left. They cannot hear you. Plug one in to go on talking.',
      'speaker warning: No speaker is left. You cannot hear them. Plug in a headset or speakers.',
    ]);
    assert.match(said({ microphone: 'failed' }, devices()).join(), /could not be opened\. They cannot hear you/);
    assert.match(said({ microphone: 'denied' }, devices()).join(), /not allowed any more\. They cannot hear you/);
  });
});

test('a call goes on when its microphone goes, says so, and is whole again when there is another', async () => {
  const phone = await connectedPhone();
  const { id } = phone.call();
  const tell = (inputs: readonly { id: string; label: string }[]) =>
    phone.phone.mediaReport({ type: 'devices', inputs, outputs: [systemDefault, speakers] });
  tell([systemDefault, headset]);
  phone.phone.mediaReport({ type: 'microphone', callId: id, outcome: 'opened' });
  tell([]);
  phone.phone.mediaReport({ type: 'microphone', callId: id, outcome: 'missing' });
  assert.equal(phone.call().state, 'connected');
  assert.deepEqual(
    phone.call().notes.map(({ title }) => title),
    ['No microphone is left.'],
  );
  assert.equal(phone.phone.mediaView().legs[0]?.microphone, 'open', 'it is opened as soon as there is one');
  tell([systemDefault, builtIn]);
  phone.phone.mediaReport({ type: 'microphone', callId: id, outcome: 'opened' });
  assert.deepEqual(
    phone.call().notes.map(({ title, help }) => `${title} ${help}`),
    ['Headset removed. Your call goes on with Built-in microphone.'],
  );
  tell([systemDefault, headset]);
  assert.deepEqual(
    phone.call().notes.map(({ title }) => title),
    ['Built-in microphone removed.'],
  );
});

test('what hung on a removed headset and goes a moment later does not take its place in the note', async () => {
  const phone = await connectedPhone();
  const dock = { id: 'k', label: 'Dock' };
  const tell = (outputs: readonly { id: string; label: string }[]) =>
    phone.phone.mediaReport({ type: 'devices', inputs: [systemDefault, builtIn], outputs });
  const titles = () => phone.call().notes.map(({ title }) => title);
  tell([systemDefault, headset, speakers, dock]);
  phone.phone.command({ type: 'choose-device', purpose: 'speaker', deviceId: headset.id });
  tell([systemDefault, speakers, dock]);
  tell([systemDefault, speakers]);
  assert.deepEqual(titles(), ['Headset removed.']);
  tell([systemDefault, headset, speakers]);
  assert.deepEqual(titles(), []);
  tell([systemDefault, speakers]);
  assert.deepEqual(titles(), ['Headset removed.']);
});
