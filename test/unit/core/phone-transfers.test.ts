import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptUrl, answeringPhone, connectedPhone, declineUrl, onlinePhone, ringingPhone } from './fakes/calls.ts';
import { json, noContent } from './fakes/http.ts';
import type { TestPhone } from './fakes/phone.ts';
import { pool } from './fakes/server.ts';
import { settle } from './fakes/settle.ts';
import {
  audioVideoEvent,
  audioVideoPath,
  audioVideoUrl,
  completed,
  conversationDeleted,
  conversationPath,
  conversationUrl,
  invitationBody,
  invitationEvent,
} from './fixtures/call.ts';

const application = '/ucwa/oauth/v1/applications/101';
const path = `${application}/communication/audioVideoInvitations/600`;
const newConversation = `${application}/communication/conversations/200`;
const newAudioVideo = `${newConversation}/audioVideo`;
const newAccept = new RegExp(`^${pool}${path}/acceptWithAnswer\\?`);
const newDecline = `${pool}${path}/decline`;
const transferredBy = { transferredBy: { href: `${application}/people/priya` } };
const replacesAudioVideo = { replacesAudioVideo: { href: audioVideoPath } };

interface Offer {
  readonly links?: object;
  readonly properties?: object;
  readonly embedded?: object;
}

/** An invitation of somebody else's, in a conversation of its own. */
function offer({ links = {}, properties = {}, embedded = {} }: Offer) {
  const from = { rel: 'participant', name: 'Bao Chen', uri: 'sip:bao@contoso.com' };
  const own = { conversation: { href: newConversation }, audioVideo: { href: newAudioVideo } };
  const body = invitationBody({ path, properties, links: { ...own, ...links }, embedded: { from, ...embedded } });
  return invitationEvent('started', body, {}, path);
}

const newConnected = {
  link: { rel: 'audioVideo', href: newAudioVideo },
  type: 'updated',
  _embedded: {
    audioVideo: {
      rel: 'audioVideo',
      state: 'Connected',
      _links: { self: { href: newAudioVideo }, stopAudioVideo: { href: `${newAudioVideo}/terminate` } },
    },
  },
};

/** What the server says by its own name for what is replaced. */
const aliased = /\/replaces(AudioVideo|PhoneAudio)$/;

async function transferred(phone: TestPhone, given: Offer = { links: { ...transferredBy, ...replacesAudioVideo } }) {
  phone.http.on('POST', newAccept, noContent);
  phone.http.on('POST', newDecline, noContent);
  phone.http.on('POST', /\/terminate$/, noContent);
  phone.http.on(
    'GET',
    aliased,
    json(200, { rel: 'audioVideo', state: 'Connected', _links: { self: { href: audioVideoPath } } }),
  );
  await phone.server.push('communication', offer(given));
}

const shown = (phone: TestPhone) => phone.view().calls.map(({ party, state }) => [party.label, state]);

/** By what an invitation says that it takes the place of the call that there is. */
const ways: Readonly<Record<string, Offer>> = {
  'a link to its modality': { links: { ...transferredBy, ...replacesAudioVideo } },
  'such a link without a word of a transfer': { links: replacesAudioVideo },
  'an absolute link': { links: { replacesAudioVideo: { href: audioVideoUrl } } },
  'a link of a name of its own': { links: { replacesAudioVideo: { href: `${path}/replacesAudioVideo` } } },
  'the modality itself': {
    embedded: { replacesAudioVideo: { rel: 'audioVideo', _links: { self: { href: audioVideoPath } } } },
  },
  'a link to its telephone modality': { links: { replacesPhoneAudio: { href: `${path}/replacesPhoneAudio` } } },
  'a derived modality': { links: { derivedAudioVideo: { href: audioVideoPath } } },
  'a derived conversation': { links: { ...transferredBy, derivedConversation: { href: conversationPath } } },
};

