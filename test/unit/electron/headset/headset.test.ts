import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandForPress } from '../../../../main/electron/headset/headset-command.ts';
import { createHeadsetLights } from '../../../../main/electron/headset/headset-lights.ts';
import { headsetPresses } from '../../../../preload/contract/index.ts';
import { connected, ringing, view } from '../../../views/samples.ts';

const rings = ringing({ id: 'rings' });
const up = connected({ id: 'up', actions: ['mute', 'hang-up'] });
const muted = { ...up, muted: true };

test('the hook answers who rings, and else hangs up', () => {
  assert.deepEqual(commandForPress(view({ calls: [rings] }), 'hook'), { type: 'answer', callId: 'rings' });
  assert.deepEqual(commandForPress(view({ calls: [up, rings] }), 'hook'), { type: 'answer', callId: 'rings' });
  assert.deepEqual(commandForPress(view({ calls: [up] }), 'hook'), { type: 'hang-up', callId: 'up' });
});

test('lifted it answers, laid down it hangs up; never the other way, and it never declines', () => {
  assert.deepEqual(commandForPress(view({ calls: [rings] }), 'off-hook'), { type: 'answer', callId: 'rings' });
  assert.equal(commandForPress(view({ calls: [up] }), 'off-hook'), null);
  assert.deepEqual(commandForPress(view({ calls: [up, rings] }), 'on-hook'), { type: 'hang-up', callId: 'up' });
  assert.equal(commandForPress(view({ calls: [rings] }), 'on-hook'), null);
});

test('mute goes to and fro; one that keeps its state is followed', () => {
  const mute = (is: boolean) => ({ type: 'mute', callId: 'up', muted: is });
  assert.deepEqual(commandForPress(view({ calls: [up] }), 'mute'), mute(true));
  assert.deepEqual(commandForPress(view({ calls: [muted] }), 'mute'), mute(false));
  assert.deepEqual(commandForPress(view({ calls: [up] }), 'muted'), mute(true));
  assert.equal(commandForPress(view({ calls: [muted] }), 'muted'), null);
  assert.deepEqual(commandForPress(view({ calls: [muted] }), 'unmuted'), mute(false));
  assert.equal(commandForPress(view({ calls: [up] }), 'unmuted'), null);
});

test('without a call nothing is done', () => {
  for (const press of headsetPresses) assert.equal(commandForPress(view(), press), null);
});

test('the lights show what is, and are the same while that is', () => {
  const lights = createHeadsetLights();
  const dark = lights(view());
  assert.deepEqual(dark, { ringing: false, offHook: false, muted: false });
  assert.equal(lights(view()), dark);
  assert.deepEqual(lights(view({ calls: [rings] })), { ringing: true, offHook: false, muted: false });
  assert.deepEqual(lights(view({ calls: [ringing({ silenced: true })] })), dark);
  assert.deepEqual(lights(view({ calls: [muted, rings] })), { ringing: true, offHook: true, muted: true });
});
