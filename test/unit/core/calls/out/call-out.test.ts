import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { callingPhone, created, dialling, startedCall } from '../../fakes/calls-out.ts';
import { broken, html, json, type Reply } from '../../fakes/http.ts';
import { firstOffer } from '../../fakes/media.ts';
import type { TestPhone } from '../../fakes/phone.ts';
import { eventsUrl, pool } from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import { audioVideoEvent, conversationDeleted, conversationUrl, invitationUrl } from '../../fixtures/call.ts';
import { calleeUrl, cancelUrl, negotiationEvent, sentBody, sentEvent, startAudioUrl } from '../../fixtures/call-out.ts';

const applicationsUrl = `${pool}/ucwa/oauth/v1/applications`;
const success = { status: 'Success' };
const failure = (subcode: string, code = 'RemoteFailure') => ({ status: 'Failure', reason: { code, subcode } });

/** The request went out, and this came of it. */
async function answeredWith(phone: TestPhone, reply: Reply): Promise<void> {
  phone.http.hold('POST', startAudioUrl);
  phone.send({ type: 'call', to: '+46855501234' });
  await settle();
  phone.http.openTo('POST', startAudioUrl)?.reply(reply);
  await settle();
}

describe('a call out', () => {
  test('is asked for once, with what the user dialled, our offer and names of ours', async () => {
    const phone = await callingPhone();
    assert.equal(phone.view().calling.audio, true);
    await dialling(phone);
    const { operationId, sessionContext, _links, ...more } = startedCall(phone.http);
    assert.deepEqual(more, { to: 'tel:+46855501234' });
    assert.ok(operationId.length <= 50 && String(sessionContext).length <= 50);
    const { href } = (_links as { mediaOffer: { href: string } }).mediaOffer;
    assert.equal(href, `data:application/sdp;base64,${Buffer.from(firstOffer).toString('base64')}`);
    const { state, direction, out, party, actions } = phone.call();
    assert.deepEqual(
      [state, direction, out?.progress, out?.dialled],
      ['calling', 'outgoing', 'connecting', '+46 8 555 012 34'],
    );
    assert.equal(party.label, '+46 8 555 012 34');
    assert.deepEqual(actions, ['mute', 'hang-up']);
    assert.equal(phone.phone.mediaView().legs[0]?.microphone, 'closed');
    assert.equal(phone.phone.mayOpenMicrophone(), false);
  });

  test('rings there, is answered, and the microphone opens then', async () => {
    const phone = await callingPhone();
    phone.http.on('GET', calleeUrl, json(200, { rel: 'contact', name: 'Ana Lindqvist', uri: 'sip:ana@contoso.com' }));
    const id = await dialling(phone);
    await phone.server.push('communication', sentEvent('started', sentBody(id, 'Connecting')));
    assert.equal(phone.call().state, 'calling');
    assert.equal(phone.call().party.label, 'Ana Lindqvist', 'as the server knows who has the number');
    await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
    assert.equal(phone.call().state, 'alerting');
    assert.equal(phone.phone.mediaView().ring?.tone, 'ringback');
    await phone.server.push('audioVideoInvitation', negotiationEvent({ final: 'v=0 final' }));
    assert.equal(phone.call().state, 'connected');
    assert.equal(phone.phone.mediaView().ring, null);
    assert.equal(phone.phone.mediaView().legs[0]?.microphone, 'open');
    await phone.server.push('conversation', audioVideoEvent('Connected'));
    await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Connected'), success));
    assert.deepEqual(phone.media.told(phone.call().id), ['call-out', 'far-answer', 'start']);
  });

  test('its events may come before the reply, in any order and twice', async () => {
    const phone = await callingPhone();
    phone.http.hold('POST', startAudioUrl);
    phone.send({ type: 'call', to: '+46855501234' });
    await settle();
    const id = startedCall(phone.http).operationId;
    await phone.server.push('audioVideoInvitation', negotiationEvent({ final: 'v=0 final' }));
    await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Connected'), success));
    await phone.server.push('communication', sentEvent('started', sentBody(id, 'Connecting')));
    await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
    await phone.server.push('audioVideoInvitation', negotiationEvent({ final: 'v=0 final' }));
    phone.http.openTo('POST', startAudioUrl)?.reply(created);
    await settle();
    assert.equal(phone.call().state, 'connected');
    assert.deepEqual(phone.media.told(phone.call().id).toSorted(), ['call-out', 'far-answer', 'start']);
  });

  test('an end that comes without its body before the reply has named the call counts once it is named', async () => {
    const phone = await callingPhone();
    phone.http.hold('POST', startAudioUrl);
    phone.send({ type: 'call', to: '+46855501234' });
    await settle();
    phone.http.on('GET', invitationUrl, json(404, { code: 'NotFound', subcode: 'ResourceNotFound' }));
    await phone.server.push('communication', sentEvent('completed', null, failure('Busy')));
    assert.equal(phone.call().state, 'calling');
    phone.http.openTo('POST', startAudioUrl)?.reply(created);
    await settle();
    assert.equal(phone.call().ending?.title, 'Busy');
  });

  test('its voice was there, and the invitation came to nothing after all: it ends, also without a body', async () => {
    for (const isWhole of [true, false]) {
      const phone = await callingPhone();
      const id = await dialling(phone);
      await phone.server.push('communication', sentEvent('started', sentBody(id, 'Connecting')));
      await phone.server.push('audioVideoInvitation', negotiationEvent({ final: 'v=0 final' }));
      assert.equal(phone.call().state, 'connected');
      const body = isWhole ? sentBody(id, 'Failed') : null;
      phone.http.on('GET', invitationUrl, json(404, { code: 'NotFound', subcode: 'ResourceNotFound' }));
      await phone.server.push('communication', sentEvent('completed', body, failure('MediaNegotiationFailure')));
      assert.equal(phone.call().state, 'ended');
      assert.deepEqual(phone.media.open, []);
    }
  });

  test('early media is heard while nobody hears us, and stops the tone; the last word wins', async () => {
    const phone = await callingPhone();
    const id = await dialling(phone);
    await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
    const mobile = { remoteEndpoint: 'sip:ana@contoso.com', sessionContext: '2' };
    await phone.server.push('audioVideoInvitation', negotiationEvent({ provisional: 'v=0 desk' }));
    await phone.server.push('audioVideoInvitation', negotiationEvent({ provisional: 'v=0 mobile' }, mobile));
    await phone.server.push('audioVideoInvitation', negotiationEvent({ provisional: 'v=0 mobile' }, mobile));
    const callId = phone.call().id;
    const forks = phone.media.instructions.filter((each) => each.type === 'provisional-answer');
    assert.deepEqual(
      forks.map(({ answer }) => answer),
      ['v=0 desk', 'v=0 mobile'],
    );
    assert.equal(new Set(forks.map(({ fork }) => fork)).size, 2, 'two places');
    phone.media.say({ type: 'early-media', callId, fork: forks[1]?.fork ?? '' });
    assert.equal(phone.call().out?.earlyMedia, true);
    const { ring, legs } = phone.phone.mediaView();
    assert.deepEqual([ring, legs[0]?.early, legs[0]?.microphone], [null, true, 'closed']);
    await phone.server.push('audioVideoInvitation', negotiationEvent({ final: 'v=0 desk' }));
    const given = phone.media.instructions.filter((each) => each.type === 'far-answer');
    assert.deepEqual(
      given.map(({ answer }) => answer),
      ['v=0 desk'],
    );
    assert.equal(phone.call().out?.earlyMedia, false);
  });

  test('where only the early answer ever comes it is the answer', async () => {
    const phone = await callingPhone();
    const id = await dialling(phone);
    await phone.server.push('audioVideoInvitation', negotiationEvent({ provisional: 'v=0 desk' }));
    await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Connected'), success));
    assert.equal(phone.call().state, 'connected');
    await phone.clock.advance(2_000);
    assert.deepEqual(phone.media.told(phone.call().id), ['call-out', 'provisional-answer', 'start', 'far-answer']);
    await phone.clock.advance(20_000);
    assert.equal(phone.call().state, 'connected');
  });

  test('without any answer it ends, and the server is told', async () => {
    const phone = await callingPhone();
    const id = await dialling(phone);
    await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Connected'), success));
    await phone.server.push('conversation', audioVideoEvent('Connected'));
    await phone.clock.advance(10_000);
    assert.equal(phone.call().ending?.title, 'Sound could not be set up.');
    assert.equal(phone.http.sentTo('POST', /terminate/).length, 1);
  });

  for (const [subcode, title, outcome] of [
    ['Busy', 'Busy', 'busy'],
    ['Declined', 'Declined', 'declined'],
    ['DoNotDisturb', 'Do not disturb', 'failed'],
    ['Timeout', 'No answer', 'no-answer'],
    ['Unreachable', 'Not reachable', 'failed'],
    ['DestinationNotFound', 'Number not found', 'failed'],
    ['Forwarded', 'Sent on', 'failed'],
    ['DialoutNotAllowed', 'Not allowed', 'failed'],
    ['SomethingNew', 'The call did not go through', 'failed'],
  ] as const) {
    test(`ends as ${subcode}: ${title}`, async () => {
      const phone = await callingPhone();
      const id = await dialling(phone);
      await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
      await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Failed'), failure(subcode)));
      const { state, ending, actions } = phone.call();
      assert.deepEqual([state, ending?.title, actions], ['ended', title, ['call-back']]);
      assert.equal(phone.phone.mediaView().ring?.tone, subcode === 'Busy' ? 'busy' : 'ended');
      assert.deepEqual(phone.media.open, []);
      const [past] = phone.past();
      assert.deepEqual([past?.outcome, past?.direction, past?.seen], [outcome, 'outgoing', true]);
      assert.deepEqual(phone.http.sentTo('POST', cancelUrl), [], 'the server knows');
      await phone.clock.advance(4_000);
      assert.equal(phone.phone.mediaView().ring, null);
    });
  }

  for (const [name, reply, title] of [
    ['404 DestinationNotFound', json(404, { code: 'NotFound', subcode: 'DestinationNotFound' }), 'Number not found'],
    ['400 NormalizationFailed', json(400, { code: 'BadRequest', subcode: 'NormalizationFailed' }), 'Number not found'],
    ['403', json(403, { code: 'Forbidden' }), 'Not allowed'],
    ['409 TooManyConversations', json(409, { code: 'Conflict', subcode: 'TooManyConversations' }), 'Too many calls'],
    ['429', json(429, { code: 'TooManyRequests' }), 'The server takes no more calls'],
    [
      '410 CannotRedirect',
      json(410, { code: 'Gone', subcode: 'CannotRedirect' }),
      'The server could not go on with the call',
    ],
    [
      '404 ApplicationNotFound',
      json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }),
      'The server ended the call.',
    ],
  ] as const) {
    test(`is refused with ${name}: ${title}`, async () => {
      const phone = await callingPhone();
      phone.http.on('POST', startAudioUrl, reply);
      phone.send({ type: 'call', to: '+46855501234' });
      await settle();
      assert.equal(phone.call().ending?.title, title);
      assert.equal(phone.http.sentTo('POST', startAudioUrl).length, 1);
      assert.deepEqual(phone.media.open, []);
    });
  }

  for (const [name, reply, title] of [
    ['a 503', json(503, { code: 'ServiceUnavailable' }), 'The server could not go on with the call'],
    [
      'a 500',
      json(500, { code: 'ServiceFailure', subcode: 'CallbackChannelError' }),
      'The server could not go on with the call',
    ],
    ['a proxy', html(502), 'The network dropped.'],
    ['a wire that broke', broken('network'), 'The network dropped.'],
  ] as const) {
    test(`an unknown outcome (${name}) is never sent again: its events tell, or it ends and is cancelled when it shows up`, async () => {
      const heard = await callingPhone();
      await answeredWith(heard, reply);
      const id = startedCall(heard.http).operationId;
      await heard.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
      await heard.clock.advance(30_000);
      assert.equal(heard.call().state, 'alerting');

      const silent = await callingPhone();
      await answeredWith(silent, reply);
      await silent.clock.advance(10_000);
      assert.equal(silent.call().ending?.title, title);
      assert.deepEqual(silent.http.sentTo('POST', cancelUrl), []);
      const late = startedCall(silent.http).operationId;
      await silent.server.push('communication', sentEvent('started', sentBody(late, 'Connecting')));
      assert.equal(silent.http.sentTo('POST', cancelUrl).length, 1);
    });
  }
});

