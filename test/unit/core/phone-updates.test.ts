import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptUrl, declineUrl, onlinePhone } from './fakes/calls.ts';
import { json, noContent } from './fakes/http.ts';
import type { TestPhone } from './fakes/phone.ts';
import { pool } from './fakes/server.ts';
import { settle } from './fakes/settle.ts';
import {
  audioVideoEvent,
  audioVideoPath,
  completed,
  conversationDeleted,
  conversationPath,
  invitationBody,
  invitationEvent,
  invitationPath,
  invitationUrl,
  offerSdp,
  started,
} from './fixtures/call.ts';

const otherSdp = offerSdp.replace('6020', '6222');
const data = (sdp: string, id: string) => ({
  href: `data:multipart/alternative;charset=utf-8;boundary=b,${encodeURIComponent(
    `--b\r\nContent-Type: application/sdp\r\nContent-ID: <${id}>\r\n\r\n${sdp}\r\n--b--`,
  )}`,
});
const without = (...links: readonly string[]) =>
  invitationEvent('started', invitationBody({ links: Object.fromEntries(links.map((link) => [link, undefined])) }));
const updated = (links: object = {}, properties: object = {}) =>
  invitationEvent('updated', invitationBody({ links, properties }));

async function answer(phone: TestPhone): Promise<void> {
  assert.deepEqual(phone.send({ type: 'answer', callId: phone.call().id }), { ok: true });
  await settle();
}

/** Offers that the media process was given for the one call, in order. */
function prepared(phone: TestPhone): readonly string[] {
  return phone.media.instructions.flatMap((each) => (each.type === 'prepare' ? each.offer : []));
}

describe('a call that rings is told of again', () => {
  test('another link to answer by: the answer goes there', async () => {
    const phone = await onlinePhone();
    const other = new RegExp(`^${invitationUrl}/v2/acceptWithAnswer\\?`);
    phone.http.on('POST', other, noContent);
    await phone.server.push(
      'communication',
      started,
      updated({ acceptWithAnswer: { href: `${invitationPath}/v2/acceptWithAnswer` } }),
    );
    await answer(phone);
    assert.equal(phone.http.sentTo('POST', other).length, 1);
    assert.equal(phone.http.sentTo('POST', acceptUrl).length, 0);
  });

  test('another link while the answer is being prepared: the answer goes there', async () => {
    const phone = await onlinePhone();
    const other = new RegExp(`^${invitationUrl}/v2/acceptWithAnswer\\?`);
    phone.http.on('POST', other, noContent);
    phone.media.holdPreparing();
    await phone.server.push('communication', started);
    await answer(phone);
    const { id: callId } = phone.call();
    await phone.server.push(
      'communication',
      updated({ acceptWithAnswer: { href: `${invitationPath}/v2/acceptWithAnswer` } }),
    );
    phone.media.say({ type: 'prepared', callId, farAnswer: 'answer', nearOffer: 'near', held: false });
    await settle();
    assert.equal(phone.http.sentTo('POST', other).length, 1);
  });

  test('a link to decline by that was not there: the call is declined by it', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', without('decline'), updated());
    phone.send({ type: 'decline', callId: phone.call().id });
    await settle();
    assert.equal(phone.http.sentTo('POST', declineUrl).length, 1);
  });

  test('the link to the own telephone comes and goes with what is told', async () => {
    const phone = await onlinePhone();
    const byPhone = () => phone.call().actions.includes('answer-by-phone');
    await phone.server.push('communication', started);
    assert.equal(byPhone(), false);
    await phone.server.push(
      'communication',
      updated({ acceptWithPhoneAudio: { href: `${invitationPath}/acceptWithPhoneAudio` } }),
    );
    assert.equal(byPhone(), true);
    await phone.server.push('communication', updated());
    assert.equal(byPhone(), false);
  });

  for (const [name, end] of [
    ['its conversation', conversationDeleted],
    ['its modality', audioVideoEvent('Disconnected')],
  ] as const) {
    test(`its names come late: the other side hangs up, told by ${name}, and it is over`, async () => {
      const phone = await onlinePhone();
      await phone.server.push('communication', without('conversation', 'audioVideo'), updated());
      await answer(phone);
      await phone.server.push('conversation', audioVideoEvent('Connected'));
      assert.equal(phone.call().state, 'connected');
      await phone.server.push('conversation', end);
      assert.equal(phone.call().state, 'ended');
    });

    test(`only the word that it is answered names it: the other side hangs up, told by ${name}, and it is over`, async () => {
      const phone = await onlinePhone();
      await phone.server.push('communication', without('conversation', 'audioVideo'));
      await answer(phone);
      const body = invitationBody({ properties: { state: 'Connected' } });
      await phone.server.push('communication', invitationEvent('completed', body, { status: 'Success' }));
      assert.equal(phone.call().state, 'connected');
      await phone.server.push('conversation', end);
      assert.equal(phone.call().state, 'ended');
    });

    test(`it is up when its names come: the other side had hung up already, told by ${name}, and it is over`, async () => {
      const phone = await onlinePhone();
      await phone.server.push('communication', without('conversation', 'audioVideo'));
      await answer(phone);
      await phone.server.push('conversation', audioVideoEvent('Connected'), end);
      const body = invitationBody({ properties: { state: 'Connected' } });
      await phone.server.push('communication', invitationEvent('completed', body, { status: 'Success' }));
      assert.equal(phone.call().state, 'ended');
    });
  }

  test('a word that leaves the names out takes none away', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', started, updated({ conversation: undefined, audioVideo: undefined }));
    await answer(phone);
    await phone.server.push('conversation', audioVideoEvent('Connected'), conversationDeleted);
    assert.equal(phone.call().state, 'ended');
  });
});

