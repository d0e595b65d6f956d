import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { json } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { applicationBody, applicationUrl, pool } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import {
  audio,
  audioUrl,
  fromMeeting,
  invitedPhone,
  meetingConversation,
  meetingUrls,
  meetingVoice,
  onlineMeeting,
  person,
  personUrl,
  self,
} from '../fixtures/meeting.ts';

async function inside(): Promise<TestPhone> {
  const phone = await invitedPhone();
  phone.send({ type: 'answer', callId: phone.call().id });
  await settle();
  await phone.server.push('communication', meetingConversation('Conferenced'));
  await fromMeeting(phone, self(), onlineMeeting(), meetingVoice('Disconnected'));
  await fromMeeting(phone, person('added', 'Ana', {}, ['eject', 'promote']), audio('Ana', false, ['muteAudio']));
  return phone;
}

const ana = (phone: TestPhone) => phone.call().meeting?.attendees.find(({ party }) => party.label === 'Ana');
const notes = (phone: TestPhone) => phone.call().notes.map(({ id }) => id);

describe('somebody in a meeting', () => {
  for (const [action, url] of [
    ['mute', audioUrl('Ana', 'muteAudio')],
    ['remove', personUrl('Ana', 'eject')],
    ['make-presenter', personUrl('Ana', 'promote')],
  ] as const) {
    test(`can be asked for ${action} by their link alone`, async () => {
      const phone = await inside();
      assert.deepEqual(ana(phone)?.actions, ['remove', 'make-presenter', 'mute']);
      const { id: callId } = phone.call();
      const command = { type: 'moderate', callId, personId: ana(phone)?.id ?? '', action } as const;
      assert.deepEqual(phone.send(command), { ok: true });
      await settle();
      assert.deepEqual(
        phone.http.sentTo('POST', url).map(({ body }) => body ?? ''),
        [''],
      );
      await fromMeeting(phone, person('updated', 'Ana'), audio('Ana', false));
      assert.deepEqual(ana(phone)?.actions, []);
      assert.deepEqual(phone.send(command), { ok: false, refusal: 'unavailable' });
      await fromMeeting(phone, { ...person('deleted', 'Ana'), _embedded: undefined });
      assert.deepEqual(phone.send(command), { ok: false, refusal: 'stale' });
    });
  }

  test('is asked for the same once, however often it is pressed before the server answers', async () => {
    const phone = await inside();
    await fromMeeting(phone, person('added', 'Kai', {}, ['eject']), audio('Kai', false, ['muteAudio']));
    const urls = ['Ana', 'Kai'].map((name) => audioUrl(name, 'muteAudio'));
    for (const url of urls) phone.http.hold('POST', url);
    const asked = () => urls.map((url) => phone.http.sentTo('POST', url).length);
    const callId = phone.call().id;
    const mute = { type: 'moderate', callId, personId: ana(phone)?.id ?? '', action: 'mute' } as const;
    assert.deepEqual(phone.send(mute), { ok: true });
    assert.deepEqual(phone.send(mute), { ok: false, refusal: 'repeated' });
    assert.deepEqual(phone.send({ type: 'mute-all', callId }), { ok: true });
    assert.deepEqual(phone.send({ type: 'mute-all', callId }), { ok: false, refusal: 'repeated' });
    await settle();
    assert.deepEqual(asked(), [1, 1], 'who is asked for already is left out');
    for (const url of urls) phone.http.openTo('POST', url)?.reply(json(403, { code: 'Forbidden' }));
    await settle();
    assert.deepEqual(phone.send(mute), { ok: true }, 'what was refused may be tried again');
    await settle();
    assert.deepEqual(asked(), [2, 1]);
  });

  test('that the server refuses is told', async () => {
    const phone = await inside();
    phone.http.once('POST', personUrl('Ana', 'eject'), json(403, { code: 'Forbidden' }));
    const [callId, personId] = [phone.call().id, ana(phone)?.id ?? ''];
    phone.send({ type: 'moderate', callId, personId, action: 'remove' });
    await settle();
    assert.ok(notes(phone).includes('not-done'));
    phone.http.once('POST', personUrl('Ana', 'eject'), json(404, { code: 'NotFound' }));
    phone.send({ type: 'moderate', callId, personId, action: 'remove' });
    await settle();
    assert.ok(!notes(phone).includes('not-done'), 'who has left is done with');
  });
});

