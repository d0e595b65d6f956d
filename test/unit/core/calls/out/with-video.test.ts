import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPolicy } from '../../../../../main/core/policy/policy.ts';
import type { VideoStanding } from '../../../../../main/core/ports.ts';
import { callingPhone, created, startedCall } from '../../fakes/calls-out.ts';
import type { TestPhone } from '../../fakes/phone.ts';
import { pool } from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import { communicationPath, negotiationEvent, sentBody, sentEvent } from '../../fixtures/call-out.ts';

const withVideoUrl = `${pool}${communicationPath}/startAudioVideo`;
const forOthersUrl = `${pool}${communicationPath}/startAudioVideoOnBehalfOfDelegator`;
const links = ['startAudio', 'startAudioVideo'];
const agreed: VideoStanding = {
  ...{ offered: 'no', farAnswer: null, nearOffer: 'pictures', agreed: true, sends: true, takes: true },
  most: { bitrate: null, blocks: null },
};

/** Somebody is called with a picture, and the server has the request. */
async function showing(phone: TestPhone): Promise<string> {
  phone.http.once('POST', withVideoUrl, created);
  assert.deepEqual(phone.send({ type: 'call', to: 'ana@contoso.com', video: true }), { ok: true });
  await settle();
  return startedCall(phone.http, withVideoUrl).operationId;
}

const camera = (phone: TestPhone) => phone.phone.picturesView().pictures?.camera ?? 'closed';
const stage = (phone: TestPhone) => phone.call().video?.stage ?? 'none';

/** Whoever is called answers, with pictures or without. */
async function answered(phone: TestPhone, standing: VideoStanding | null): Promise<void> {
  phone.media.holdCallsOut();
  await phone.server.push('audioVideoInvitation', negotiationEvent({ final: 'v=0 final' }));
  const callId = phone.call().id;
  if (standing !== null) phone.media.say({ type: 'video', callId, video: standing });
  phone.media.say({ type: 'answer-taken', callId, offering: `${callId}-out`, held: false });
  await settle();
}

describe('a call with video', () => {
  test('is offered where the server takes it and a camera is there', async () => {
    const phone = await callingPhone({ links });
    const { video, withVideo } = phone.view().calling;
    assert.deepEqual([video, withVideo], [true, false], 'no camera was seen yet');
    phone.phone.mediaReport({ type: 'devices', inputs: [], outputs: [], camera: true });
    assert.equal(phone.view().calling.withVideo, true);
    phone.phone.mediaReport({ type: 'devices', inputs: [], outputs: [] });
    assert.equal(phone.view().calling.withVideo, false, 'it was unplugged');
  });

  test('is not where the server has no link for it, and is refused', async () => {
    const phone = await callingPhone();
    phone.phone.mediaReport({ type: 'devices', inputs: [], outputs: [], camera: true });
    assert.equal(phone.view().calling.withVideo, false);
    const result = phone.send({ type: 'call', to: 'ana@contoso.com', video: true });
    assert.deepEqual(result, { ok: false, refusal: 'unavailable' });
    assert.equal(phone.http.sentTo('POST', withVideoUrl).length, 0);
  });

  test('has pictures in its first offer, and shows the user to themselves until somebody answers', async () => {
    const phone = await callingPhone({ links });
    const id = await showing(phone);
    const [asked] = phone.media.instructions;
    assert.ok(asked?.type === 'call-out' && asked.pictures === true);
    assert.deepEqual([stage(phone), camera(phone), phone.phone.mayOpenCamera()], ['preview', 'open', true]);
    assert.deepEqual(phone.call().actions, ['mute', 'stop-video', 'hang-up']);
    await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
    assert.equal(stage(phone), 'preview');
    await answered(phone, agreed);
    const { video } = phone.call();
    assert.deepEqual([video?.stage, video?.sends, video?.there], ['pictures', true, 'shown']);
    assert.equal(phone.phone.picturesView().pictures?.offer, 'pictures');
    assert.equal(camera(phone), 'open');
    assert.deepEqual(
      phone.media.told(phone.call().id),
      ['call-out', 'far-answer', 'start'],
      'nothing is offered again',
    );
  });

  test('of one who takes no pictures goes on as a call of voice, and that is said', async () => {
    const phone = await callingPhone({ links });
    await showing(phone);
    await answered(phone, null);
    assert.deepEqual([phone.call().state, stage(phone), camera(phone)], ['connected', 'none', 'closed']);
    assert.equal(phone.call().notes.find(({ id }) => id === 'video')?.title, 'The other side takes no video.');
  });

  test('whoever takes their picture back before the answer is not seen, and sees', async () => {
    const phone = await callingPhone({ links });
    await showing(phone);
    const callId = phone.call().id;
    assert.deepEqual(phone.send({ type: 'stop-video', callId }), { ok: true });
    assert.deepEqual([stage(phone), camera(phone), phone.phone.mayOpenCamera()], ['none', 'closed', false]);
    assert.deepEqual(phone.send({ type: 'stop-video', callId }), { ok: false, refusal: 'stale' });
    const wishes = phone.media.instructions.flatMap((each) => (each.type === 'video' ? [each.wish] : []));
    assert.deepEqual(wishes, ['receive'], 'the gateway lets nothing out');
    await answered(phone, agreed);
    const { video } = phone.call();
    assert.deepEqual([video?.stage, video?.sends, camera(phone)], ['pictures', false, 'closed']);
  });

  test('a camera that another program has is told while it rings', async () => {
    const phone = await callingPhone({ links });
    await showing(phone);
    phone.phone.pictureReport({ type: 'camera', callId: phone.call().id, outcome: 'busy' });
    assert.ok(phone.call().notes.some(({ id }) => id === 'camera'));
  });

  test('ends with its camera closed where nobody answers', async () => {
    const phone = await callingPhone({ links });
    const id = await showing(phone);
    const busy = { status: 'Failure', reason: { code: 'RemoteFailure', subcode: 'Busy' } };
    await phone.server.push('communication', sentEvent('completed', sentBody(id, 'Failed'), busy));
    assert.deepEqual([phone.call().state, stage(phone), camera(phone)], ['ended', 'none', 'closed']);
    assert.equal(phone.phone.mayOpenCamera(), false);
  });

  test('for somebody else it is asked for by the link of that', async () => {
    const bao = { rel: 'contact', name: 'Bao Chen', uri: 'sip:bao@contoso.com' };
    const both = [...links, 'startAudioOnBehalfOfDelegator', 'startAudioVideoOnBehalfOfDelegator'];
    const phone = await callingPhone({ links: both, delegators: [bao] });
    await settle();
    phone.http.once('POST', forOthersUrl, created);
    const [delegator] = phone.view().calling.delegators;
    const onBehalfOf = delegator?.id ?? '';
    assert.deepEqual(phone.send({ type: 'call', to: 'ana@contoso.com', video: true, onBehalfOf }), { ok: true });
    await settle();
    assert.equal(startedCall(phone.http, forOthersUrl).delegator, 'sip:bao@contoso.com');
  });

  test('is no way past the administrator who allows no video', async () => {
    const policy = { ...openPolicy, features: { video: false } };
    const phone = await callingPhone({ links }, {}, { policy });
    phone.phone.mediaReport({ type: 'devices', inputs: [], outputs: [], camera: true });
    assert.equal(phone.view().calling.withVideo, false);
    assert.equal(phone.send({ type: 'call', to: 'ana@contoso.com', video: true }).ok, false);
  });
});
