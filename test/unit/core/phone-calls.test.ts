import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  acceptUrl,
  answeringPhone,
  assertAllGone,
  connectedPhone,
  declineUrl,
  onlinePhone,
  ringingPhone,
} from './fakes/calls.ts';
import { broken, json, noContent } from './fakes/http.ts';
import { farAnswer } from './fakes/media.ts';
import { createTestPhone, type TestPhone } from './fakes/phone.ts';
import { applicationUrl, pool } from './fakes/server.ts';
import { settle } from './fakes/settle.ts';
import {
  audioVideoEvent,
  audioVideoUrl,
  completed,
  conversationDeleted,
  conversationUrl,
  invitationBody,
  invitationEvent,
  invitationUrl,
  started,
} from './fixtures/call.ts';

const stopUrl = `${audioVideoUrl}/terminate`;
const bodyOf = (phone: TestPhone, url: string | RegExp) => phone.http.sentTo('POST', url).map(({ body }) => body);

test('a ring: who calls, the tone, sound prepared with the microphone shut', async () => {
  const phone = await ringingPhone();
  const { party, subject, actions } = phone.call();
  assert.deepEqual([party.label, party.number, subject], ['Ana Lindqvist', '+46 8 555 012 34', 'Order 48213']);
  assert.deepEqual(actions, ['answer', 'decline', 'decline-here', 'silence']);
  const { ring, legs } = phone.phone.mediaView();
  assert.equal(ring?.callId, phone.call().id);
  assert.deepEqual(
    legs.map(({ microphone, offer }) => [microphone, offer]),
    [['closed', 'near offer']],
  );
  assert.equal(phone.phone.mayOpenMicrophone(), false);
});

test('Answer leaves at once as one request, with the answer that was prepared and a session context', async () => {
  const phone = await ringingPhone();
  const { id } = phone.call();
  assert.deepEqual(phone.send({ type: 'answer', callId: id }), { ok: true });
  const [sent, more] = phone.http.sentTo('POST', acceptUrl);
  assert.equal(more, undefined);
  assert.equal(sent?.body, farAnswer);
  assert.equal(sent?.headers['content-type'], 'application/sdp');
  assert.match(new URL(sent?.url ?? '').searchParams.get('sessionContext') ?? '', /^.{1,50}$/);
  assert.equal(phone.call().state, 'answering');
  assert.equal(phone.phone.mediaView().ring, null);
  assert.equal(phone.phone.mediaView().legs[0]?.microphone, 'open');
  assert.equal(phone.phone.mayOpenMicrophone(), true);
  for (let surface = 0; surface < 5; surface += 1) {
    assert.deepEqual(phone.send({ type: 'answer', callId: id }), { ok: false, refusal: 'repeated' });
  }
  await settle();
  assert.equal(phone.http.sentTo('POST', acceptUrl).length, 1);
});

test('the invitation’s own session context is used', async () => {
  const phone = await onlinePhone();
  await phone.server.push(
    'communication',
    invitationEvent('started', invitationBody({ properties: { sessionContext: 'theirs' } })),
  );
  phone.send({ type: 'answer', callId: phone.call().id });
  assert.match(phone.http.sentTo('POST', acceptUrl)[0]?.url ?? '', /sessionContext=theirs/);
});

test('Answer before sound is prepared: it is sent as soon as it is', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  await phone.server.push('communication', started);
  const { id } = phone.call();
  phone.send({ type: 'answer', callId: id });
  assert.equal(phone.http.sentTo('POST', acceptUrl).length, 0);
  assert.deepEqual(phone.media.told(id), ['prepare', 'hurry'], 'it waits behind no other call');
  phone.media.say({ type: 'prepared', callId: id, farAnswer: 'far', nearOffer: 'near', held: false });
  assert.equal(phone.http.sentTo('POST', acceptUrl)[0]?.body, 'far');
});