describe('404 ApplicationNotFound in answer to a call', () => {
  const gone = json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' });

  async function told(isGone: boolean): Promise<TestPhone> {
    const phone = await callingPhone();
    let isThere = true;
    phone.http.on('GET', eventsUrl, () => (isThere ? undefined : gone));
    phone.http.on('POST', applicationsUrl, () => {
      isThere = true;
      return undefined;
    });
    phone.http.on('POST', startAudioUrl, () => {
      isThere = !isGone;
      return gone;
    });
    phone.send({ type: 'call', to: '+46855501234' });
    await settle();
    return phone;
  }
  const made = ({ http }: TestPhone) =>
    http.sentTo('POST', applicationsUrl).filter(({ headers }) => headers.authorization !== undefined).length;

  test('the application is made anew at once, and not when the channel next hears of it', async () => {
    const phone = await told(true);
    await phone.clock.advance(5_000);
    assert.equal(made(phone), 2);
    assert.equal(phone.view().session.status, 'Ready');
  });

  test('a server that has it all the same goes on in it, and is not asked again and again', async () => {
    const phone = await told(false);
    const polls = () => phone.http.sentTo('GET', eventsUrl).length;
    await phone.clock.advance(1_000);
    const asked = polls();
    for (let count = 0; count < 5; count += 1) {
      phone.send({ type: 'call', to: '+46855501234' });
      await phone.clock.advance(500);
    }
    assert.equal(polls(), asked);
    assert.equal(made(phone), 1);
    assert.equal(phone.view().session.status, 'Ready');
  });
});

