import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlinePhone, ringingPhone } from '../fakes/calls.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { started } from '../fixtures/call.ts';

const devices = {
  type: 'devices',
  inputs: [],
  outputs: [
    { id: 'default', label: 'System default' },
    { id: 'desk', label: 'Desk speakers' },
  ],
} as const;

async function listening(): Promise<TestPhone> {
  const phone = await onlinePhone();
  phone.phone.mediaReport(devices);
  phone.send({ type: 'choose-device', purpose: 'ring', deviceId: 'desk' });
  phone.send({ type: 'choose-setting', setting: 'ringVolume', value: 40 });
  phone.send({ type: 'play-tone', setting: 'tonePrivateLine' });
  return phone;
}

const heard = (phone: TestPhone) => {
  const { ring } = phone.phone.mediaView();
  return ring && { tone: ring.tone, deviceId: ring.deviceId, volume: ring.volume };
};
const asCallsRing = { deviceId: 'desk', volume: 0.4 } as const;

describe('a tone that the user listens to', () => {
  test('is heard as a call would ring, for a few seconds', async () => {
    const phone = await listening();
    assert.deepEqual(heard(phone), { tone: 'ring-glass', ...asCallsRing });
    assert.equal(phone.view().ringing.sample, 'tonePrivateLine');
    await phone.clock.advance(6_000);
    assert.deepEqual([heard(phone), phone.view().ringing.sample], [null, null]);
  });

  test('is the one that is chosen meanwhile', async () => {
    const phone = await listening();
    phone.send({ type: 'choose-setting', setting: 'tonePrivateLine', value: 'ring-low' });
    assert.equal(heard(phone)?.tone, 'ring-low');
  });

  test('gives way to the next, whose time begins anew', async () => {
    const phone = await listening();
    await phone.clock.advance(4_000);
    phone.send({ type: 'play-tone', setting: 'toneOwn' });
    await phone.clock.advance(4_000);
    assert.deepEqual([heard(phone)?.tone, phone.view().ringing.sample], ['ring', 'toneOwn']);
  });

  test('stops when it is told to', async () => {
    const phone = await listening();
    assert.deepEqual(phone.send({ type: 'stop-tone' }), { ok: true });
    assert.equal(heard(phone), null);
    await phone.clock.advance(6_000);
    assert.deepEqual(phone.send({ type: 'stop-tone' }), { ok: true });
  });

  test('is over when a call comes in, and does not come back behind it', async () => {
    const phone = await listening();
    await phone.server.push('communication', started);
    assert.equal(heard(phone)?.tone, 'ring');
    assert.equal(phone.view().ringing.sample, null);
    phone.send({ type: 'silence', callId: phone.call().id });
    assert.equal(heard(phone), null);
  });

  test('is refused while a call rings', async () => {
    const phone = await ringingPhone();
    assert.deepEqual(phone.send({ type: 'play-tone', setting: 'toneOwn' }), { ok: false, refusal: 'stale' });
  });

  test('leaves a silence as it is, and is heard in it', async () => {
    const phone = await onlinePhone();
    phone.send({ type: 'silence-rings', span: '1-hour' });
    phone.send({ type: 'play-tone', setting: 'toneOwn' });
    assert.equal(heard(phone)?.tone, 'ring');
    await phone.clock.advance(6_000);
    assert.notEqual(phone.view().ringing.silentUntil, null);
  });
});
