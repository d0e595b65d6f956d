import assert from 'node:assert/strict';
import { audioVideoEvent, invitationUrl, started } from '../fixtures/call.ts';
import { noContent } from './http.ts';
import { createTestPhone, type FakePorts, type TestPhone } from './phone.ts';
import { settle } from './settle.ts';

export const acceptUrl = new RegExp(`^${invitationUrl}/acceptWithAnswer\\?`);
export const declineUrl = `${invitationUrl}/decline`;

/** A phone that is signed in and whose media is prepared at once. */
export async function onlinePhone(given: Partial<FakePorts> = {}): Promise<TestPhone> {
  const phone = createTestPhone(given);
  phone.media.prepareAtOnce();
  phone.http.on('POST', acceptUrl, noContent);
  phone.http.on('POST', declineUrl, noContent);
  await phone.signIn();
  return phone;
}

export async function ringingPhone(given: Partial<FakePorts> = {}): Promise<TestPhone> {
  const phone = await onlinePhone(given);
  await phone.server.push('communication', started);
  assert.equal(phone.call().state, 'ringing');
  return phone;
}

/** Answer was pressed, and the server has not said anything to it. */
export async function answeringPhone(given: Partial<FakePorts> = {}): Promise<TestPhone> {
  const phone = await ringingPhone(given);
  phone.http.hold('POST', acceptUrl);
  assert.deepEqual(phone.send({ type: 'answer', callId: phone.call().id }), { ok: true });
  await settle();
  return phone;
}

/** Both sides talk. */
export async function connectedPhone(): Promise<TestPhone> {
  const phone = await answeringPhone();
  phone.http.openTo('POST', acceptUrl)?.reply(noContent);
  await phone.server.push('conversation', audioVideoEvent('Connected'));
  assert.equal(phone.call().state, 'connected');
  return phone;
}

/**
 * Nothing may delay the end: not a timer, not the server's answer. The clock of these tests stands still from the event on, so what
 * is gone after it was gone at once; the rest of the 300 ms is for windows to hide.
 */
export function assertAllGone(phone: TestPhone): void {
  assert.deepEqual(phone.phone.mediaView(), { ring: null, legs: [] }, 'no tone, no microphone, no peer connection');
  assert.deepEqual(phone.media.open, [], 'no socket');
  assert.equal(phone.phone.mayOpenMicrophone(), false);
  assert.deepEqual(
    phone.view().calls.map(({ state }) => state),
    ['ended'],
  );
  assert.deepEqual(phone.call().actions, []);
}
