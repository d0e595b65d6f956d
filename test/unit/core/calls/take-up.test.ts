import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutSecrets } from '../../../../main/core/calls/compare/sayable-sdp.ts';
import type { KeptTalk } from '../../../../main/core/calls/kept-talk.ts';
import { connectedPhone } from '../fakes/calls.ts';
import { json, noContent } from '../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../fakes/phone.ts';
import { applicationBody, applicationUrl, pool } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { createFakeRecords } from '../fakes/storage.ts';
import {
  audioVideoPath,
  audioVideoUrl,
  conversationDeleted,
  conversationPath,
  conversationUrl,
  offerHref,
  offerSdp,
} from '../fixtures/call.ts';

const sessionPath = `${audioVideoPath}/audioVideoSession`;
const renegotiations = `${pool}${sessionPath}/renegotiations`;
const stopUrl = `${audioVideoUrl}/terminate`;
const listUrl = `${applicationUrl}/communication/conversations`;
const ours = 'o=- 7 3 IN IP4 192.0.2.1';

const talk: KeptTalk = {
  conversation: conversationUrl,
  direction: 'incoming',
  threadId: 'thread',
  subject: 'Order 48213',
  party: { name: 'Ana Lindqvist', uri: 'sip:ana@contoso.com', phoneNumber: null },
  held: false,
  startedAt: 1_000,
  connectedAt: 2_000,
  carried: { offer: offerSdp, after: ours },
};

/** The app was started anew; the server lists the conversation, in which voice goes on. */
async function restarted(
  talks: unknown,
  links: object = { renegotiations: { href: renegotiations } },
  state = 'Connected',
) {
  const phone = createTestPhone({ records: createFakeRecords({ talks }) });
  const { http } = phone;
  phone.media.prepareAtOnce();
  phone.media.renegotiateAtOnce();
  const body = applicationBody();
  const communication = { rel: 'communication', _links: { conversations: { href: listUrl } } };
  http.on('GET', applicationUrl, json(200, { ...body, _embedded: { ...body._embedded, communication } }));
  http.on('GET', listUrl, json(200, { rel: 'conversations', _links: { conversation: [{ href: conversationPath }] } }));
  const modality = { audioVideo: { href: audioVideoPath } };
  http.on('GET', conversationUrl, json(200, { rel: 'conversation', state, _links: modality }));
  const named = { stopAudioVideo: { href: stopUrl }, audioVideoSession: { href: sessionPath } };
  http.on('GET', audioVideoUrl, json(200, { rel: 'audioVideo', state: 'Connected', _links: named }));
  http.on('GET', `${pool}${sessionPath}`, json(200, { rel: 'audioVideoSession', _links: links }));
  http.on('POST', stopUrl, noContent);
  http.on('DELETE', conversationUrl, noContent);
  http.on('POST', new RegExp(`^${renegotiations}`), json(201, {}));
  await phone.signIn();
  await settle();
  return phone;
}

async function answered(phone: TestPhone): Promise<void> {
  const [request] = phone.http.sentTo('POST', new RegExp(`^${renegotiations}`));
  const operationId = new URL(request?.url ?? '').searchParams.get('operationId');
  const href = `${audioVideoPath}/renegotiations/1`;
  const links = { self: { href }, audioVideoSession: { href: sessionPath }, mediaAnswer: { href: offerHref } };
  const resource = { rel: 'audioVideoRenegotiation', direction: 'Outgoing', operationId, _links: links };
  const link = { rel: 'audioVideoRenegotiation', href };
  const event = { link, type: 'completed', status: 'Success', _embedded: { audioVideoRenegotiation: resource } };
  await phone.server.push('communication', event);
}

