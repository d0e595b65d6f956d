import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestPhone } from '../fakes/phone.ts';
import { completed, invitationBody, invitationEvent, invitationPath, started } from '../fixtures/call.ts';

test('a connection waits for the answer as long as it rings, and the answer takes it', async () => {
  const phone = createTestPhone();
  phone.media.prepareAtOnce();
  await phone.signIn();
  assert.deepEqual(phone.http.prepared, []);
  await phone.server.push('communication', started);
  assert.equal(phone.http.prepared.length, 1);
  assert.match(phone.http.prepared[0] ?? '', /acceptWithAnswer/);
  phone.send({ type: 'answer', callId: phone.call().id });
  assert.equal(phone.http.prepared.length, 1, 'until the answer is on its way');
  await phone.clock.advance(0);
  const [answer] = phone.http.sentTo('POST', /acceptWithAnswer/);
  assert.equal(answer?.spareConnection, true);
  await phone.server.push('communication', completed('Success'));
  assert.deepEqual(phone.http.prepared, []);
});

test('of a call that is over, declined, or lost with its server, none is left', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  await phone.server.push('communication', started);
  await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
  assert.deepEqual(phone.http.prepared, []);
  const path = `${invitationPath}2`;
  await phone.server.push('communication', invitationEvent('started', invitationBody({ path }), {}, path));
  assert.equal(phone.http.prepared.length, 1);
  phone.send({ type: 'decline', callId: phone.call().id });
  assert.deepEqual(phone.http.prepared, []);
});
