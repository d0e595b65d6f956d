import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HttpResponse } from '../../../../main/core/ports.ts';
import { json, noContent } from '../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../fakes/phone.ts';
import { applicationBody, applicationUrl } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { batch, eventOf } from '../fixtures/meeting.ts';
import {
  origin,
  phoneAudioEvent,
  phoneConversationPath,
  phoneInvitationEvent,
  phoneInvitationPath,
} from '../fixtures/phone-call.ts';

const communicationUrl = `${applicationUrl}/communication`;
const startUrl = `${communicationUrl}/startPhoneAudio`;
const cancelUrl = `${origin}${phoneInvitationPath}/cancel`;
const path = `${phoneConversationPath}/phoneAudio`;
const to = '+46 8 5550 1234';

async function online(links: object = { startPhoneAudio: { href: startUrl } }): Promise<TestPhone> {
  const phone = createTestPhone();
  const communication = { rel: 'communication', etag: '7', _links: { self: { href: communicationUrl }, ...links } };
  const body = applicationBody();
  const there = { ...body, _embedded: { ...body._embedded, communication } };
  phone.http.on('POST', /\/applications$/, json(201, there));
  phone.http.on('GET', applicationUrl, json(200, there));
  phone.http.on('GET', communicationUrl, json(200, communication));
  phone.http.on('POST', cancelUrl, noContent);
  phone.http.on('POST', /stopPhoneAudio$/, noContent);
  phone.http.on('DELETE', /conversations\/300$/, noContent);
  await phone.signIn();
  await settle();
  return phone;
}

async function calling(answer: HttpResponse = json(201, undefined)): Promise<TestPhone> {
  const phone = await online();
  phone.http.on('POST', startUrl, answer);
  assert.deepEqual(phone.send({ type: 'call-by-phone', to }), { ok: true });
  await settle();
  return phone;
}

const asked = (phone: TestPhone) => phone.http.sentTo('POST', startUrl).map(({ body }) => JSON.parse(body ?? '{}'));

function invitation(phone: TestPhone, state: string, type = 'updated', more: object = {}): object {
  const { operationId } = asked(phone)[0] ?? {};
  return phoneInvitationEvent(type, { direction: 'Outgoing', state, operationId }, more);
}

const failed = (phone: TestPhone, subcode: string): object =>
  invitation(phone, 'Failed', 'completed', { status: 'Failure', reason: { code: 'RemoteFailure', subcode } });

describe('a call by phone', () => {
  test('is possible where the server offers it, to what can be called', async () => {
    const phone = await online();
    assert.equal(phone.view().calling.phoneAudio, true);
    assert.deepEqual(phone.send({ type: 'call-by-phone', to: 'nobody at all' }), {
      ok: false,
      refusal: 'not-callable',
    });
    const without = await online({});
    assert.equal(without.view().calling.phoneAudio, false);
    assert.deepEqual(without.send({ type: 'call-by-phone', to }), { ok: false, refusal: 'unavailable' });
  });

  test('asks once, and rings the user’s telephone first, then the other side', async () => {
    const phone = await calling();
    const [body, ...more] = asked(phone);
    assert.deepEqual(
      [body.to, typeof body.operationId, typeof body.threadId, more],
      ['tel:+46855501234', 'string', 'string', []],
    );
    assert.deepEqual([phone.call().state, phone.call().phone?.step], ['calling', 'own-phone']);
    assert.deepEqual(phone.send({ type: 'call-by-phone', to }), { ok: false, refusal: 'engaged' });
    await phone.server.push('communication', invitation(phone, 'Connecting', 'started'));
    assert.equal(phone.call().state, 'calling');
    await phone.server.push('communication', invitation(phone, 'Alerting'));
    assert.deepEqual(
      [phone.call().state, phone.call().phone?.step, phone.call().out?.progress],
      ['alerting', 'far-side', 'alerting'],
    );
    await phone.server.push('communication', invitation(phone, 'Forwarded'));
    assert.equal(phone.call().out?.progress, 'forwarded');
    await phone.server.push('conversation', phoneAudioEvent('Connected', ['hold', 'stop'], path));
    assert.equal(phone.call().state, 'connected');
    assert.equal(phone.phone.mayOpenMicrophone(), false);
    await phone.server.push('communication', invitation(phone, 'Connecting', 'started'));
    assert.equal(phone.call().state, 'connected', 'what comes late changes nothing');
  });

  for (const [step, subcode, title] of [
    ['Connecting', 'Timeout', 'Your phone did not answer.'],
    ['Connecting', 'Busy', 'Busy'],
    ['Connecting', 'Declined', 'Declined'],
    ['Connecting', 'DoNotDisturb', 'Do not disturb'],
    ['Connecting', 'PstnCallFailed', 'Your phone could not be rung.'],
    ['Alerting', 'Busy', 'Busy'],
    ['Alerting', 'Declined', 'Declined'],
    ['Alerting', 'Timeout', 'No answer'],
  ] as const) {
    test(`ends with ${subcode} after ${step}`, async () => {
      const phone = await calling();
      await phone.server.push('communication', invitation(phone, step), failed(phone, subcode));
      assert.deepEqual([phone.call().state, phone.call().ending?.title], ['ended', title]);
      assert.deepEqual(
        phone.past().map(({ direction, byPhone }) => [direction, byPhone]),
        [['outgoing', true]],
      );
    });
  }

  for (const [what, answer, title] of [
    [
      'a number that is none',
      json(400, { code: 'BadRequest', subcode: 'NormalizationFailed' }),
      'This number cannot be called.',
    ],
    ['what is not allowed', json(403, { code: 'Forbidden' }), 'Calls by phone are not allowed.'],
    ['anything else', json(409, { code: 'Conflict' }), 'Your phone could not be rung.'],
  ] as const) {
    test(`says in words that the server refuses ${what}`, async () => {
      const phone = await calling(answer);
      assert.deepEqual([phone.call().state, phone.call().ending?.title], ['ended', title]);
    });
  }

  test('is not asked again where the answer is lost, and cancelled where it turns up after it was given up', async () => {
    const phone = await online();
    phone.http.hold('POST', startUrl);
    phone.send({ type: 'call-by-phone', to });
    await settle();
    phone.http.openTo('POST', startUrl)?.reply({ kind: 'timeout', message: 'no answer' });
    await settle();
    assert.equal(phone.call().state, 'calling');
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await phone.server.push('communication', invitation(phone, 'Connecting', 'started'));
    await settle();
    assert.deepEqual([asked(phone).length, phone.http.sentTo('POST', cancelUrl).length], [1, 1]);
    assert.deepEqual(
      phone.view().calls.map(({ state }) => state),
      ['ended'],
    );
  });

  const invitationUrl = `${origin}${phoneInvitationPath}`;
  const named: HttpResponse = { status: 201, headers: { location: [phoneInvitationPath] }, body: '' };
  const there = json(200, {
    rel: 'phoneAudioInvitation',
    _links: { cancel: { href: `${phoneInvitationPath}/cancel` } },
  });
  const cancelled = ({ http }: TestPhone) => http.sentTo('POST', cancelUrl).length;

  test('can be given up before any event has told of it, by the name that the answer gave it', async () => {
    const phone = await calling(named);
    phone.http.on('GET', invitationUrl, there);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(cancelled(phone), 1);
    await phone.server.push('communication', invitation(phone, 'Connecting', 'started'));
    await settle();
    assert.equal(cancelled(phone), 1);
  });

  test('can be given up before it was answered at all: nothing rings on', async () => {
    const phone = await online();
    phone.http.hold('POST', startUrl);
    phone.send({ type: 'call-by-phone', to });
    await settle();
    phone.http.on('GET', invitationUrl, there);
    phone.send({ type: 'hang-up', callId: phone.call().id });
    await settle();
    assert.equal(cancelled(phone), 0);
    phone.http.openTo('POST', startUrl)?.reply(named);
    await settle();
    assert.equal(cancelled(phone), 1);
    assert.equal(phone.past()[0]?.outcome, 'cancelled');
  });

  test('can be cancelled while it rings, on either side', async () => {
    for (const state of ['Connecting', 'Alerting']) {
      const phone = await calling();
      await phone.server.push('communication', invitation(phone, state));
      phone.send({ type: 'hang-up', callId: phone.call().id });
      await settle();
      assert.equal(phone.call().state, 'ended');
      assert.equal(phone.http.sentTo('POST', cancelUrl).length, 1);
    }
  });
});

