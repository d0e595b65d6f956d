import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { connectedPhone } from '../fakes/calls.ts';
import { json, noContent } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { settle } from '../fakes/settle.ts';
import { audioVideoEvent, audioVideoPath, audioVideoUrl, conversationPath, conversationUrl } from '../fixtures/call.ts';
import { origin, phoneAudioEvent, phoneInvitationEvent, phoneInvitationPath } from '../fixtures/phone-call.ts';

const replaceUrl = `${audioVideoUrl}/replaceWithPhoneAudio`;
const cancelUrl = `${origin}${phoneInvitationPath}/cancel`;
const links = {
  stopAudioVideo: { href: `${audioVideoPath}/terminate` },
  replaceWithPhoneAudio: { href: `${audioVideoPath}/replaceWithPhoneAudio` },
};

async function talkingHere(): Promise<TestPhone> {
  const phone = await connectedPhone();
  phone.http.on('POST', replaceUrl, json(201, undefined));
  phone.http.on('POST', cancelUrl, noContent);
  phone.http.on('POST', /\/(terminate|stopPhoneAudio)$/, noContent);
  phone.http.on('DELETE', conversationUrl, noContent);
  await phone.server.push('conversation', audioVideoEvent('Connected', links));
  return phone;
}

const operationOf = (phone: TestPhone): string =>
  JSON.parse(phone.http.sentTo('POST', replaceUrl)[0]?.body ?? '{}').operationId;

/** The user's telephone rings. */
async function moving(): Promise<TestPhone> {
  const phone = await talkingHere();
  assert.deepEqual(phone.send({ type: 'go-on-by-phone', callId: phone.call().id }), { ok: true });
  await settle();
  await phone.server.push('communication', invitation(phone, 'started', 'Connecting'));
  return phone;
}

function invitation(phone: TestPhone, type: string, state: string, more: object = {}): object {
  const given = {
    direction: 'Outgoing',
    state,
    operationId: operationOf(phone),
    conversation: conversationPath,
  } as const;
  return phoneInvitationEvent(type, given, more);
}