describe('a call that rings is offered anew', () => {
  test('the answer is to the latest offer, and says so', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', started, updated({ mediaOffer: data(otherSdp, 'second') }));
    const { id } = phone.call();
    assert.deepEqual(phone.media.told(id), ['prepare', 'close', 'prepare']);
    assert.deepEqual(prepared(phone).at(-1)?.trim(), otherSdp.trim());
    assert.equal(phone.call().state, 'ringing');
    await answer(phone);
    const [sent, ...more] = phone.http.sentTo('POST', acceptUrl);
    assert.deepEqual(more, []);
    assert.match(decodeURIComponent(sent?.url ?? ''), /second/);
  });

  test('what was prepared for the earlier offer is not sent, though it is ready late', async () => {
    const phone = await onlinePhone();
    phone.media.holdPreparing();
    await phone.server.push('communication', started);
    const { id: callId } = phone.call();
    await answer(phone);
    await phone.server.push('communication', updated({ mediaOffer: data(otherSdp, 'second') }));
    phone.media.say({ type: 'prepared', callId, farAnswer: 'old', nearOffer: 'near', held: false });
    phone.media.say({ type: 'failed', callId, failure: 'allocation', message: 'closed' });
    await settle();
    assert.equal(phone.http.sentTo('POST', acceptUrl).length, 0);
    assert.equal(prepared(phone).length, 1, 'ports are free before others are bound');
    phone.media.say({ type: 'closed', callId });
    assert.deepEqual(phone.media.told(callId), ['prepare', 'hurry', 'close', 'prepare', 'hurry']);
    phone.media.say({ type: 'prepared', callId, farAnswer: 'new', nearOffer: 'near', held: false });
    await settle();
    const [sent, ...more] = phone.http.sentTo('POST', acceptUrl);
    assert.deepEqual(more, []);
    assert.match(sent?.body ?? '', /new/);
  });

  test('this computer comes into another network: the same offer is prepared anew, and answered from there', async () => {
    const phone = await onlinePhone();
    phone.media.holdPreparing();
    await phone.server.push('communication', started);
    const { id: callId } = phone.call();
    phone.media.say({ type: 'prepared', callId, farAnswer: 'old', nearOffer: 'near', held: false });
    phone.media.say({ type: 'uprooted', callId });
    await answer(phone);
    assert.deepEqual(phone.media.told(callId), ['prepare', 'close', 'hurry']);
    phone.media.say({ type: 'closed', callId });
    phone.media.say({ type: 'prepared', callId, farAnswer: 'new', nearOffer: 'near', held: false });
    await settle();
    const [sent, ...more] = phone.http.sentTo('POST', acceptUrl);
    assert.deepEqual(more, []);
    assert.match(sent?.body ?? '', /new/);
    phone.media.say({ type: 'uprooted', callId });
    assert.ok(phone.media.told(callId).at(-1) !== 'close', 'what was told stays');
  });

  test('the same offer again, or none: nothing is prepared anew', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', started, updated(), updated({ mediaOffer: undefined }));
    assert.deepEqual(phone.media.told(phone.call().id), ['prepare']);
  });

  test('an offer of a call that waits for its turn replaces the one before', async () => {
    const phone = await onlinePhone();
    const pathOf = (n: number) => `${invitationPath}${n}`;
    const ring = (n: number, type: string, links: object = {}) =>
      invitationEvent(type, invitationBody({ path: pathOf(n), links }), {}, pathOf(n));
    const own = (n: number) => ({
      conversation: { href: `${conversationPath}${n}` },
      audioVideo: { href: `${audioVideoPath}${n}` },
    });
    await phone.server.push('communication', ...[1, 2, 3, 4, 5].map((n) => ring(n, 'started', own(n))));
    assert.equal(prepared(phone).length, 4);
    await phone.server.push('communication', ring(5, 'updated', { ...own(5), mediaOffer: data(otherSdp, 'second') }), {
      link: { rel: 'conversation', href: `${conversationPath}1` },
      type: 'deleted',
    });
    assert.deepEqual(prepared(phone).at(-1)?.trim(), otherSdp.trim());
    assert.equal(prepared(phone).length, 5);
  });

  test('an offer that comes while the answer is under way changes nothing', async () => {
    const phone = await onlinePhone();
    await phone.server.push('communication', started);
    phone.http.hold('POST', acceptUrl);
    await answer(phone);
    await phone.server.push('communication', updated({ mediaOffer: data(otherSdp, 'second') }));
    assert.equal(prepared(phone).length, 1);
    assert.equal(phone.call().state, 'answering');
  });
});