test('from Answer to voice, and to the end of the call by the user', async () => {
  const phone = await connectedPhone();
  phone.http.on('POST', stopUrl, noContent);
  const { id } = phone.call();
  assert.deepEqual(phone.media.told(id), ['prepare', 'start']);
  await phone.clock.advance(65_000);
  assert.equal(phone.call().lastedMs, 65_000);
  phone.send({ type: 'mute', callId: id, muted: true });
  assert.equal(phone.phone.mediaView().legs[0]?.muted, true);
  phone.send({ type: 'hang-up', callId: id });
  assert.deepEqual(phone.media.open, [], 'sockets do not wait for the server');
  assert.deepEqual(phone.phone.mediaView().legs, []);
  await settle();
  assert.deepEqual(bodyOf(phone, stopUrl), ['{"reason":"UserInitiatedAction"}']);
  assert.equal(phone.call().ending?.title, 'Call ended');
  assert.equal(phone.call().lastedMs, 65_000);
  assert.equal(phone.past()[0]?.talkedMs, 65_000);
});

describe('how the server is told to stop', () => {
  test('by the modality’s link, looked up where it is not known', async () => {
    const phone = await answeringPhone();
    phone.http.openTo('POST', acceptUrl)?.reply(noContent);
    await phone.server.push('communication', completed('Success'));
    assert.equal(phone.call().state, 'connected');
    const links = { stopAudio: { href: 'audioVideo/stopAudio' } };
    phone.http.on('GET', audioVideoUrl, json(200, { rel: 'audioVideo', state: 'Connected', _links: links }));
    phone.http.on('POST', /stopAudio$/, noContent);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(bodyOf(phone, /stopAudio$/).length, 1);
  });

  test('else by leaving the conversation', async () => {
    const phone = await answeringPhone();
    phone.http.openTo('POST', acceptUrl)?.reply(noContent);
    await phone.server.push('communication', completed('Success'));
    phone.http.on('GET', audioVideoUrl, json(404, { code: 'NotFound' }));
    phone.http.on('DELETE', conversationUrl, noContent);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 1);
    assert.equal(phone.call().state, 'ended');
  });

  test('and if it does not answer, the call is over after two seconds all the same', async () => {
    const phone = await connectedPhone();
    phone.http.on('POST', stopUrl, noContent);
    phone.http.hold('POST', stopUrl);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await phone.clock.advance(1_999);
    assert.equal(phone.call().state, 'ending');
    await phone.clock.advance(1);
    assert.equal(phone.call().state, 'ended');
  });
});

