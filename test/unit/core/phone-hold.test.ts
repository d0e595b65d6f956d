import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MediaInstruction } from '../../../main/core/ports.ts';
import { connectedPhone, ringingPhone } from './fakes/calls.ts';
import { broken, json, noContent } from './fakes/http.ts';
import type { TestPhone } from './fakes/phone.ts';
import { pool } from './fakes/server.ts';
import { settle } from './fakes/settle.ts';
import { conversationPath, offerHref, offerSdp } from './fixtures/call.ts';

const path = (name = 'r1') => `${conversationPath}/audioVideo/renegotiations/${name}`;
const answerUrl = (name = 'r1') => `${pool}${path(name)}/answer`;
const dismissUrl = (name = 'r1') => `${pool}${path(name)}/dismiss`;

function body(name = 'r1', links: object = {}, properties: object = {}) {
  return {
    rel: 'audioVideoRenegotiation',
    direction: 'Incoming',
    ...properties,
    _links: {
      self: { href: path(name) },
      conversation: { href: conversationPath },
      audioVideoSession: { href: `${conversationPath}/audioVideo/audioVideoSession` },
      mediaOffer: { href: offerHref },
      answer: { href: `${path(name)}/answer` },
      dismiss: { href: `${path(name)}/dismiss` },
      ...links,
    },
  };
}

const event = (type = 'started', name = 'r1', embedded: object | null = body(name), more: object = {}) => ({
  link: { rel: 'audioVideoRenegotiation', href: path(name) },
  type,
  ...(embedded === null ? {} : { _embedded: { audioVideoRenegotiation: embedded } }),
  ...more,
});

/** A call that is up, at a server that takes answers and refusals. */
async function talking(): Promise<TestPhone> {
  const phone = await connectedPhone();
  for (const name of ['r1', 'r2']) {
    phone.http.on('POST', answerUrl(name), noContent);
    phone.http.on('POST', dismissUrl(name), noContent);
  }
  return phone;
}

const asked = (phone: TestPhone) =>
  phone.media.instructions.filter(
    (each): each is MediaInstruction & { type: 'renegotiate' } => each.type === 'renegotiate',
  );

function gatewayTakes(phone: TestPhone, held: boolean, farAnswer = 'v=0 answer'): void {
  const { renegotiation, callId } = asked(phone).at(-1) ?? {};
  assert.ok(renegotiation !== undefined && callId !== undefined);
  phone.media.say({ type: 'renegotiated', callId, renegotiation, farAnswer, held });
}

const titles = (phone: TestPhone) => phone.call().notes.map(({ title }) => title);

test('a hold goes to the gateway, its answer to the server as SDP, and the window says so until it is over', async () => {
  const phone = await talking();
  await phone.server.push('communication', event());
  assert.deepEqual(
    asked(phone).map(({ offer }) => offer),
    [offerSdp],
  );
  gatewayTakes(phone, true, 'held');
  await settle();
  const [sent, more] = phone.http.sentTo('POST', answerUrl());
  assert.equal(more, undefined);
  assert.equal(sent?.body, 'held');
  assert.equal(sent?.headers['content-type'], 'application/sdp');
  assert.equal(new URL(sent?.url ?? '').search, '');
  assert.deepEqual(titles(phone), ['On hold by the other side.']);
  phone.media.say({ type: 'far-silent', callId: phone.call().id });
  assert.equal(phone.call().state, 'connected');
  await phone.server.push('communication', event('started', 'r2'));
  gatewayTakes(phone, false, 'resumed');
  await settle();
  assert.deepEqual(
    phone.http.sentTo('POST', answerUrl('r2')).map(({ body: sdp }) => sdp),
    ['resumed'],
  );
  assert.deepEqual(titles(phone), []);
});

test('what the server says of it afterwards changes nothing', async () => {
  const phone = await talking();
  await phone.server.push('communication', event());
  gatewayTakes(phone, true);
  for (const type of ['started', 'updated', 'completed', 'deleted']) {
    await phone.server.push('communication', event(type, 'r1', type === 'deleted' ? null : body()));
  }
  await settle();
  assert.equal(asked(phone).length, 1);
  assert.equal(phone.http.sentTo('POST', answerUrl()).length, 1);
});

