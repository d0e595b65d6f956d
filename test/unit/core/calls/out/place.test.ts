import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { callingPhone, created, dialling, startedCall } from '../../fakes/calls-out.ts';
import { type FakeHttp, json } from '../../fakes/http.ts';
import { firstOffer } from '../../fakes/media.ts';
import { applicationUrl } from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import { completed, invitationBody, invitationEvent, invitationPath, started } from '../../fixtures/call.ts';
import {
  cancelUrl,
  communicationBody,
  emergencyUrl,
  onBehalfUrl,
  sentBody,
  sentEvent,
  startAudioUrl,
} from '../../fixtures/call-out.ts';

const emergency = {
  emergencyNumbers: ['112', '911;9911'],
  locationRequired: 'Disclaimer',
  emergencyServiceDisclaimer: 'Say where you are',
};

describe('what is dialled', () => {
  for (const [what, to, refusal] of [
    ['what is neither number nor address', 'Ana', 'not-callable'],
    ['a number of the emergency service', '112', 'emergency'],
    ['what stands for one', '99 11', 'emergency'],
  ] as const) {
    test(`${what} is refused, and nothing is sent`, async () => {
      const phone = await callingPhone({ policies: emergency });
      assert.deepEqual(phone.send({ type: 'call', to }), { ok: false, refusal });
      assert.deepEqual(phone.view().calls, []);
      assert.deepEqual(phone.media.instructions, []);
    });
  }

  test('where the server gives no link nothing can be called', async () => {
    const phone = await callingPhone({ links: [] });
    assert.equal(phone.view().calling.audio, false);
    assert.deepEqual(phone.send({ type: 'call', to: '4711' }), { ok: false, refusal: 'unavailable' });
  });

  test('one call is made at a time', async () => {
    const phone = await callingPhone();
    await dialling(phone);
    assert.deepEqual(phone.send({ type: 'call', to: '4711' }), { ok: false, refusal: 'engaged' });
  });

  test('without a microphone the call ends before anything is sent, and says so', async () => {
    const phone = await callingPhone();
    phone.phone.mediaReport({ type: 'devices', inputs: [], outputs: [] });
    assert.deepEqual(phone.send({ type: 'call', to: '4711' }), { ok: true });
    assert.equal(phone.call().ending?.title, 'No microphone was found.');
    assert.deepEqual(phone.http.sentTo('POST', startAudioUrl), []);
  });

  test('muted before the answer it begins muted', async () => {
    const phone = await callingPhone();
    const id = await dialling(phone);
    const callId = phone.call().id;
    assert.deepEqual(phone.send({ type: 'mute', callId, muted: true }), { ok: true });
    await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Connected'), { status: 'Success' }));
    const [leg] = phone.phone.mediaView().legs;
    assert.deepEqual([leg?.microphone, leg?.muted], ['open', true]);
  });

  test('somebody who rings meanwhile is told of softly, and answering gives up the call that nobody answered', async () => {
    const phone = await callingPhone();
    const id = await dialling(phone);
    await phone.server.push('communication', sentEvent('started', sentBody(id, 'Connecting')));
    phone.media.prepareAtOnce();
    const moved = JSON.parse(JSON.stringify(started).replaceAll('507', '508').replaceAll('137', '138')) as object;
    await phone.server.push('communication', moved);
    const ring = phone.view().calls.find(({ state }) => state === 'ringing');
    assert.equal(phone.phone.mediaView().ring?.tone, 'call-waiting');
    assert.ok(ring?.actions.includes('answer'));
    phone.http.on('POST', /acceptWithAnswer/, { status: 204, headers: {}, body: '' });
    phone.send({ type: 'answer', callId: ring?.id ?? '' });
    await settle();
    assert.deepEqual(
      phone.view().calls.map(({ state }) => state),
      ['ended', 'answering'],
    );
    assert.equal(phone.http.sentTo('POST', cancelUrl).length, 1);
  });
});

