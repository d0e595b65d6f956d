import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { callingPhone, dialling, startedCall } from '../../fakes/calls-out.ts';
import { type FakeHttp, json, noContent } from '../../fakes/http.ts';
import type { TestPhone } from '../../fakes/phone.ts';
import { pool } from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import {
  audioVideoPath,
  audioVideoUrl,
  conversationPath,
  conversationUrl,
  invitationPath,
  invitationUrl,
} from '../../fixtures/call.ts';
import {
  cancelUrl,
  communicationPath,
  negotiationEvent,
  sentBody,
  sentEvent,
  startAudioUrl,
} from '../../fixtures/call-out.ts';

/** The server lists one conversation, of an invitation that the user sent. */
function lists(http: FakeHttp, invitation: object): void {
  const conversation = { href: conversationPath };
  const links = { audioVideo: { href: audioVideoPath }, audioVideoInvitation: { href: invitationPath } };
  http.on('GET', `${pool}${communicationPath}/conversations`, json(200, { _links: { conversation } }));
  http.on('GET', conversationUrl, json(200, { rel: 'conversation', state: 'Connecting', _links: links }));
  http.on('GET', audioVideoUrl, json(200, { rel: 'audioVideo', state: 'Connecting', _links: {} }));
  http.on('GET', invitationUrl, json(200, invitation));
}

const links = { links: ['startAudio', 'conversations'] };

async function outOfStep(phone: TestPhone): Promise<void> {
  const next = { resync: { href: '/ucwa/oauth/v1/applications/101/events?ack=7&key=9' } };
  await phone.server.answerPoll(json(200, { _links: next }));
  await settle();
  await phone.clock.advance(1_000);
}

test('a call whose reply was lost is found in the list, by the operationId that is ours', async () => {
  const phone = await callingPhone(links);
  phone.http.hold('POST', startAudioUrl);
  phone.send({ type: 'call', to: '+46855501234' });
  await settle();
  lists(phone.http, sentBody(startedCall(phone.http).operationId, 'Alerting'));
  phone.http.openTo('POST', startAudioUrl)?.reply(json(503, { code: 'ServiceUnavailable' }));
  await settle();
  await phone.clock.advance(1_000);
  assert.equal(phone.call().state, 'alerting');
  assert.deepEqual(phone.http.sentTo('POST', cancelUrl), []);
});

test('an invitation that nobody here waits for is taken back', async () => {
  const phone = await callingPhone(links);
  lists(phone.http, sentBody('of an earlier run', 'Alerting'));
  await outOfStep(phone);
  assert.equal(phone.http.sentTo('POST', cancelUrl).length, 1);
  assert.deepEqual(phone.view().calls, []);
});

test('what is known of a call that rings there is asked for after an outage', async () => {
  const phone = await callingPhone(links);
  const id = await dialling(phone);
  phone.http.on('GET', invitationUrl, json(200, sentBody(id, 'Declined')));
  await outOfStep(phone);
  assert.equal(phone.call().ending?.title, 'Declined');
});

test('a call that the server has forgotten is over', async () => {
  const phone = await callingPhone(links);
  await dialling(phone);
  phone.http.on('GET', invitationUrl, json(404, { code: 'NotFound' }));
  await outOfStep(phone);
  assert.equal(phone.call().ending?.title, 'The call did not go through');
});

describe('voice is up at the server that may be a call out of here', () => {
  const stop = { stopAudioVideo: { href: `${audioVideoPath}/terminate` } };
  /** The list does not say by which invitation it came. */
  function goesOnThere({ http }: TestPhone): void {
    const conversation = { href: conversationPath };
    const av = { audioVideo: { href: audioVideoPath } };
    http.on('GET', `${pool}${communicationPath}/conversations`, json(200, { _links: { conversation } }));
    http.on('GET', conversationUrl, json(200, { rel: 'conversation', state: 'Connected', _links: av }));
    http.on('GET', audioVideoUrl, json(200, { rel: 'audioVideo', state: 'Connected', _links: stop }));
    http.on('POST', `${audioVideoUrl}/terminate`, noContent);
    http.on('DELETE', conversationUrl, noContent);
  }
  const stopped = ({ http }: TestPhone): number =>
    http.sentTo('POST', `${audioVideoUrl}/terminate`).length + http.sentTo('DELETE', conversationUrl).length;
  const completed = (id: string) => sentEvent('completed', sentBody(id, 'Connected'), { status: 'Success' });

  for (const reply of ['is on its way', 'has no name'] as const) {
    test(`the reply that makes the call ${reply}: it is left alone, and the call connects`, async () => {
      const phone = await callingPhone(links);
      phone.http.hold('POST', startAudioUrl);
      phone.send({ type: 'call', to: '+46855501234' });
      await settle();
      const { operationId } = startedCall(phone.http);
      if (reply === 'has no name')
        phone.http.openTo('POST', startAudioUrl)?.reply({ status: 201, headers: {}, body: '' });
      goesOnThere(phone);
      await outOfStep(phone);
      assert.equal(stopped(phone), 0);
      await phone.server.push('communication', completed(operationId));
      await phone.clock.advance(5_000);
      assert.equal(phone.call().state, 'connected');
      assert.equal(stopped(phone), 0);
    });
  }

  test('no call is on its way any more: nobody here is in it, and it is ended', async () => {
    const phone = await callingPhone(links);
    phone.http.hold('POST', startAudioUrl);
    phone.send({ type: 'call', to: '+46855501234' });
    await settle();
    goesOnThere(phone);
    await outOfStep(phone);
    assert.equal(stopped(phone), 0);
    phone.http.openTo('POST', startAudioUrl)?.reply(json(403, { code: 'Forbidden' }));
    await phone.clock.advance(60_000);
    assert.ok(stopped(phone) > 0);
  });

  test('it went on in another conversation, and that was missed: the invitation says so, and the talk goes on', async () => {
    const phone = await callingPhone(links);
    const id = await dialling(phone);
    const first = `${conversationPath}1`;
    const old = { links: { conversation: { href: first }, audioVideo: { href: `${first}/audioVideo` } } };
    await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting', old)));
    await phone.server.push('audioVideoInvitation', negotiationEvent({ final: 'v=0 final' }));
    assert.equal(phone.call().state, 'connected');
    goesOnThere(phone);
    phone.http.on('GET', `${pool}${first}`, json(404, { code: 'NotFound' }));
    const derived = {
      derivedConversation: { href: conversationPath },
      derivedAudioVideo: { href: audioVideoPath },
    };
    const body = sentBody(id, 'Connected', { links: { ...old.links, ...derived } });
    phone.http.on('GET', invitationUrl, json(200, body));
    await outOfStep(phone);
    await phone.clock.advance(5_000);
    assert.equal(phone.call().state, 'connected');
    assert.equal(stopped(phone), 0);
  });
});