test('an event without its resource is looked up', async () => {
  const phone = await talking();
  phone.http.on('GET', `${pool}${path()}`, json(200, body()));
  await phone.server.push('communication', event('started', 'r1', null));
  await settle();
  assert.equal(asked(phone).length, 1);
});

describe('what is none of the far side’s is left alone', () => {
  for (const [what, embedded] of [
    ['our own', body('r1', {}, { direction: 'Outgoing' })],
    ['one that cannot be answered any more', body('r1', { answer: undefined })],
    ['one without an offer', body('r1', { mediaOffer: undefined })],
    ['one of another conversation', body('r1', { conversation: { href: `${conversationPath}-other` } })],
    ['one that leads to another host', body('r1', { answer: { href: 'https://evil.example/answer' } })],
  ] as const) {
    test(what, async () => {
      const phone = await talking();
      await phone.server.push('communication', event('started', 'r1', embedded));
      await settle();
      assert.deepEqual(asked(phone), []);
      assert.deepEqual(phone.http.sentTo('POST', /renegotiations|evil/), []);
    });
  }
});

test('what the gateway cannot do is dismissed with the reason, and the call goes on', async () => {
  const phone = await talking();
  await phone.server.push('communication', event());
  const { callId, renegotiation } = asked(phone)[0] ?? { callId: '', renegotiation: '' };
  const message = 'encryption is required';
  phone.media.say({ type: 'renegotiation-failed', callId, renegotiation, failure: 'encryption-mismatch', message });
  await settle();
  assert.deepEqual(
    phone.http.sentTo('POST', dismissUrl()).map(({ body: json }) => json),
    ['{"reason":"EncryptionMismatch"}'],
  );
  assert.equal(phone.call().state, 'connected');
});

test('an offer that cannot be read is dismissed', async () => {
  const phone = await talking();
  await phone.server.push(
    'communication',
    event('started', 'r1', body('r1', { mediaOffer: { href: 'data:text/html,x' } })),
  );
  await settle();
  assert.deepEqual(
    phone.http.sentTo('POST', dismissUrl()).map(({ body: json }) => json),
    ['{"reason":"InvalidMediaOffer"}'],
  );
});

test('one for a call that only rings is not now', async () => {
  const phone = await ringingPhone();
  phone.http.on('POST', dismissUrl(), noContent);
  await phone.server.push('communication', event());
  await settle();
  assert.deepEqual(
    phone.http.sentTo('POST', dismissUrl()).map(({ body: json }) => json),
    ['{"reason":"Conflict"}'],
  );
  assert.equal(phone.call().state, 'ringing');
});

describe('an answer that the server does not hear', () => {
  test('is sent again', async () => {
    const phone = await talking();
    phone.http.on('POST', answerUrl(), broken('network'));
    await phone.server.push('communication', event());
    gatewayTakes(phone, true);
    await settle();
    phone.http.on('POST', answerUrl(), json(503, { code: 'ServiceFailure' }));
    await phone.clock.advance(500);
    phone.http.on('POST', answerUrl(), noContent);
    await phone.clock.advance(1000);
    await phone.clock.advance(60_000);
    assert.equal(phone.http.sentTo('POST', answerUrl()).length, 3);
    assert.deepEqual(titles(phone), ['On hold by the other side.']);
  });

  test('is not, once the server refuses it', async () => {
    const phone = await talking();
    phone.http.on('POST', answerUrl(), json(404, { code: 'NotFound' }));
    await phone.server.push('communication', event());
    gatewayTakes(phone, true);
    await settle();
    await phone.clock.advance(60_000);
    assert.equal(phone.http.sentTo('POST', answerUrl()).length, 1);
    assert.equal(phone.call().state, 'connected');
  });

  test('is not for ever', async () => {
    const phone = await talking();
    phone.http.on('POST', answerUrl(), json(500, { code: 'ServiceFailure' }));
    await phone.server.push('communication', event());
    gatewayTakes(phone, true);
    await settle();
    for (let second = 0; second < 30; second += 1) await phone.clock.advance(1000);
    assert.equal(phone.http.sentTo('POST', answerUrl()).length, 4);
  });
});