describe('a call into a conversation that the server knows no more', () => {
  const there = `${new URL(applicationUrl).pathname}/communication/conversations/77`;
  const addUrl = `${origin}${there}/phoneAudio/addPhoneAudio`;
  const self = (href: string) => ({ self: { href } });

  async function writing(links?: object): Promise<TestPhone> {
    const phone = await online(links);
    phone.http.on('POST', startUrl, json(201, undefined));
    const about = { rel: 'conversation', state: 'Connected', threadId: 't77', _links: self(there) };
    await phone.server.push('communication', eventOf('added', 'conversation', there, about));
    const bao = { rel: 'participant', name: 'Bao Chen', uri: 'sip:bao@contoso.com' };
    const modality = { rel: 'phoneAudio', state: 'Disconnected', _links: { addPhoneAudio: { href: addUrl } } };
    const events = [
      eventOf('added', 'participant', `${there}/participants/1`, bao),
      eventOf('updated', 'phoneAudio', `${there}/phoneAudio`, modality),
    ];
    await phone.server.answerPoll(batch([{ rel: 'conversation', href: there, events }]));
    return phone;
  }

  async function called(phone: TestPhone, answer: HttpResponse): Promise<TestPhone> {
    phone.http.on('POST', addUrl, answer);
    assert.deepEqual(phone.send({ type: 'call-by-phone', to: 'bao@contoso.com' }), { ok: true });
    await settle();
    assert.equal(phone.http.sentTo('POST', addUrl).length, 1);
    return phone;
  }

  const gone = json(404, { code: 'NotFound', subcode: 'ConversationNotFound' });

  test('begins one of its own', async () => {
    const phone = await called(await writing(), gone);
    const [request, ...more] = phone.http.sentTo('POST', startUrl);
    const { to: whom, threadId, operationId } = JSON.parse(request?.body ?? '{}') as Record<string, string>;
    assert.deepEqual([whom, more.length, phone.call().state], ['sip:bao@contoso.com', 0, 'calling']);
    assert.ok(threadId !== undefined && threadId !== 't77' && operationId !== undefined);
  });

  test('comes to nothing where the server takes none', async () => {
    const phone = await called(await writing({}), gone);
    assert.equal(phone.call().state, 'ended');
    assert.deepEqual(phone.http.sentTo('POST', startUrl), []);
  });

  for (const [name, answer] of [
    ['of whom is called', json(404, { code: 'NotFound', subcode: 'DestinationNotFound' })],
    ['of a load balancer', { status: 404, headers: {}, body: '' }],
    ['that it is not allowed', json(403, { code: 'Forbidden' })],
  ] as const) {
    test(`begins none after the word ${name}`, async () => {
      const phone = await called(await writing(), answer);
      assert.deepEqual([phone.call().state, phone.http.sentTo('POST', startUrl).length], ['ended', 0]);
    });
  }
});