describe('a call for help', () => {
  test('goes out as such, with the place, however it was asked for', async () => {
    const place =
      '<civicAddress><country>US</country><A1>WA</A1><A3>Redmond</A3><RD>Microsoft</RD><STS>Way</STS><HNO>1</HNO><LOC>Building 4</LOC><PC>98052</PC></civicAddress>';
    const phone = await callingPhone({
      links: ['startAudio', 'startEmergencyCall'],
      properties: { lisLocation: place, lisQueryResult: 'Succeeded' },
      policies: emergency,
    });
    assert.deepEqual(phone.view().calling.emergencyNumbers, ['112', '911', '9911']);
    assert.deepEqual(phone.view().calling.emergencyPlace, {
      place: 'Building 4, 1 Microsoft Way, Redmond, WA 98052, US',
      found: 'network',
    });
    assert.equal(phone.view().calling.emergencyDisclaimer, 'Say where you are');
    phone.http.on('POST', emergencyUrl, created);
    assert.deepEqual(phone.send({ type: 'call-emergency', to: '4711' }), { ok: false, refusal: 'invalid' });
    assert.deepEqual(phone.send({ type: 'call-emergency', to: '112' }), { ok: true });
    assert.deepEqual(phone.send({ type: 'call-emergency', to: '112' }), { ok: false, refusal: 'repeated' });
    await settle();
    const { to, importance, address, building, city, state, zip, country } = startedCall(phone.http, emergencyUrl);
    assert.deepEqual([to, importance], ['tel:112', 'Emergency']);
    assert.deepEqual(
      [address, building, city, state, zip, country],
      ['1 Microsoft Way', 'Building 4', 'Redmond', 'WA', '98052', 'US'],
    );
    assert.equal(phone.call().out?.emergency, true);
    assert.equal(phone.call().importance, 'emergency');
  });

  test('goes out by startAudio where there is no other link, and without a microphone too', async () => {
    const phone = await callingPhone({ policies: emergency });
    phone.phone.mediaReport({ type: 'devices', inputs: [], outputs: [] });
    phone.http.on('POST', startAudioUrl, created);
    assert.deepEqual(phone.send({ type: 'call-emergency', to: '911' }), { ok: true });
    await settle();
    assert.equal(startedCall(phone.http).to, 'tel:911');
  });

  test('takes the place of one that is being made, and cannot be given up by answering another', async () => {
    const phone = await callingPhone({ policies: emergency });
    await dialling(phone);
    phone.http.on('POST', startAudioUrl, created);
    assert.deepEqual(phone.send({ type: 'call-emergency', to: '112' }), { ok: true });
    await settle();
    assert.deepEqual(
      phone.view().calls.map(({ state }) => state),
      ['ended', 'calling'],
    );
    phone.media.prepareAtOnce();
    const moved = JSON.parse(JSON.stringify(started).replaceAll('507', '508').replaceAll('137', '138')) as object;
    await phone.server.push('communication', moved);
    const ring = phone.view().calls.find(({ state }) => state === 'ringing');
    assert.deepEqual(ring?.actions.includes('answer'), false);
  });
});

describe('calling back', () => {
  test('calls the same again, and not for help', async () => {
    const phone = await callingPhone({ policies: emergency });
    const id = await dialling(phone, 'ana@contoso.com');
    await phone.server.push(
      'communication',
      sentEvent('completed', sentBody(id, 'Failed'), {
        status: 'Failure',
        reason: { code: 'RemoteFailure', subcode: 'Busy' },
      }),
    );
    const { id: callId, actions } = phone.call();
    assert.deepEqual(actions, ['call-back']);
    phone.http.on('POST', startAudioUrl, created);
    assert.deepEqual(phone.send({ type: 'call-back', callId }), { ok: true });
    await settle();
    const [, again] = phone.http.sentTo('POST', startAudioUrl);
    assert.equal((JSON.parse(again?.body ?? '{}') as { to: string }).to, 'sip:ana@contoso.com');
    assert.deepEqual(phone.send({ type: 'call-back', callId: 'nobody' }), { ok: false, refusal: 'stale' });
  });
});