describe('a transfer of the call that is up', () => {
  for (const [name, given] of Object.entries(ways)) {
    test(`told by ${name}: one call on the screen, and the talk goes on`, async () => {
      const phone = await connectedPhone();
      const before = phone.call().id;
      await phone.clock.advance(30_000);
      await transferred(phone, given);
      assert.deepEqual(shown(phone), [['Bao Chen', 'answering']]);
      assert.equal(phone.phone.mediaView().ring, null, 'nothing rings');
      assert.equal(phone.http.sentTo('POST', newAccept).length, 1, 'it is accepted at once');
      assert.deepEqual(
        phone.phone.mediaView().legs.map(({ callId, microphone }) => [callId === before, microphone]),
        [
          [true, 'open'],
          [false, 'closed'],
        ],
        'the old voice is heard until the new one is there',
      );
      await phone.server.push('conversation', newConnected);
      assert.deepEqual(shown(phone), [['Bao Chen', 'connected']]);
      assert.deepEqual(
        phone.phone.mediaView().legs.map(({ callId, microphone }) => [callId === before, microphone]),
        [[false, 'open']],
      );
      assert.ok(phone.call().lastedMs >= 30_000, 'the talk has lasted since it began');
      await phone.server.push('conversation', audioVideoEvent('Disconnected'), conversationDeleted);
      assert.deepEqual(phone.past(), [], 'its end gives no row');
      phone.send({ type: 'hang-up', callId: phone.call().id });
      await phone.clock.advance(5_000);
      assert.deepEqual(
        phone.past().map(({ party, outcome }) => [party.label, outcome]),
        [['Bao Chen', 'answered']],
      );
      assert.deepEqual(phone.media.open, []);
    });
  }

  test('the old call ends first: still one call, and no row', async () => {
    const phone = await connectedPhone();
    await transferred(phone);
    await phone.server.push('conversation', audioVideoEvent('Disconnected'), conversationDeleted);
    assert.deepEqual(shown(phone), [['Bao Chen', 'answering']]);
    await phone.server.push('conversation', newConnected);
    assert.deepEqual(shown(phone), [['Bao Chen', 'connected']]);
    assert.equal(phone.phone.mediaView().legs[0]?.microphone, 'open');
    assert.deepEqual(phone.past(), []);
  });

  test('all in one batch', async () => {
    const phone = await connectedPhone();
    phone.http.on('POST', newAccept, noContent);
    const given = offer({ links: { ...transferredBy, ...replacesAudioVideo } });
    await phone.server.push('communication', given, audioVideoEvent('Disconnected'), newConnected, conversationDeleted);
    assert.equal(phone.view().calls.length, 1);
    assert.equal(phone.call().party.label, 'Bao Chen');
    assert.deepEqual(phone.past(), []);
  });

  test('the server is told to end the old one, in case it does not', async () => {
    const phone = await connectedPhone();
    await transferred(phone);
    await phone.server.push('conversation', newConnected);
    assert.equal(phone.http.sentTo('POST', `${audioVideoUrl}/terminate`).length, 1);
  });

  test('it comes to nothing: the old call goes on', async () => {
    const phone = await connectedPhone();
    phone.http.on('POST', newAccept, json(409, { code: 'Conflict' }));
    phone.http.on('GET', `${pool}${path}`, json(404, { code: 'NotFound' }));
    const before = phone.call().id;
    await phone.server.push('communication', offer({ links: { ...transferredBy, ...replacesAudioVideo } }));
    await settle();
    const live = phone.view().calls.filter(({ state }) => state !== 'ended');
    assert.deepEqual(
      live.map(({ id, state }) => [id, state]),
      [[before, 'connected']],
    );
    assert.equal(phone.phone.mediaView().legs[0]?.microphone, 'open');
  });

  test('hung up meanwhile: both are over', async () => {
    const phone = await connectedPhone();
    phone.http.hold('POST', newAccept);
    await transferred(phone);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await phone.clock.advance(10_000);
    assert.deepEqual(phone.view().calls, []);
    assert.deepEqual(phone.media.open, []);
    assert.equal(phone.http.sentTo('POST', `${audioVideoUrl}/terminate`).length, 1);
  });

  test('muted stays muted', async () => {
    const phone = await connectedPhone();
    phone.send({ type: 'mute', callId: phone.call().id, muted: true });
    await transferred(phone);
    await phone.server.push('conversation', newConnected);
    assert.equal(phone.call().muted, true);
  });

  test('in the same thread, transferred: told by that too', async () => {
    const phone = await ringingPhone();
    phone.send({ type: 'decline', callId: phone.call().id });
    await phone.clock.advance(10_000);
    const old = invitationBody({
      path: `${application}/communication/audioVideoInvitations/599`,
      properties: { threadId: 't' },
    });
    await phone.server.push(
      'communication',
      invitationEvent('started', old, {}, `${application}/communication/audioVideoInvitations/599`),
    );
    await transferred(phone, { links: transferredBy, properties: { threadId: 't' } });
    assert.deepEqual(shown(phone), [['Bao Chen', 'ringing']]);
  });
});

