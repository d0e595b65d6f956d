import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { callingPhone, dialling } from '../../fakes/calls-out.ts';
import { json, noContent } from '../../fakes/http.ts';
import type { TestPhone } from '../../fakes/phone.ts';
import { pool } from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import { audioVideoEvent, conversationDeleted } from '../../fixtures/call.ts';
import { negotiationEvent, sentBody, sentEvent } from '../../fixtures/call-out.ts';

/** Where the talk goes on. */
const conversation = '/ucwa/oauth/v1/applications/101/communication/conversations/900';
const audioVideo = `${conversation}/audioVideo`;
const stopUrl = `${pool}${audioVideo}/terminate`;

const linked = {
  links: { derivedConversation: { href: conversation }, derivedAudioVideo: { href: audioVideo } },
};
const whole = {
  embedded: {
    derivedConversation: { rel: 'conversation', _links: { self: { href: conversation } } },
    derivedAudioVideo: { rel: 'audioVideo', _links: { self: { href: audioVideo } } },
  },
};
const conversationAlone = { links: { derivedConversation: { href: conversation } } };

const success = (id: string, more: object) =>
  sentEvent('completed', sentBody(id, 'Connected', more), { status: 'Success' });
const failure = (id: string, more: object) =>
  sentEvent('completed', sentBody(id, 'Failed', more), {
    status: 'Failure',
    reason: { code: 'Informational', subcode: 'DerivedConversation' },
  });

const modality = (state: string) => ({
  link: { rel: 'audioVideo', href: audioVideo },
  type: 'updated',
  _embedded: {
    audioVideo: {
      rel: 'audioVideo',
      state,
      _links: {
        self: { href: audioVideo },
        conversation: { href: conversation },
        ...(state === 'Connected' && { stopAudioVideo: { href: `${audioVideo}/terminate` } }),
      },
    },
  },
});

/** The far side's answer is there, or it only rings; `id`: the operationId. */
async function calling(isAnswered: boolean): Promise<{ phone: TestPhone; id: string }> {
  const phone = await callingPhone();
  phone.http.on('POST', stopUrl, noContent);
  const links = { stopAudioVideo: { href: `${audioVideo}/terminate` } };
  phone.http.on('GET', `${pool}${audioVideo}`, json(200, { rel: 'audioVideo', state: 'Connected', _links: links }));
  const id = await dialling(phone);
  await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
  if (isAnswered) await phone.server.push('audioVideoInvitation', negotiationEvent({ final: 'v=0 final' }));
  return { phone, id };
}

/** The call is up where it went on: it is hung up there, and its end there is seen. */
async function isThere(phone: TestPhone): Promise<void> {
  await phone.clock.advance(2_000);
  assert.equal(phone.view().calls.length, 1);
  assert.equal(phone.call().state, 'connected');
  phone.send({ type: 'hang-up', callId: phone.call().id });
  await settle();
  assert.equal(phone.http.sentTo('POST', stopUrl).length, 1);
  await phone.server.push('conversation', modality('Disconnected'));
  assert.equal(phone.call().state, 'ended');
}

describe('a call out goes on in another conversation', () => {
  for (const [said, more] of Object.entries({ 'by links': linked, whole, 'by its conversation': conversationAlone })) {
    for (const [how, completed] of Object.entries({ 'is answered': success, 'is said to go on there': failure })) {
      for (const isAnswered of [true, false]) {
        const name = `told ${said}, where it ${how}, ${isAnswered ? 'with' : 'without'} an answer before`;
        test(`${name}: it is told after the end of the first`, async () => {
          const { phone, id } = await calling(isAnswered);
          await phone.server.push('conversation', modality('Connected'));
          await phone.server.push('conversation', audioVideoEvent('Disconnected', {}), conversationDeleted);
          await phone.clock.advance(200);
          await phone.server.push('communication', completed(id, more));
          await isThere(phone);
        });

        test(`${name}: it is told before the end of the first`, async () => {
          const { phone, id } = await calling(isAnswered);
          await phone.server.push('communication', completed(id, more));
          await phone.server.push('conversation', audioVideoEvent('Disconnected', {}), conversationDeleted);
          await phone.server.push('conversation', modality('Connected'));
          await isThere(phone);
        });
      }
    }
  }

  test('a late word of the invitation does not bring it back', async () => {
    const { phone, id } = await calling(true);
    await phone.server.push('communication', success(id, linked), sentEvent('updated', sentBody(id, 'Alerting')));
    await phone.server.push('conversation', conversationDeleted, modality('Connected'));
    await isThere(phone);
  });

  test('it was hung up here meanwhile: it is ended there', async () => {
    const { phone, id } = await calling(true);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    await phone.server.push('conversation', modality('Connected'), conversationDeleted);
    await phone.server.push('communication', success(id, linked));
    await phone.clock.advance(2_000);
    assert.equal(phone.call().state, 'ended');
    assert.equal(phone.http.sentTo('POST', stopUrl).length, 1);
  });

  test('nobody said so in time: it is over here, and is ended there once it is told', async () => {
    const { phone, id } = await calling(true);
    await phone.server.push('conversation', conversationDeleted);
    await phone.clock.advance(1_000);
    assert.equal(phone.call().state, 'ended');
    await phone.server.push('conversation', modality('Connected'));
    await phone.server.push('communication', success(id, linked));
    await phone.clock.advance(1_000);
    assert.equal(phone.http.sentTo('POST', stopUrl).length, 1);
  });

  test('it goes on nowhere: it is over as soon as the invitation says how it ended, and after that at once', async () => {
    const first = await calling(true);
    await first.phone.server.push('conversation', conversationDeleted);
    await first.phone.server.push('communication', success(first.id, {}));
    assert.equal(first.phone.call().state, 'ended');

    const second = await calling(true);
    await second.phone.server.push('communication', success(second.id, {}), conversationDeleted);
    assert.equal(second.phone.call().state, 'ended');
  });
});