describe('what a call says of itself', () => {
  async function missed() {
    const phone = await callingPhone();
    const body = invitationBody({ properties: { threadId: 'thread-1' } });
    await phone.server.push('communication', invitationEvent('started', body));
    const { id: callId } = phone.call();
    await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
    return { phone, callId };
  }

  const bodies = (phone: { readonly http: FakeHttp }) =>
    phone.http.sentTo('POST', startAudioUrl).map(({ body }) => JSON.parse(body ?? '{}') as Record<string, unknown>);

  test('a subject, cleaned; nothing where there is none; and that it begins muted', async () => {
    const phone = await callingPhone();
    phone.http.once('POST', startAudioUrl, created);
    phone.media.holdCallsOut();
    assert.deepEqual(phone.send({ type: 'call', to: '4711', subject: ' Order 48213\u202e ' }), { ok: true });
    const { id: callId } = phone.call();
    phone.send({ type: 'mute', callId, muted: true });
    phone.media.say({ type: 'called-out', callId, offering: `${callId}-out`, farOffer: firstOffer, nearOffer: 'near' });
    await settle();
    const [first] = bodies(phone);
    assert.deepEqual([first?.subject, first?.joinAudioMuted, first?.threadId], ['Order 48213', true, undefined]);
    assert.equal(phone.call().subject, 'Order 48213');
  });

  test('calling back goes on with the thread, and about the same', async () => {
    const { phone, callId } = await missed();
    phone.http.on('POST', startAudioUrl, created);
    assert.deepEqual(phone.send({ type: 'call-back', callId }), { ok: true });
    await settle();
    const [{ threadId, subject } = {}] = bodies(phone);
    assert.deepEqual([threadId, subject], ['thread-1', 'Order 48213']);
  });

  test('a thread that the server goes on with no more is left out', async () => {
    const { phone, callId } = await missed();
    phone.http.on('POST', startAudioUrl, { ...created, headers: { location: [`${invitationPath}2`] } });
    phone.http.once('POST', startAudioUrl, json(409, { code: 'Conflict', subcode: 'ThreadIdAlreadyExists' }));
    phone.send({ type: 'call-back', callId });
    await settle();
    const asked = bodies(phone);
    assert.deepEqual(
      asked.map(({ threadId }) => threadId),
      ['thread-1', undefined],
    );
    assert.equal(asked[0]?.operationId, asked[1]?.operationId);
    assert.equal(phone.view().calls.at(-1)?.state, 'calling');
  });
});

test('who was missed is called back from a notice, when the call is out of view', async () => {
  const phone = await callingPhone();
  await phone.server.push('communication', started);
  const { id: callId } = phone.call();
  await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
  await phone.clock.advance(60_000);
  assert.deepEqual(phone.view().calls, []);
  phone.http.on('POST', startAudioUrl, { ...created, headers: { location: [`${invitationPath}2`] } });
  assert.deepEqual(phone.send({ type: 'call-back', callId }), { ok: true });
  await settle();
  assert.equal(phone.call().state, 'calling');
});

test('a delegate calls for somebody, by the link for that', async () => {
  const phone = await callingPhone({
    links: ['startAudio', 'startAudioOnBehalfOfDelegator'],
    delegators: [{ rel: 'contact', name: 'Bao Chen', uri: 'sip:bao@contoso.com' }],
  });
  const [delegator] = phone.view().calling.delegators;
  assert.equal(delegator?.party.label, 'Bao Chen');
  phone.http.on('POST', onBehalfUrl, created);
  assert.deepEqual(phone.send({ type: 'call', to: '4711', onBehalfOf: 'sip:evil@contoso.com' }), {
    ok: false,
    refusal: 'unavailable',
  });
  assert.deepEqual(phone.send({ type: 'call', to: '4711', onBehalfOf: delegator.id }), { ok: true });
  await settle();
  assert.equal(startedCall(phone.http, onBehalfUrl).delegator, 'sip:bao@contoso.com');
  assert.equal(phone.call().out?.onBehalfOf?.label, 'Bao Chen');
});

test('the links follow what the server says, and go with the sign-in', async () => {
  const phone = await callingPhone();
  phone.http.on('GET', `${applicationUrl}/communication`, json(200, communicationBody([])));
  const updated = { link: { rel: 'communication', href: `${applicationUrl}/communication` }, type: 'updated' };
  await phone.server.push('communication', updated);
  assert.equal(phone.view().calling.audio, false);
  assert.deepEqual(phone.send({ type: 'call', to: '4711' }), { ok: false, refusal: 'unavailable' });
  phone.http.on('GET', `${applicationUrl}/communication`, json(200, communicationBody(['startAudio'])));
  await phone.server.push('communication', updated);
  assert.equal(phone.view().calling.audio, true);
  phone.send({ type: 'sign-out' });
  assert.equal(phone.view().calling.audio, false);
});

test('a test call ends when somebody is called', async () => {
  const phone = await callingPhone();
  assert.deepEqual(phone.send({ type: 'test-call' }), { ok: true });
  assert.notEqual(phone.view().quality.test, null);
  await dialling(phone);
  assert.equal(phone.view().quality.test, null);
});
