import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptUrl, connectedPhone, declineUrl, ringingPhone } from '../fakes/calls.ts';
import { broken, json, noContent, type Reply } from '../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../fakes/phone.ts';
import { applicationBody, applicationUrl, eventsUrl, pool } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { createFakeRecords } from '../fakes/storage.ts';
import {
  audioVideoPath,
  audioVideoUrl,
  completed,
  conversationPath,
  conversationUrl,
  invitationBody,
  invitationUrl,
  started,
} from '../fixtures/call.ts';

const stopUrl = `${audioVideoUrl}/terminate`;
const listUrl = `${applicationUrl}/communication/conversations`;
const posted = ({ http }: TestPhone, url: string | RegExp): number => http.sentTo('POST', url).length;
const asked = ({ http }: TestPhone, url: string): number => http.sentTo('GET', url).length;
const resync = json(200, { _links: { resync: { href: `${applicationUrl}/events?ack=1&key=9` } } });

/** The server lists the conversation, in which voice goes on. */
function goesOnThere({ http }: TestPhone): void {
  const body = applicationBody();
  const communication = { rel: 'communication', _links: { conversations: { href: listUrl } } };
  http.on('GET', applicationUrl, json(200, { ...body, _embedded: { ...body._embedded, communication } }));
  http.on('GET', listUrl, json(200, { rel: 'conversations', _links: { conversation: [{ href: conversationPath }] } }));
  const links = { audioVideo: { href: audioVideoPath } };
  http.on('GET', conversationUrl, json(200, { rel: 'conversation', state: 'Connected', _links: links }));
  const stop = { stopAudioVideo: { href: `${audioVideoPath}/terminate` } };
  http.on('GET', audioVideoUrl, json(200, { rel: 'audioVideo', state: 'Connected', _links: stop }));
}

describe('a hang-up', () => {
  test('that did not reach the server is told again, where voice goes on there', async () => {
    const phone = await connectedPhone();
    goesOnThere(phone);
    phone.http.on('POST', stopUrl, noContent);
    phone.http.once('POST', stopUrl, broken('network'));
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(posted(phone, stopUrl), 1);
    assert.equal(phone.phone.mayOpenMicrophone(), false, 'here it is over at once');
    await phone.clock.advance(20_000);
    assert.ok(posted(phone, stopUrl) >= 2);
    assert.match(phone.http.sentTo('POST', stopUrl).at(-1)?.url ?? '', /terminate/);
    assert.equal(phone.view().session.status, 'Ready');
  });

  test('is not told again while it may still be on its way, nor where the voice is over there', async () => {
    for (const state of ['on its way', 'over'] as const) {
      const phone = await connectedPhone();
      goesOnThere(phone);
      if (state === 'over')
        phone.http.on('GET', audioVideoUrl, json(200, { rel: 'audioVideo', state: 'Disconnected' }));
      phone.http.hold('POST', stopUrl);
      phone.send({ type: 'hang-up', callId: phone.call().id });
      await phone.server.answerPoll(resync);
      await phone.clock.advance(state === 'over' ? 20_000 : 2_500);
      assert.equal(posted(phone, stopUrl), 1, state);
    }
  });
});

describe('a decline', () => {
  test('that reached the server is not asked after', async () => {
    const phone = await ringingPhone();
    phone.send({ type: 'decline', callId: phone.call().id });
    await settle();
    await phone.server.answerPoll(resync);
    await phone.clock.advance(20_000);
    assert.equal(asked(phone, invitationUrl), 0);
    assert.equal(posted(phone, declineUrl), 1);
  });

  test('that did not is told again where it rings on there, and nothing rings here', async () => {
    const phone = await ringingPhone();
    phone.http.once('POST', declineUrl, broken('network'));
    phone.http.on('GET', invitationUrl, json(200, invitationBody()));
    phone.send({ type: 'decline', callId: phone.call().id });
    let rang = false;
    phone.phone.subscribe(() => {
      rang ||= phone.phone.mediaView().ring !== null;
    });
    await phone.clock.advance(20_000);
    assert.equal(posted(phone, declineUrl), 2);
    assert.deepEqual(
      phone.past().map(({ outcome }) => outcome),
      ['declined'],
    );
    assert.equal(rang, false);
  });
});

