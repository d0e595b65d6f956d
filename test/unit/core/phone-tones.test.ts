import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyTone } from '../../../preload/contract/index.ts';
import { connectedPhone } from './fakes/calls.ts';
import type { TestPhone } from './fakes/phone.ts';

const secret: readonly KeyTone[] = ['*', '#', 'D', '*'];

async function takingTones(): Promise<{ readonly phone: TestPhone; readonly callId: string }> {
  const phone = await connectedPhone();
  const callId = phone.call().id;
  phone.media.say({ type: 'tones', callId, taken: true });
  return { phone, callId };
}

test('keys go to the gateway, are heard here as they go out, and what comes is shown', async () => {
  const { phone, callId } = await takingTones();
  assert.equal(phone.call().keypad.state, 'ready');
  assert.deepEqual(phone.send({ type: 'send-tones', callId, tones: secret }), { ok: true });
  assert.deepEqual(
    phone.media.instructions.filter(({ type }) => type === 'send-tones'),
    [{ type: 'send-tones', callId, tones: secret }],
  );
  phone.media.say({ type: 'tone-sent', callId, tone: '*', before: 0 });
  assert.deepEqual(phone.phone.mediaView().legs[0]?.keySent, { tone: '*', before: 0 });
  phone.media.say({ type: 'tone-heard', callId, tone: '5', before: 0 });
  assert.deepEqual(phone.call().keypad.pressedThere, ['5']);
});

test('keys are often secrets: no log, no record and no window but the one of the sound ever has them', async () => {
  const { phone, callId } = await takingTones();
  phone.send({ type: 'send-tones', callId, tones: secret });
  for (const [before, tone] of secret.entries()) phone.media.say({ type: 'tone-sent', callId, tone, before });
  phone.media.say({ type: 'tone-heard', callId, tone: '#', before: 0 });
  phone.media.say({ type: 'tones', callId, taken: false });
  assert.deepEqual(phone.send({ type: 'send-tones', callId, tones: secret }), { ok: false, refusal: 'unavailable' });
  phone.send({ type: 'hang-up', callId });
  assert.deepEqual(phone.send({ type: 'send-tones', callId, tones: secret }), { ok: false, refusal: 'stale' });
  const written = JSON.stringify(phone.log.entries);
  assert.ok(phone.log.entries.some(({ message }) => message === 'command refused'));
  assert.doesNotMatch(written, /[*#]|"D"|tones":|"tone"/);
  assert.ok(phone.records.documents.size > 0);
  for (const document of phone.records.documents.values()) assert.doesNotMatch(document, /"[*#D]"|tones/);
  assert.doesNotMatch(JSON.stringify(phone.view()), /"[*#D]"/);
});
