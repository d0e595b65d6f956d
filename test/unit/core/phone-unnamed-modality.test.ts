import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptUrl, onlinePhone } from './fakes/calls.ts';
import { callingPhone, created, startedCall } from './fakes/calls-out.ts';
import { json } from './fakes/http.ts';
import type { TestPhone } from './fakes/phone.ts';
import { applicationUrl } from './fakes/server.ts';
import { settle } from './fakes/settle.ts';
import {
  audioVideoEvent,
  audioVideoPath,
  audioVideoUrl,
  conversationPath,
  conversationUrl,
  invitationBody,
  invitationEvent,
} from './fixtures/call.ts';
import { negotiationEvent, sentBody, sentEvent, startAudioUrl } from './fixtures/call-out.ts';

const nameless = { links: { audioVideo: undefined } };
const ofConversation = { conversation: { href: conversationPath } };
const stop = { stopAudioVideo: { href: `${audioVideoPath}/terminate` } };
const byPhone = { replaceWithPhoneAudio: { href: `${audioVideoPath}/replaceWithPhoneAudio` } };
const modality = (state: string, links: object = {}) =>
  audioVideoEvent(state, { ...ofConversation, ...stop, ...byPhone, ...links });
/** The event says it by its sender alone. */
const bySender = (state: string) => audioVideoEvent(state, { ...stop, ...byPhone });
const addable = { addAudio: { href: `${audioVideoPath}/addAudio` } };
const success = invitationEvent('completed', invitationBody({ ...nameless, properties: { state: 'Connected' } }), {
  status: 'Success',
});

async function answering(): Promise<TestPhone> {
  const phone = await onlinePhone();
  await phone.server.push('communication', invitationEvent('started', invitationBody(nameless)));
  phone.http.hold('POST', acceptUrl);
  phone.send({ type: 'answer', callId: phone.call().id });
  await settle();
  return phone;
}

async function sentByConversation(phone: TestPhone, ack: number, event: object): Promise<void> {
  const next = { href: `${applicationUrl}/events?ack=${ack}&key=9` };
  const sender = [{ rel: 'conversation', href: conversationPath, events: [event] }];
  await phone.server.answerPoll(json(200, { _links: { next }, sender }));
}

describe('an invitation does not say what its modality is called', () => {
  test('the modality says whose it is: the call connects by it, may go on by phone, and ends by it', async () => {
    const phone = await answering();
    await phone.server.push('communication', modality('Connected'));
    assert.equal(phone.call().state, 'connected');
    assert.ok(phone.call().actions.includes('go-on-by-phone'));
    await phone.server.push('communication', modality('Disconnected', addable));
    assert.equal(phone.call().state, 'ended');
  });

  test('the conversation sends the event, which says nothing itself: the same', async () => {
    const phone = await answering();
    await sentByConversation(phone, 2, bySender('Connected'));
    assert.equal(phone.call().state, 'connected');
    await sentByConversation(phone, 3, { link: { rel: 'audioVideo', href: audioVideoPath }, type: 'deleted' });
    assert.equal(phone.call().state, 'ended');
  });

  test('its end is the first that is heard of it', async () => {
    const phone = await answering();
    await phone.server.push('communication', success);
    assert.equal(phone.call().state, 'connected');
    await phone.server.push('communication', modality('Disconnected', addable));
    assert.equal(phone.call().state, 'ended');
  });

  test('that it is over there is believed of it: the server is told no more', async () => {
    const phone = await answering();
    await phone.server.push('communication', success);
    phone.http.on('DELETE', conversationUrl, json(503, { code: 'ServiceUnavailable' }));
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    const told = () =>
      phone.http.sent.filter(({ method, url }) => method === 'DELETE' && url === conversationUrl).length;
    const before = told();
    assert.ok(before > 0);
    await phone.server.push('communication', modality('Disconnected', addable));
    await phone.clock.advance(60_000);
    assert.equal(told(), before);
  });

  test('the modality of another conversation is of no call', async () => {
    const phone = await answering();
    const elsewhere = { conversation: { href: `${conversationPath}9` } };
    await phone.server.push('communication', modality('Connected', elsewhere));
    assert.equal(phone.call().state, 'answering');
  });

  test('voice that can be had in the conversation says nothing of the call that is being answered', async () => {
    const phone = await answering();
    await phone.server.push('communication', modality('Disconnected', addable), modality('Connected'));
    assert.equal(phone.call().state, 'connected');
  });

  test('its end was missed with the network gone: the conversation says what it is called', async () => {
    const phone = await answering();
    await phone.server.push('communication', success);
    phone.http.on(
      'GET',
      conversationUrl,
      json(200, { rel: 'conversation', state: 'Connected', _links: { audioVideo: { href: audioVideoPath } } }),
    );
    phone.http.on('GET', audioVideoUrl, json(200, { rel: 'audioVideo', state: 'Disconnected' }));
    await phone.server.answerPoll(json(200, { _links: { resync: { href: `${applicationUrl}/events?ack=1&key=9` } } }));
    assert.equal(phone.call().state, 'ended');
  });
});

describe('the invitation of a call out does not say what its modality is called', () => {
  async function calling(): Promise<{ phone: TestPhone; operationId: string }> {
    const phone = await callingPhone();
    phone.http.once('POST', startAudioUrl, created);
    phone.send({ type: 'call', to: '+46 8 555 012 34' });
    await settle();
    return { phone, operationId: startedCall(phone.http).operationId };
  }
  const answered = (operationId: string) =>
    sentEvent('completed', sentBody(operationId, 'Connected', nameless), { status: 'Success' });
  const invited = (operationId: string) => sentEvent('started', sentBody(operationId, 'Connecting', nameless));

  test('it is answered by the modality, and ends by it', async () => {
    const { phone, operationId } = await calling();
    await phone.server.push('communication', invited(operationId), negotiationEvent({ final: 'answer' }));
    await phone.server.push('communication', modality('Connected'));
    assert.equal(phone.call().state, 'connected');
    await phone.server.push('communication', answered(operationId), modality('Disconnected', addable));
    assert.equal(phone.call().state, 'ended');
  });

  test('the modality was heard of before the invitation', async () => {
    const { phone, operationId } = await calling();
    await phone.server.push('communication', modality('Connected'), invited(operationId));
    assert.equal(phone.call().state, 'connected');
    await phone.server.push('communication', answered(operationId), modality('Disconnected', addable));
    assert.equal(phone.call().state, 'ended');
  });
});