describe('who calls is only linked', () => {
  const path = `${conversationPath}/participants/ana`;
  const linked = (title?: string) =>
    invitationEvent(
      'started',
      invitationBody({
        links: { from: { href: path, ...(title !== undefined && { title }) } },
        embedded: { from: undefined },
      }),
    );

  test('and cannot be had: the link says by its title what they are called', async () => {
    const phone = await onlinePhone();
    phone.http.on('GET', `${pool}${path}`, json(404, { code: 'NotFound' }));
    await phone.server.push('communication', linked('Ana Lindqvist'));
    assert.equal(phone.call().party.label, 'Ana Lindqvist');
  });

  test('and takes too long: the call rings by the title', async () => {
    const phone = await onlinePhone();
    phone.http.hold('GET', `${pool}${path}`);
    await phone.server.push('communication', linked('Ana Lindqvist'));
    await phone.clock.advance(1_500);
    assert.equal(phone.call().party.label, 'Ana Lindqvist');
  });

  test('and is to be had: what is found there counts', async () => {
    const phone = await onlinePhone();
    phone.http.on('GET', `${pool}${path}`, json(200, { rel: 'participant', name: 'Ana', uri: 'sip:ana@contoso.com' }));
    await phone.server.push('communication', linked('somebody'));
    assert.equal(phone.call().party.label, 'Ana');
  });
});

describe('an answer is refused', () => {
  for (const [subcode, title] of [
    ['ConnectedElsewhere', /elsewhere/],
    ['Declined', /eclined/],
  ] as const) {
    test(`and the invitation says ${subcode} after it: so does the call`, async () => {
      const phone = await onlinePhone();
      phone.http.on('POST', acceptUrl, json(403, { code: 'Forbidden' }));
      phone.http.on('GET', invitationUrl, json(200, invitationBody()));
      await phone.server.push('communication', started);
      await answer(phone);
      assert.equal(phone.call().state, 'ended');
      const before = phone.call().ending?.title ?? '';
      assert.doesNotMatch(before, title);
      await phone.server.push('communication', completed('Failure', 'Informational', subcode));
      assert.match(phone.call().ending?.title ?? '', title);
      assert.equal(phone.past().length, 1);
    });
  }

  test('and the caller gives up after it: it stays refused', async () => {
    const phone = await onlinePhone();
    phone.http.on('POST', acceptUrl, json(403, { code: 'Forbidden' }));
    phone.http.on('GET', invitationUrl, json(200, invitationBody()));
    await phone.server.push('communication', started);
    await answer(phone);
    const before = phone.call().ending;
    await phone.server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'));
    assert.deepEqual(phone.call().ending, before);
  });
});