describe('what becomes of an answer that is not taken', () => {
  for (const status of [400, 403, 405, 415]) {
    test(`${status}, and it rings on there: it could not be answered`, async () => {
      const phone = await answeringPhone();
      phone.http.on('GET', invitationUrl, json(200, invitationBody()));
      phone.http.openTo('POST', acceptUrl)?.reply(json(status, { code: 'Conflict' }));
      await settle();
      assert.equal(phone.call().ending?.title, 'The call could not be answered.');
      assert.equal(phone.past()[0]?.outcome, 'failed');
      assert.deepEqual(phone.media.open, []);
      assert.equal(phone.http.sentTo('POST', acceptUrl).length, 1);
    });
  }

  for (const subcode of ['AlreadyExists', 'TooManyGroups', 'AnotherOperationPending', undefined]) {
    const conflict = json(409, { code: 'Conflict', subcode });

    test(`409 ${subcode}, and it rings on there: it rings on here, and can be answered again`, async () => {
      const phone = await answeringPhone();
      phone.http.on('GET', invitationUrl, json(200, invitationBody()));
      phone.http.openTo('POST', acceptUrl)?.reply(conflict);
      await settle();
      assert.equal(phone.call().state, 'ringing');
      assert.deepEqual(phone.send({ type: 'answer', callId: phone.call().id }), { ok: true });
      await settle();
      assert.equal(phone.http.sentTo('POST', acceptUrl).length, 2);
      await phone.server.push('conversation', audioVideoEvent('Connected'));
      assert.equal(phone.call().state, 'connected');
    });

    test(`409 ${subcode}, because the server had taken it: it is up`, async () => {
      const phone = await answeringPhone();
      phone.http.on('GET', invitationUrl, json(200, invitationBody()));
      phone.http.openTo('POST', acceptUrl)?.reply(conflict);
      await settle();
      await phone.server.push('conversation', audioVideoEvent('Connected'));
      assert.equal(phone.call().state, 'connected');
    });
  }

  for (const [name, status, found] of [
    ['refused', 403, json(200, invitationBody())],
    ['gone', 404, json(404, { code: 'NotFound' })],
  ] as const) {
    test(`${name}, and then it is up there: the caller is not left in a dead call`, async () => {
      const phone = await answeringPhone();
      phone.http.on('POST', stopUrl, noContent);
      phone.http.on('GET', invitationUrl, found);
      phone.http.openTo('POST', acceptUrl)?.reply(json(status, { code: 'Forbidden' }));
      await settle();
      assert.equal(phone.call().state, 'ended');
      const title = phone.call().ending?.title;
      await phone.server.push('conversation', audioVideoEvent('Connected'));
      await phone.server.push('communication', completed('Success'));
      await phone.server.push('conversation', audioVideoEvent('Connected'));
      assert.equal(bodyOf(phone, stopUrl).length, 1);
      assert.equal(phone.call().ending?.title, title);
    });
  }

  test('no reply, and the invitation says Connected: it was taken', async () => {
    const phone = await answeringPhone();
    phone.http.on('GET', invitationUrl, json(200, { rel: 'audioVideoInvitation', state: 'Connected' }));
    phone.http.openTo('POST', acceptUrl)?.reply(broken('network'));
    await settle();
    assert.equal(phone.call().state, 'answering');
    await phone.server.push('conversation', audioVideoEvent('Connected'));
    assert.equal(phone.call().state, 'connected');
    assert.equal(phone.http.sentTo('POST', acceptUrl).length, 1);
  });

  test('no reply, and nobody can be asked: the network dropped', async () => {
    const phone = await answeringPhone();
    phone.http.on('GET', invitationUrl, broken('network'));
    phone.http.openTo('POST', acceptUrl)?.reply(broken('timeout'));
    await phone.clock.advance(6_000);
    assert.equal(phone.call().ending?.title, 'The network dropped.');
    assert.deepEqual(phone.past()[0]?.outcome, 'failed');
    assert.equal(phone.http.sentTo('POST', acceptUrl).length, 1);
    assertAllGone(phone);
  });

  describe('the way to the server breaks, and the call waits there', () => {
    for (const failure of ['network', 'refused', 'timeout'] as const) {
      test(`${failure}: the answer goes out again, and the user presses once`, async () => {
        const phone = await answeringPhone();
        phone.http.on('GET', invitationUrl, json(200, invitationBody()));
        phone.http.openTo('POST', acceptUrl)?.reply(broken(failure));
        await settle();
        assert.equal(phone.call().state, 'answering');
        assert.equal(phone.http.sentTo('POST', acceptUrl).length, 2);
        await phone.server.push('conversation', audioVideoEvent('Connected'));
        assert.equal(phone.call().state, 'connected');
      });
    }

    test('nobody can be asked for seconds, as in a change of network: it goes out once that is over', async () => {
      const phone = await answeringPhone();
      phone.http.on('GET', invitationUrl, broken('network'));
      phone.http.openTo('POST', acceptUrl)?.reply(broken('network'));
      await phone.clock.advance(1_000);
      assert.equal(phone.call().state, 'answering');
      phone.http.on('GET', invitationUrl, json(200, invitationBody()));
      await phone.clock.advance(2_000);
      assert.equal(phone.http.sentTo('POST', acceptUrl).length, 2);
    });

    test('three times: it rings on, says so, and can be answered again', async () => {
      const phone = await answeringPhone();
      phone.http.on('GET', invitationUrl, json(200, invitationBody()));
      phone.http.on('POST', acceptUrl, broken('network'));
      phone.http.openTo('POST', acceptUrl)?.reply(broken('network'));
      await settle();
      assert.equal(phone.http.sentTo('POST', acceptUrl).length, 3);
      assert.equal(phone.call().state, 'ringing');
      assert.deepEqual(
        phone.call().notes.map(({ title }) => title),
        ['The call could not be answered.'],
      );
    });

    test('hung up meanwhile: it does not go out again', async () => {
      const phone = await answeringPhone();
      phone.http.on('GET', invitationUrl, broken('network'));
      phone.http.openTo('POST', acceptUrl)?.reply(broken('network'));
      await settle();
      phone.send({ type: 'hang-up', callId: phone.call().id });
      phone.http.on('GET', invitationUrl, json(200, invitationBody()));
      await phone.clock.advance(3_000);
      assert.equal(phone.http.sentTo('POST', acceptUrl).length, 1);
      assert.equal(phone.http.sentTo('POST', declineUrl).length, 1);
    });
  });

  test('no reply, but events say that it is up: it stays up', async () => {
    const phone = await answeringPhone();
    await phone.server.push('conversation', audioVideoEvent('Connected'));
    phone.http.on('GET', invitationUrl, json(404, { code: 'NotFound' }));
    phone.http.openTo('POST', acceptUrl)?.reply(broken('network'));
    await settle();
    assert.equal(phone.call().state, 'connected');
  });

  test('nothing at all for 20 seconds: it could not be answered; taken later, it is stopped', async () => {
    const phone = await answeringPhone();
    phone.http.on('GET', audioVideoUrl, json(404, { code: 'NotFound' }));
    phone.http.on('DELETE', conversationUrl, noContent);
    await phone.clock.advance(19_999);
    assert.equal(phone.call().state, 'answering');
    await phone.clock.advance(1);
    assert.equal(phone.call().ending?.title, 'The call could not be answered.');
    await phone.clock.advance(10_000);
    assert.deepEqual(phone.view().calls, []);
    assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 0);
    phone.http.openTo('POST', acceptUrl)?.reply(noContent);
    await settle();
    assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 1, 'the far side is not left in a dead call');
  });
});