test('an answer of which nothing is known, and whose call rings on there, rings again here', async () => {
  const phone = await ringingPhone();
  phone.http.on('POST', acceptUrl, broken('network'));
  phone.http.on('GET', invitationUrl, broken('timeout'));
  phone.send({ type: 'answer', callId: phone.call().id });
  await phone.clock.advance(6_000);
  assert.equal(phone.view().calls[0]?.ending?.title, 'The network dropped.');
  phone.http.on('GET', invitationUrl, json(200, invitationBody()));
  await phone.clock.advance(30_000);
  assert.equal(phone.call().state, 'ringing');
  assert.equal(posted(phone, acceptUrl), 1, 'an answer is never sent a second time by itself');
});

describe('what rang when an earlier run was killed', () => {
  async function after(left: unknown, reply: Reply = json(200, invitationBody())): Promise<TestPhone> {
    const phone = createTestPhone({ records: createFakeRecords({ rings: left }) });
    phone.media.prepareAtOnce();
    phone.http.on('GET', invitationUrl, reply);
    await phone.signIn();
    await settle();
    return phone;
  }

  test('rings again after the start, once', async () => {
    const phone = await after([invitationUrl]);
    assert.equal(phone.call().state, 'ringing');
    await phone.server.push('communication', started);
    assert.equal(phone.view().calls.length, 1);
    await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
    await phone.server.answerPoll(resync);
    await phone.clock.advance(10_000);
    assert.equal(asked(phone, invitationUrl), 1);
    assert.equal(phone.view().calls.filter(({ state }) => state === 'ringing').length, 0);
  });

  for (const [name, reply] of [
    ['is over meanwhile', json(404, { code: 'NotFound', subcode: 'ResourceNotFound' })],
    ['was answered elsewhere', json(200, invitationBody({ properties: { state: 'Connected' } }))],
  ] as const) {
    test(`rings nobody where it ${name}`, async () => {
      const phone = await after([invitationUrl], reply);
      assert.deepEqual(phone.view().calls, []);
      await phone.server.answerPoll(resync);
      assert.equal(asked(phone, invitationUrl), 1, 'that is known now');
    });
  }

  test('is asked for again where the server could not be asked', async () => {
    const phone = await after([invitationUrl], broken('timeout'));
    assert.deepEqual(phone.view().calls, []);
    phone.http.on('GET', invitationUrl, json(200, invitationBody()));
    await phone.clock.advance(5_000);
    assert.equal(phone.call().state, 'ringing');
  });

  test('is not asked for in another application, nor out of the domain, whatever the file says', async () => {
    const strange = [
      `${pool}/ucwa/oauth/v1/applications/999/communication/audioVideoInvitations/507`,
      'https://evil.example/audioVideoInvitations/507',
      `${applicationUrl}1/communication/audioVideoInvitations/507`,
      507,
      null,
    ];
    for (const left of [strange, 'rings', { 0: invitationUrl }, null]) {
      const phone = await after(left);
      assert.deepEqual(phone.view().calls, []);
      assert.equal(phone.http.sentTo('GET', /audioVideoInvitations/).length, 0);
    }
  });

  test('is written down as it rings, and struck out as it ends', async () => {
    const phone = await ringingPhone();
    const kept = (): unknown => phone.records.read('rings');
    assert.deepEqual(kept(), [invitationUrl]);
    phone.send({ type: 'decline', callId: phone.call().id });
    assert.deepEqual(kept(), []);
    assert.equal(phone.http.sentTo('GET', eventsUrl).length, 2);
  });
});
