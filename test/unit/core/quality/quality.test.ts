import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WireFigures } from '../../../../main/core/ports.ts';
import { connectedPhone, onlinePhone } from '../fakes/calls.ts';
import { json, noContent } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { pool } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { audioVideoPath, audioVideoUrl, conversationDeleted, started } from '../fixtures/call.ts';
import { lossy, silent, wire } from './seconds.ts';

const sessionPath = `${audioVideoPath}/audioVideoSession`;
const feedbackUrl = `${pool}${sessionPath}/publishCallQualityFeedback`;

/** A call that is up, at a server that wants to know how it sounds, or not. */
async function talking(wantsFeedback = true): Promise<TestPhone> {
  const phone = await connectedPhone();
  const links = { audioVideoSession: { href: sessionPath } };
  phone.http.on('GET', audioVideoUrl, json(200, { rel: 'audioVideo', state: 'Connected', _links: links }));
  const feedback = wantsFeedback ? { publishCallQualityFeedback: { href: feedbackUrl.slice(pool.length) } } : {};
  phone.http.on('GET', `${pool}${sessionPath}`, json(200, { rel: 'audioVideoSession', _links: feedback }));
  phone.http.on('POST', feedbackUrl, noContent);
  return phone;
}

async function seconds(phone: TestPhone, count: number, more: Partial<WireFigures> = {}): Promise<void> {
  const callId = phone.call().id;
  for (let index = 0; index < count; index += 1) {
    await phone.clock.advance(1000);
    phone.media.say({ type: 'figures', callId, figures: wire(more) });
  }
  await settle();
}

const sent = (phone: TestPhone) =>
  phone.http.sentTo('POST', feedbackUrl).map(({ body }) => JSON.parse(body ?? '') as Record<string, string>);

test('a call says how it sounds once that is known, and nothing on hold', async () => {
  const phone = await talking();
  assert.equal(phone.call().sound, null);
  await seconds(phone, 3);
  assert.deepEqual(phone.call().sound, { level: 'good', text: 'Good sound' });
  await seconds(phone, 8, lossy);
  assert.deepEqual(phone.call().sound, { level: 'weak', text: 'Weak sound: your network' });
  await seconds(phone, 2, { ...silent, quiet: true });
  assert.equal(phone.call().sound, null);
});

test('where the session told of itself, nothing is asked for to tell the server how it sounded', async () => {
  const phone = await talking();
  const links = {
    self: { href: sessionPath },
    audioVideo: { href: audioVideoPath },
    publishCallQualityFeedback: { href: feedbackUrl.slice(pool.length) },
  };
  const session = { rel: 'audioVideoSession', _links: links };
  const link = { rel: 'audioVideoSession', href: sessionPath };
  await phone.server.push('communication', { link, type: 'added', _embedded: { audioVideoSession: session } });
  await seconds(phone, 5);
  assert.deepEqual(
    [audioVideoUrl, `${pool}${sessionPath}`].flatMap((url) => phone.http.sentTo('GET', url)),
    [],
  );
  await phone.server.push('communication', conversationDeleted);
  await settle();
  assert.equal(sent(phone).length, 1);
});

test('where nothing comes for five seconds a note says so, until something does', async () => {
  const phone = await talking();
  await seconds(phone, 8);
  await seconds(phone, 4, { ...silent, farSends: null });
  assert.deepEqual(phone.call().notes, []);
  await seconds(phone, 1, { ...silent, farSends: null });
  assert.equal(phone.call().sound?.text, 'No sound: their side');
  assert.deepEqual(
    phone.call().notes.map(({ title }) => title),
    ['Nothing arrives from Ana Lindqvist.'],
  );
  await seconds(phone, 6);
  assert.deepEqual(phone.call().notes, []);
});

test('what the window hears counts with what the wire tells', async () => {
  const phone = await talking();
  const callId = phone.call().id;
  for (let index = 0; index < 12; index += 1) {
    phone.phone.mediaReport({ type: 'heard', figures: { callId, late: 10, bufferMs: 60, microphone: 0.5 } });
    await seconds(phone, 1);
  }
  assert.equal(phone.call().sound?.level, 'weak');
});