describe('a call that was up when the app was killed', () => {
  test('goes on, muted, at the place where we are now, and keeps its time', async () => {
    const phone = await restarted([talk]);
    const call = phone.call();
    assert.deepEqual([call.state, call.muted, call.party.label], ['connected', true, 'Ana Lindqvist']);
    assert.deepEqual([...phone.media.told(call.id)].sort(), ['hurry', 'offer', 'prepare', 'start']);
    const [prepare] = phone.media.instructions;
    assert.ok(prepare?.type === 'prepare');
    assert.deepEqual([prepare.offer, prepare.after], [offerSdp, ours]);
    await answered(phone);
    assert.deepEqual(
      phone.call().notes.map(({ title }) => title),
      ['The call goes on.'],
    );
    const [leg] = phone.phone.mediaView().legs;
    assert.deepEqual([leg?.microphone, leg?.muted], ['open', true]);
    assert.ok(phone.call().actions.includes('hold'));
    phone.send({ type: 'mute', callId: call.id, muted: false });
    assert.deepEqual(phone.call().notes, []);
    assert.deepEqual(phone.http.sentTo('POST', stopUrl), []);
    await phone.server.push('communication', conversationDeleted);
    const [past] = phone.past();
    assert.deepEqual([past?.outcome, past?.at], ['answered', 1_000]);
    assert.equal(past?.talkedMs, phone.clock.wall() - 2_000);
  });

  test('on hold it stays on hold', async () => {
    const phone = await restarted([{ ...talk, held: true }]);
    assert.notEqual(phone.call().heldHereMs, null);
    const offer = phone.media.instructions.find(({ type }) => type === 'offer');
    assert.equal(offer?.type === 'offer' && offer.direction, 'inactive');
  });

  for (const [what, talks, links] of [
    ['nothing is known of it', [], undefined],
    ['it is another one', [{ ...talk, conversation: `${conversationUrl}9` }], undefined],
    ['what was kept is broken', [{ ...talk, carried: 7 }], undefined],
    ['the far side could not be told of another place', [talk], {}],
  ] as const) {
    test(`is ended at the server where ${what}`, async () => {
      const phone = await restarted(talks, links);
      assert.deepEqual(phone.view().calls, []);
      assert.equal(phone.http.sentTo('POST', stopUrl).length, 1);
      assert.deepEqual(phone.media.instructions, []);
    });
  }

  test('by secrets alone, of which nothing is kept, it is ended at the server and stands in the history', async () => {
    const phone = await restarted([{ ...talk, carried: null }]);
    assert.deepEqual(phone.view().calls, []);
    assert.equal(phone.http.sentTo('POST', stopUrl).length, 1);
    assert.deepEqual(phone.media.instructions, []);
    const [past, ...more] = phone.past();
    assert.deepEqual(
      [past?.party.label, past?.outcome, past?.at, more.length],
      ['Ana Lindqvist', 'answered', 1_000, 0],
    );
    assert.equal(past?.note, 'Switchhook stopped in the call. When it started again, the call could not go on.');
    assert.equal(past?.talkedMs, phone.clock.wall() - 2_000);
  });

  test('in a meeting, it is left as a whole', async () => {
    const phone = await restarted([{ ...talk, carried: null }], undefined, 'Conferenced');
    assert.deepEqual(phone.view().calls, []);
    assert.equal(phone.http.sentTo('DELETE', conversationUrl).length, 1);
    assert.equal(phone.http.sentTo('POST', stopUrl).length, 0);
  });

  test('is over, and the server told, where the far side does not agree in time', async () => {
    const phone = await restarted([talk]);
    await phone.clock.advance(10_000);
    assert.equal(phone.call().state, 'ended');
    assert.equal(phone.http.sentTo('POST', stopUrl).length, 1);
  });
});

describe('what is kept', () => {
  test('is there as long as the call is up', async () => {
    const phone = await connectedPhone();
    const kept = () => JSON.parse(phone.records.documents.get('talks') ?? '[]') as KeptTalk[];
    assert.deepEqual(
      kept().map(({ conversation, party, held }) => [conversation, party?.name, held]),
      [[conversationUrl, 'Ana Lindqvist', false]],
    );
    await phone.server.push('communication', conversationDeleted);
    assert.deepEqual(kept(), []);
  });

  test('has no key and no password: of a call with one that cannot be taken out there is nothing', async () => {
    const key = 'd0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj';
    const crypto = `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}|2^31|1:1\r\n`;
    const after = `v=0\r\n${ours}\r\n${crypto}`;
    const closed = 'A'.repeat(40);
    const agent = `a=ice-ufrag:name\r\na=ice-pwd:${key}\r\na=candidate:1 1 UDP 1 192.0.2.1 1 typ host\r\n`;
    const offer = `${offerSdp}${crypto}${agent}`;
    assert.deepEqual(withoutSecrets({ offer, after }), { offer: offer.replaceAll(key, closed), after: ours });
    for (const line of [
      'a=fingerprint:sha-256 00',
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 other:key',
      `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}|2^31|1:1;inline:${key}|2^31|2:1`,
      `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}|2^31 FEC_KEY=inline:${key}`,
      `A=Crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}`,
      `a= ice-pwd:${key}`,
      `a=ICE-PWD:${key}`,
      'a=ice-pwd:se-cret',
      'a=key-mgmt:mikey x',
      'k=clear:key',
    ]) {
      assert.equal(withoutSecrets({ offer: `${offerSdp}${line}\r\n`, after }), null, line);
    }
    assert.equal(withoutSecrets({ offer: offerSdp, after: 'v=0' }), null);
  });
});