test('declined: everywhere, once', async () => {
  const phone = await ringingPhone();
  const { id } = phone.call();
  phone.send({ type: 'decline', callId: id });
  phone.send({ type: 'decline', callId: id });
  await phone.server.push('communication', completed('Failure', 'LocalFailure', 'Declined'), conversationDeleted);
  assert.deepEqual(bodyOf(phone, declineUrl), ['{"reason":"Global"}']);
  assert.equal(phone.call().ending?.title, 'Declined');
  assert.equal(phone.past()[0]?.outcome, 'declined');
});

test('silenced: the card stays, the tone goes', async () => {
  const phone = await ringingPhone();
  phone.send({ type: 'silence', callId: phone.call().id });
  assert.equal(phone.phone.mediaView().ring, null);
  assert.deepEqual(phone.call().actions, ['answer', 'decline', 'decline-here']);
  assert.equal(phone.call().silenced, true);
});

test('a call that rings while another is up: softly, and not to be answered beside the other', async () => {
  const phone = await connectedPhone();
  phone.http.on('POST', stopUrl, noContent);
  const path = '/ucwa/oauth/v1/applications/101/communication/audioVideoInvitations/508';
  const links = { conversation: { href: '/c2' }, audioVideo: { href: '/v2' } };
  await phone.server.push('communication', invitationEvent('started', invitationBody({ path, links }), {}, path));
  const second = phone.call();
  assert.deepEqual(second.actions, ['hang-up-and-answer', 'decline', 'decline-here', 'silence']);
  assert.deepEqual(phone.send({ type: 'answer', callId: second.id }), { ok: false, refusal: 'unavailable' });
  assert.equal(phone.http.sentTo('POST', `${pool}${path}/acceptWithAnswer`).length, 0);
  assert.equal(phone.phone.mediaView().ring?.tone, 'call-waiting');
  phone.send({ type: 'silence', callId: second.id });
  assert.deepEqual(phone.call().actions, ['hang-up-and-answer', 'decline', 'decline-here']);
  phone.send({ type: 'hang-up', callId: phone.view().calls[0]?.id ?? '' });
  await settle();
  assert.deepEqual(
    phone.call().actions,
    ['answer', 'decline', 'decline-here'],
    'it can be answered once the other is over',
  );
});