test('a request that never went out ends the call at once', async () => {
  const phone = await callingPhone();
  phone.http.on('POST', startAudioUrl, broken('offline'));
  phone.send({ type: 'call', to: '+46855501234' });
  await settle();
  assert.equal(phone.call().ending?.title, 'The network dropped.');
});

describe('hanging up before the answer', () => {
  test('while the gateway makes the offer nothing is ever sent', async () => {
    const phone = await callingPhone();
    phone.http.on('POST', startAudioUrl, created);
    const { media } = phone;
    media.holdCallsOut();
    phone.send({ type: 'call', to: '+46855501234' });
    const callId = phone.call().id;
    assert.equal(phone.call().out?.progress, 'preparing');
    assert.deepEqual(phone.send({ type: 'hang-up', callId }), { ok: true });
    media.say({ type: 'called-out', callId, offering: `${callId}-out`, farOffer: 'v=0', nearOffer: 'near' });
    await settle();
    assert.deepEqual(phone.http.sentTo('POST', startAudioUrl), []);
    assert.equal(phone.past()[0]?.outcome, 'cancelled');
  });

  test('before the reply the server is told as soon as it has named the call', async () => {
    const phone = await callingPhone();
    phone.http.hold('POST', startAudioUrl);
    phone.send({ type: 'call', to: '+46855501234' });
    await settle();
    phone.send({ type: 'hang-up', callId: phone.call().id });
    assert.deepEqual(phone.phone.mediaView(), { ring: null, legs: [] });
    phone.http.on('GET', /audioVideoInvitations/, json(200, sentBody('x', 'Connecting')));
    phone.http.openTo('POST', startAudioUrl)?.reply(created);
    await settle();
    assert.equal(phone.http.sentTo('POST', cancelUrl).length, 1);
  });

  test('while it rings the invitation is cancelled', async () => {
    const phone = await callingPhone();
    const id = await dialling(phone);
    await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', cancelUrl).length, 1);
    await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Cancelled'), failure('Canceled')));
    const { ending } = phone.call();
    assert.deepEqual([ending?.title, ending?.ordinary], ['Call ended', true]);
  });

  test('where it crosses the answer the call is ended at the server', async () => {
    const phone = await callingPhone();
    const id = await dialling(phone);
    await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
    phone.http.on('POST', cancelUrl, json(404, { code: 'NotFound' }));
    phone.http.on('DELETE', conversationUrl, { status: 204, headers: {}, body: '' });
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Connected'), success));
    await settle();
    assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 1);
    assert.equal(phone.call().state, 'ended');
    assert.equal(phone.phone.mayOpenMicrophone(), false);
  });

  test('an answer that comes after the server took the cancel is stopped', async () => {
    const phone = await callingPhone();
    const id = await dialling(phone);
    await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    await phone.server.push('conversation', audioVideoEvent('Connected'));
    assert.equal(phone.http.sentTo('POST', /terminate/).length, 1);
  });

  test('a conversation that is over ends it, and the reason may come later', async () => {
    const phone = await callingPhone();
    const id = await dialling(phone);
    await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')), conversationDeleted);
    assert.equal(phone.call().state, 'alerting', 'the invitation may say that it goes on elsewhere');
    await phone.clock.advance(1_000);
    assert.equal(phone.call().ending?.title, 'The call did not go through');
    await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Failed'), failure('Busy')));
    assert.equal(phone.call().ending?.title, 'Busy');
    assert.equal(phone.past()[0]?.outcome, 'busy');
  });
});