test('a call that ends is kept, told to the server once, and asked about', async () => {
  const phone = await talking();
  await seconds(phone, 20);
  const { id } = phone.call();
  await phone.server.push('conversation', conversationDeleted);
  await settle();
  const [first, ...others] = sent(phone);
  assert.deepEqual(others, []);
  assert.match(first?.mediaEndpoint ?? '', /^Switchhook/);
  assert.match(first?.mediaQualityOfExperience ?? '', /<InboundStream>.*<LossRate>0\.0000</);
  assert.equal(phone.view().quality.calls[0]?.label, 'Ana Lindqvist');
  assert.equal(phone.view().quality.summary, '1 of your last 1 call sounded good.');
  assert.equal(phone.call().rating, 'asked');
  await phone.clock.advance(19_000);
  assert.deepEqual(phone.send({ type: 'rate-call', callId: id, stars: 4 }), { ok: true });
  assert.deepEqual(phone.send({ type: 'rate-call', callId: id, stars: 5 }), { ok: false, refusal: 'repeated' });
  await settle();
  assert.equal(phone.call().rating, 'thanked');
  assert.match(sent(phone)[1]?.mediaQualityOfExperience ?? '', /<Rating>4<\/Rating>/);
  await phone.clock.advance(2000);
  assert.deepEqual(phone.view().calls, []);
  assert.deepEqual(phone.send({ type: 'rate-call', callId: 'other', stars: 1 }), { ok: false, refusal: 'stale' });
});

test('nobody is asked where the server does not want to know, the call was short, or the user does not want that', async () => {
  const ended = async (phone: TestPhone, count: number) => {
    await seconds(phone, count);
    await phone.server.push('conversation', conversationDeleted);
    await settle();
    return phone.call().rating;
  };
  const unwanted = await talking(false);
  assert.equal(await ended(unwanted, 20), null);
  assert.deepEqual(sent(unwanted), []);
  assert.equal(unwanted.view().quality.calls.length, 1, 'it is measured all the same');
  await unwanted.clock.advance(4000);
  assert.deepEqual(unwanted.view().calls, [], 'it goes as any call goes');
  assert.equal(await ended(await talking(), 4), null);
  const unasked = await talking();
  unasked.send({ type: 'choose-setting', setting: 'rateCalls', value: 'never' });
  assert.equal(await ended(unasked, 20), null);
  assert.equal(sent(unasked).length, 1, 'figures are sent all the same');
});

test('nobody is asked while another call rings', async () => {
  const phone = await talking();
  await seconds(phone, 20);
  await phone.server.push('conversation', conversationDeleted);
  const path = '/ucwa/oauth/v1/applications/101/communication/audioVideoInvitations/999';
  await phone.server.push('communication', { ...started, link: { ...started.link, href: path } });
  const [over, rings] = phone.view().calls;
  assert.deepEqual([over?.state, over?.rating, rings?.state], ['ended', null, 'ringing']);
});

test('a server that does not take it changes nothing, and is told again', async () => {
  const phone = await talking();
  phone.http.once('POST', feedbackUrl, json(503, {}));
  await seconds(phone, 20);
  await phone.server.push('conversation', conversationDeleted);
  await settle();
  assert.equal(phone.call().state, 'ended');
  await phone.clock.advance(2000);
  await settle();
  assert.equal(sent(phone).length, 2);
});

test('how calls sounded is known after the next start', async () => {
  const phone = await talking();
  await seconds(phone, 5);
  await phone.server.push('conversation', conversationDeleted);
  const { quality } = (await onlinePhone({ records: phone.records })).view();
  assert.equal(quality.calls.length, 1);
  assert.equal(quality.networks[0]?.name, 'Wi-Fi');
});

test('the diagnostics have the figures, and no device’s name', async () => {
  const phone = await talking();
  phone.phone.mediaReport({ type: 'devices', inputs: [{ id: 'a', label: 'Dana’s headset' }], outputs: [] });
  await seconds(phone, 5);
  await phone.server.push('conversation', conversationDeleted);
  const { details } = phone.phone.diagnostics();
  const text = JSON.stringify(details.quality);
  assert.match(text, /"network":"wifi"/);
  assert.match(text, /"score":4\.\d/);
  assert.doesNotMatch(text, /headset|wlan0|call/i);
});