test('reports of a renderer about calls that are over go nowhere', async () => {
  const phone = await ringingPhone();
  const { id } = phone.call();
  phone.phone.mediaReport({ type: 'leg-answer', callId: id, sdp: 'near answer' });
  phone.send({ type: 'decline', callId: id });
  phone.phone.mediaReport({ type: 'leg-answer', callId: id, sdp: 'late' });
  phone.phone.mediaReport({ type: 'leg-answer', callId: 'nobody', sdp: 'stray' });
  phone.phone.mediaReport({ type: 'leg-failed', callId: id, message: 'late' });
  phone.phone.mediaReport({ type: 'microphone', callId: id, outcome: 'denied' });
  assert.deepEqual(phone.media.told(id), ['prepare', 'near-answer', 'close']);
  assert.deepEqual(phone.media.told('nobody'), []);
  assert.equal(phone.past().length, 1);
});

test('a listener that throws keeps nobody else from the news', async () => {
  const phone = await onlinePhone();
  const seen: string[] = [];
  phone.phone.subscribe(() => {
    throw new Error('a window is gone');
  });
  const end = phone.phone.subscribe(() => seen.push(phone.view().calls.at(-1)?.state ?? 'none'));
  await phone.server.push('communication', started);
  assert.equal(seen.at(-1), 'ringing');
  end();
  const { length } = seen;
  phone.send({ type: 'decline', callId: phone.call().id });
  assert.equal(seen.length, length, 'a subscription that ended hears no more');
});

test('an invitation that is outgoing, over, or cannot be answered rings nobody', async () => {
  const phone = await onlinePhone();
  for (const body of [
    invitationBody({ properties: { direction: 'Outgoing' } }),
    invitationBody({ links: { acceptWithAnswer: undefined } }),
    invitationBody({ links: { acceptWithAnswer: { href: 'https://evil.example/a' } } }),
    invitationBody({ properties: { state: 'Cancelled' } }),
    invitationBody({ properties: { state: 'Connected' } }),
  ]) {
    await phone.server.push('communication', invitationEvent('started', body));
  }
  assert.deepEqual(phone.view().calls, []);
  assert.ok(phone.http.sent.every(({ url }) => url.startsWith(pool) || url.startsWith('https://lyncdiscover')));
});

test('a final state that comes without completed ends the ring too', async () => {
  const phone = await ringingPhone();
  await phone.server.push(
    'communication',
    invitationEvent('updated', invitationBody({ properties: { state: 'Cancelled' } })),
  );
  assert.equal(phone.call().ending?.title, 'Missed');
});

test('an event that comes again long after the call ended does not ring', async () => {
  const phone = await ringingPhone();
  phone.send({ type: 'decline', callId: phone.call().id });
  await phone.clock.advance(60_000);
  await phone.server.push('communication', started);
  assert.deepEqual(phone.view().calls, []);
  assert.equal(phone.past().length, 1);
});

test('stopping with a call up ends it and the application', async () => {
  const phone = await connectedPhone();
  phone.http.on('POST', stopUrl, noContent);
  await phone.phone.stop();
  assert.deepEqual(phone.media.open, []);
  assert.equal(bodyOf(phone, stopUrl).length, 1);
  assert.equal(phone.http.sentTo('DELETE', applicationUrl).length, 1);
});
