import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lightReports } from '../../../../../renderer/media/headset/lights.ts';
import { keypadOnly, listedHeadset, usualHeadset } from './descriptors.ts';

const none = { ringing: false, offHook: false, muted: false };
const sent = (lights: Partial<typeof none>) =>
  lightReports(usualHeadset, { ...none, ...lights }).map(({ reportId, data }) => [reportId, ...data]);

test('each light has its bit in a report as long as the device says', () => {
  assert.deepEqual(sent({}), [[3, 0, 0]]);
  assert.deepEqual(sent({ muted: true }), [[3, 0b0100_0000, 0]]);
  assert.deepEqual(sent({ offHook: true }), [[3, 0b1000_0000, 0]]);
  assert.deepEqual(sent({ ringing: true }), [[3, 0, 0b0000_0001]]);
  assert.deepEqual(sent({ ringing: true, offHook: true, muted: true }), [[3, 0b1100_0000, 1]]);
});

test('what has no lights is sent nothing', () => {
  assert.deepEqual(lightReports(listedHeadset, { ...none, ringing: true }), []);
  assert.deepEqual(lightReports(keypadOnly, { ...none, ringing: true }), []);
});