describe('the sound of a meeting', () => {
  test('may fail, and be joined again, while the user stays', async () => {
    const phone = await invitedPhone();
    phone.http.on('POST', meetingUrls.addAudio, json(403, { code: 'Forbidden', subcode: 'NotAllowed' }));
    const { id: callId } = phone.call();
    phone.send({ type: 'answer', callId });
    await settle();
    await phone.server.push('communication', meetingConversation('Conferenced'));
    await fromMeeting(phone, onlineMeeting(), meetingVoice('Disconnected'));
    await settle();
    const { state, meeting, id } = phone.call();
    assert.deepEqual([state, meeting?.stage, meeting?.sound, id], ['connected', 'in', false, callId]);
    assert.ok(notes(phone).includes('no-sound'));
    assert.equal(phone.phone.mayOpenMicrophone(), false);
    assert.deepEqual(phone.send({ type: 'join-sound', callId }), { ok: true });
    await settle();
    assert.equal(phone.http.sentTo('POST', meetingUrls.addAudio).length, 2);
    assert.equal(phone.call().id, callId);
  });

  test('is muted here and at the server', async () => {
    const phone = await inside();
    await fromMeeting(phone, audio(null, false, ['muteAudio']));
    const { id: callId } = phone.call();
    assert.deepEqual(phone.send({ type: 'mute', callId, muted: true }), { ok: true });
    assert.equal(phone.call().muted, true);
    await settle();
    assert.equal(phone.http.sentTo('POST', audioUrl(null, 'muteAudio')).length, 1);
    assert.deepEqual(phone.send({ type: 'mute', callId, muted: true }), { ok: false, refusal: 'repeated' });
  });
});

test('a meeting of a server that forgot the application, and does not come back, is over after minutes, and the user is told', async () => {
  const phone = await inside();
  phone.http.on('POST', /\/applications$/, json(503, { code: 'ServiceUnavailable' }));
  await phone.clock.advance(1_000);
  await phone.server.answerPoll(json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
  await settle();
  const coming = phone.view().calls.find(({ meeting }) => meeting !== undefined);
  assert.deepEqual([coming?.state, coming?.meeting?.stage], ['connected', 'joining']);
  await phone.clock.advance(300_000);
  await settle();
  const ended = phone.view().calls.find(({ meeting }) => meeting !== undefined);
  assert.equal(ended?.ending?.title, 'The connection to the server was lost');
  assert.deepEqual(ended?.meeting?.actions, ['join-again']);
});

test('a meeting that goes on in the next application is found there, and not joined anew', async () => {
  const phone = await inside();
  await phone.clock.advance(1_000);
  const path = new URL(applicationUrl).pathname;
  const there = `${path}/communication/conversations/901`;
  const conversations = `${path}/communication/conversations`;
  const resource = (rel: string, more: object, links: Readonly<Record<string, unknown>>) =>
    json(200, { rel, ...more, _links: links });
  const communication = { rel: 'communication', _links: { conversations: { href: conversations } } };
  phone.http.on('GET', applicationUrl, json(200, { ...applicationBody(), _embedded: { communication } }));
  phone.http.on('GET', `${pool}${conversations}`, resource('conversations', {}, { conversation: [{ href: there }] }));
  const about = { state: 'Conferenced', threadId: 'meeting-thread' };
  phone.http.on(
    'GET',
    `${pool}${there}`,
    resource('conversation', about, { audioVideo: { href: `${there}/audioVideo` } }),
  );
  const voice = { stopAudioVideo: { href: `${there}/audioVideo/terminate` } };
  phone.http.on('GET', `${pool}${there}/audioVideo`, resource('audioVideo', { state: 'Connected' }, voice));
  await phone.server.answerPoll(json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
  await settle();
  assert.equal(phone.call().meeting?.stage, 'joining');
  await phone.clock.advance(5_000);
  await settle();
  assert.deepEqual([phone.call().state, phone.call().meeting?.stage], ['connected', 'in']);
  assert.equal(phone.http.sentTo('POST', meetingUrls.join).length, 0);
  assert.equal(phone.http.sentTo('POST', `${pool}${there}/audioVideo/terminate`).length, 0, 'nobody ends its sound');
  phone.http.on('DELETE', `${pool}${there}`, json(204, {}));
  phone.send({ type: 'hang-up', callId: phone.call().id });
  await settle();
  assert.equal(phone.http.sentTo('DELETE', `${pool}${there}`).length, 1);
});

test('whoever signs out leaves', async () => {
  const phone = await inside();
  phone.send({ type: 'sign-out' });
  await settle();
  assert.equal(phone.http.sentTo('DELETE', meetingUrls.conversation).length, 1);
  assert.equal(phone.phone.mayOpenMicrophone(), false);
});