describe('a call that goes on on the user’s telephone', () => {
  test('is possible by the link of its modality, as long as that is there', async () => {
    const phone = await talkingHere();
    assert.ok(phone.call().actions.includes('go-on-by-phone'));
    await phone.server.push('conversation', audioVideoEvent('Connected'));
    assert.ok(!phone.call().actions.includes('go-on-by-phone'));
    const refused = phone.send({ type: 'go-on-by-phone', callId: phone.call().id });
    assert.deepEqual(refused, { ok: false, refusal: 'unavailable' });
  });

  test('rings there, although the conversation says how its telephone was before', async () => {
    const phone = await talkingHere();
    phone.send({ type: 'go-on-by-phone', callId: phone.call().id });
    await settle();
    await phone.server.push('conversation', phoneAudioEvent('Disconnected', []));
    assert.ok(phone.call().actions.includes('stay-here'));
    await phone.server.push('communication', invitation(phone, 'started', 'Connecting'));
    await phone.server.push('conversation', phoneAudioEvent('Connected'));
    assert.deepEqual([phone.call().state, phone.call().phone !== null], ['connected', true]);
  });

  test('is asked for with whom it is and an operationId, once', async () => {
    const phone = await moving();
    const [asked, ...more] = phone.http.sentTo('POST', replaceUrl);
    const { to, operationId } = JSON.parse(asked?.body ?? '{}');
    assert.deepEqual([to, typeof operationId, more], ['sip:ana@contoso.com', 'string', []]);
    const { id: callId } = phone.call();
    assert.deepEqual(phone.send({ type: 'go-on-by-phone', callId }), { ok: false, refusal: 'repeated' });
  });

  test('is talked on here until it is picked up', async () => {
    const phone = await moving();
    const [call, ...others] = phone.view().calls;
    assert.deepEqual([call?.state, others], ['connected', []]);
    assert.ok(call?.actions.includes('stay-here') && call.actions.includes('mute'));
    assert.equal(call?.notes[0]?.title, 'Your phone rings, +46 8 555 012 34.');
    assert.equal(phone.phone.mayOpenMicrophone(), true, 'the voice leg is there');
  });

  test('goes on there with its time, and the microphone closes', async () => {
    const phone = await moving();
    await phone.clock.advance(60_000);
    await phone.server.push('conversation', phoneAudioEvent('Connected'));
    const [call, ...others] = phone.view().calls;
    assert.deepEqual([call?.state, call?.phone?.step, call?.lastedMs, others], ['connected', 'talking', 60_000, []]);
    assert.equal(phone.phone.mayOpenMicrophone(), false);
    assert.deepEqual(phone.media.open, []);
    assert.deepEqual(phone.past(), []);
    await phone.server.push('conversation', audioVideoEvent('Disconnected', {}), phoneAudioEvent('Disconnected', []));
    assert.deepEqual(
      phone.past().map(({ outcome, byPhone }) => [outcome, byPhone]),
      [['answered', true]],
    );
    assert.equal(phone.http.sentTo('POST', /terminate$/).length, 0, 'the server ended the voice of here by itself');
  });

  test('goes on there also where the voice of here ends first', async () => {
    const phone = await moving();
    await phone.server.push('conversation', audioVideoEvent('Disconnected', {}));
    assert.deepEqual(
      phone.view().calls.map(({ state }) => state),
      ['calling'],
    );
    assert.equal(phone.phone.mayOpenMicrophone(), false);
    await phone.server.push('conversation', phoneAudioEvent('Connected'));
    assert.deepEqual(
      phone.view().calls.map(({ state }) => state),
      ['connected'],
    );
    assert.deepEqual(phone.past(), []);
  });

  test('stays here where nobody picks up, and says so', async () => {
    const phone = await moving();
    const reason = { code: 'LocalFailure', subcode: 'Timeout' };
    await phone.server.push('communication', invitation(phone, 'completed', 'Failed', { status: 'Failure', reason }));
    const call = phone.call();
    assert.deepEqual([call.state, call.notes[0]?.title], ['connected', 'Your phone did not answer.']);
    assert.ok(call.actions.includes('go-on-by-phone'), 'it may be tried again');
    assert.equal(phone.phone.mayOpenMicrophone(), true);
    await phone.clock.advance(10_100);
    assert.deepEqual(phone.call().notes, []);
  });

  for (const [what, reply, title] of [
    [
      'a number that is none',
      json(400, { code: 'BadRequest', subcode: 'NormalizationFailed' }),
      'This number cannot be called.',
    ],
    ['what is not allowed', json(403, { code: 'Forbidden' }), 'Calls by phone are not allowed.'],
    ['anything else', json(409, { code: 'Conflict' }), 'Your phone could not be rung.'],
  ] as const) {
    test(`stays here where the server refuses ${what}`, async () => {
      const phone = await talkingHere();
      phone.http.on('POST', replaceUrl, reply);
      phone.send({ type: 'go-on-by-phone', callId: phone.call().id });
      await settle();
      assert.deepEqual([phone.call().state, phone.call().notes[0]?.title], ['connected', title]);
    });
  }

  test('stays here where the user wants that, and only the telephone is told', async () => {
    const phone = await moving();
    const { id: callId } = phone.call();
    assert.deepEqual(phone.send({ type: 'stay-here', callId }), { ok: true });
    await settle();
    assert.equal(phone.http.sentTo('POST', cancelUrl).length, 1);
    assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 0);
    assert.deepEqual([phone.call().state, phone.call().notes], ['connected', []]);
    assert.deepEqual(phone.send({ type: 'stay-here', callId }), { ok: false, refusal: 'stale' });
  });

  test('that is given up before the server named it is cancelled as soon as it does', async () => {
    const phone = await talkingHere();
    phone.send({ type: 'go-on-by-phone', callId: phone.call().id });
    await settle();
    phone.send({ type: 'stay-here', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', cancelUrl).length, 0);
    await phone.server.push('communication', invitation(phone, 'started', 'Connecting'));
    await settle();
    assert.equal(phone.http.sentTo('POST', cancelUrl).length, 1);
  });

  test('that the user hangs up is over on both', async () => {
    const phone = await moving();
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', /terminate$/).length, 1);
    assert.equal(phone.http.sentTo('POST', cancelUrl).length, 1);
    await phone.clock.advance(2_100);
    assert.deepEqual(
      phone.past().map(({ outcome, byPhone }) => [outcome, byPhone]),
      [['answered', undefined]],
    );
  });
});