for (const [how, given] of Object.entries<Offer>({
  'by a link': { links: transferredBy },
  whole: { embedded: { transferredBy: { rel: 'contact', name: 'Priya Raman', uri: 'sip:priya@contoso.com' } } },
})) {
  test(`in the thread of the call that is up, and by whom it is transferred is told ${how}: the talk goes on`, async () => {
    const phone = await onlinePhone();
    const properties = { threadId: 't' };
    await phone.server.push('communication', invitationEvent('started', invitationBody({ properties })));
    phone.send({ type: 'answer', callId: phone.call().id });
    await settle();
    await phone.server.push('conversation', audioVideoEvent('Connected'));
    await transferred(phone, { ...given, properties });
    assert.deepEqual(shown(phone), [['Bao Chen', 'answering']]);
  });
}

test('while the call is being answered, its transfer is answered too', async () => {
  const phone = await answeringPhone();
  await transferred(phone);
  assert.deepEqual(shown(phone), [['Bao Chen', 'answering']]);
  assert.equal(phone.http.sentTo('POST', newAccept).length, 1);
  phone.http.openTo('POST', acceptUrl)?.reply(noContent);
  await phone.server.push('conversation', newConnected);
  assert.deepEqual(shown(phone), [['Bao Chen', 'connected']]);
  assert.deepEqual(phone.past(), []);
});

describe('a transfer of a call that rings', () => {
  test('one ring goes on, as the other’s, and can be answered', async () => {
    const phone = await ringingPhone();
    await transferred(phone);
    assert.deepEqual(shown(phone), [['Bao Chen', 'ringing']]);
    assert.deepEqual(phone.call().actions, ['answer', 'decline', 'decline-here', 'silence']);
    await phone.server.push('communication', completed('Failure', 'Informational', 'Replaced'), conversationDeleted);
    assert.deepEqual(phone.past(), []);
    assert.equal(phone.http.sentTo('POST', declineUrl).length, 0);
    phone.send({ type: 'answer', callId: phone.call().id });
    await phone.server.push('conversation', newConnected);
    assert.deepEqual(shown(phone), [['Bao Chen', 'connected']]);
  });

  test('silenced stays silenced', async () => {
    const phone = await ringingPhone();
    phone.send({ type: 'silence', callId: phone.call().id });
    await transferred(phone);
    assert.equal(phone.call().silenced, true);
  });
});

describe('what is no transfer of the call that is up', () => {
  for (const [name, given] of [
    ['a call that somebody else transferred', { links: transferredBy }],
    ['any other call', {}],
    ['a call in another thread', { links: transferredBy, properties: { threadId: 'other' } }],
  ] as const) {
    test(`${name} rings as a second one`, async () => {
      const phone = await connectedPhone();
      await transferred(phone, given);
      assert.deepEqual(shown(phone), [
        ['Ana Lindqvist', 'connected'],
        ['Bao Chen', 'ringing'],
      ]);
      assert.equal(phone.http.sentTo('POST', newAccept).length, 0);
      assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 0);
    });
  }

  test('a call that replaces something else, or nobody knows what, rings as a second one', async () => {
    for (const reply of [
      json(404, { code: 'NotFound' }),
      json(200, {
        rel: 'audioVideo',
        _links: { self: { href: `${application}/communication/conversations/1/audioVideo` } },
      }),
    ]) {
      const phone = await connectedPhone();
      phone.http.on('POST', newAccept, noContent);
      phone.http.on('GET', aliased, reply);
      const links = { ...transferredBy, replacesAudioVideo: { href: `${path}/replacesAudioVideo` } };
      await phone.server.push('communication', offer({ links }));
      assert.deepEqual(shown(phone), [
        ['Ana Lindqvist', 'connected'],
        ['Bao Chen', 'ringing'],
      ]);
      assert.equal(phone.http.sentTo('POST', newAccept).length, 0);
    }
  });

  test('a server that does not say what is replaced keeps no call from ringing', async () => {
    const phone = await connectedPhone();
    phone.http.hold('GET', aliased);
    await phone.server.push(
      'communication',
      offer({ links: { replacesAudioVideo: { href: `${path}/replacesAudioVideo` } } }),
    );
    await phone.clock.advance(1_000);
    assert.equal(phone.call().state, 'ringing');
  });

  test('with no call there is, a replacing one is a call like any other', async () => {
    const phone = await ringingPhone();
    phone.send({ type: 'decline', callId: phone.call().id });
    await transferred(phone);
    assert.equal(phone.call().state, 'ringing');
    assert.equal(phone.http.sentTo('POST', newAccept).length, 0);
  });
});
