import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callingPhone, dialling } from '../fakes/calls-out.ts';
import { completed, started } from '../fixtures/call.ts';
import { sentBody, sentEvent } from '../fixtures/call-out.ts';

const links = ['startAudio', 'startMessaging'];

test('who was talked to, or called, is written to in and after the call', async () => {
  const phone = await callingPhone({ links });
  const id = await dialling(phone, 'ana@contoso.com');
  const { id: callId, actions } = phone.call();
  assert.ok(actions.includes('write-to-caller'));
  assert.deepEqual(phone.send({ type: 'write-to-caller', callId }), { ok: true });
  const [thread] = phone.view().messages.threads;
  assert.equal(phone.view().messages.opened?.threadId, thread?.id);
  assert.equal(thread?.party.label, 'ana@contoso.com');
  const failure = { status: 'Failure', reason: { code: 'RemoteFailure', subcode: 'Busy' } };
  await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Failed'), failure));
  assert.ok(phone.call().actions.includes('write-to-caller'));
  assert.deepEqual(phone.send({ type: 'write-to-caller', callId }), { ok: true });
  assert.equal(phone.view().messages.threads.length, 1);
  assert.deepEqual(phone.send({ type: 'write-to-caller', callId: 'none' }), { ok: false, refusal: 'stale' });
});

test('a telephone gets no messages, and nobody does where the server begins none', async () => {
  const phone = await callingPhone({ links });
  await dialling(phone, '4711');
  const { id: callId, actions } = phone.call();
  assert.equal(actions.includes('write-to-caller'), false);
  assert.deepEqual(phone.send({ type: 'write-to-caller', callId }), { ok: false, refusal: 'unavailable' });
  const without = await callingPhone();
  await dialling(without, 'ana@contoso.com');
  assert.equal(without.call().actions.includes('write-to-caller'), false);
});

test('a ring has its own way to be answered by a message', async () => {
  const phone = await callingPhone({ links });
  await phone.server.push('communication', started);
  assert.deepEqual(
    phone.call().actions.filter((action) => action === 'reply' || action === 'write-to-caller'),
    ['reply'],
  );
  await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
  assert.ok(phone.call().actions.includes('write-to-caller'));
});
