import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { noPictures } from '../../../../main/core/calls/video.ts';
import { emptyModel } from '../../../../main/core/model.ts';
import { openPolicy } from '../../../../main/core/policy/policy.ts';
import { projectView } from '../../../../main/core/view/projection.ts';
import { type Command, type Feature, features } from '../../../../preload/contract/index.ts';
import { callingPhone } from '../fakes/calls-out.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { applicationUrl } from '../fakes/server.ts';
import { createFakeRecords } from '../fakes/storage.ts';
import { englishWords } from '../fakes/words.ts';
import { call, started } from '../fixtures/call.ts';

const links = [
  ...['startAudio', 'startEmergencyCall', 'startMessaging', 'joinOnlineMeeting', 'startOnlineMeeting'],
  ...['startPhoneAudio', 'startPhoneAudioOnBehalfOfDelegator'],
];

const without = (...off: readonly Feature[]): Promise<TestPhone> => {
  const policy = { ...openPolicy, features: Object.fromEntries(off.map((feature) => [feature, false])) };
  return callingPhone({ links }, {}, { policy });
};

const callId = 'call';
const commands: Readonly<Record<Feature, readonly Command[]>> = {
  messages: [
    { type: 'open-thread', to: 'ana@contoso.com' },
    { type: 'send-message', threadId: 'thread', text: 'Hello' },
    { type: 'send-again', threadId: 'thread', messageId: 'message' },
    { type: 'reply-with-message', callId, text: 'Later' },
    { type: 'write-to-caller', callId },
  ],
  meetings: [
    { type: 'join-meeting', address: 'https://meet.contoso.com/ana/ABC' },
    { type: 'start-meeting', about: '' },
    { type: 'add-person', callId, to: 'ana@contoso.com' },
    { type: 'make-meeting', callId },
  ],
  video: [
    { type: 'answer-with-video', callId },
    { type: 'preview-video', callId },
    { type: 'start-video', callId },
    { type: 'show-video', callId },
  ],
  ownPhones: [
    { type: 'answer-by-phone', callId },
    { type: 'call-by-phone', to: '4711' },
    { type: 'go-on-by-phone', callId },
    { type: 'join-by-phone', callId },
    { type: 'choose-own-phone', phoneId: null },
  ],
  historyExport: [{ type: 'export-history', list: { filter: 'all', text: '' } }],
};

describe('a feature that the administrator took away', () => {
  for (const feature of features) {
    test(`${feature} is refused by name, and nothing is sent for it`, async () => {
      const phone = await without(feature);
      const before = phone.http.sent.length;
      for (const command of commands[feature]) {
        assert.deepEqual(phone.send(command), { ok: false, refusal: 'locked' }, command.type);
      }
      assert.equal(phone.http.sent.length, before);
      const others = features.filter((other) => other !== feature).flatMap((other) => commands[other]);
      for (const command of others) {
        assert.notDeepEqual(phone.send(command), { ok: false, refusal: 'locked' }, command.type);
      }
    });
  }

  const seen = ({ phone, view }: TestPhone) => ({
    messages: view().messages.offered,
    meetings: view().meetings.join || view().meetings.start,
    ownPhones: view().calling.phoneAudio,
    historyExport: view().history.mayExport,
    calls: view().calling.audio,
    camera: phone.mayOpenCamera(),
  });

  test('is not offered, and calls are as ever', async () => {
    const all = { messages: true, meetings: true, ownPhones: true, historyExport: true, calls: true, camera: false };
    assert.deepEqual(seen(await without()), all);
    for (const feature of ['messages', 'meetings', 'ownPhones', 'historyExport'] as const) {
      assert.deepEqual(seen(await without(feature)), { ...all, [feature]: false });
    }
    const none = await without(...features);
    assert.deepEqual(seen(none), { ...all, messages: false, meetings: false, ownPhones: false, historyExport: false });
    none.media.prepareAtOnce();
    await none.server.push('communication', started);
    assert.deepEqual(none.call().actions, ['answer', 'decline', 'decline-here', 'silence']);
  });
});

test('the server is told to bring no messages where they are off', async () => {
  const asked = ({ http }: TestPhone) =>
    http.sentTo('POST', `${applicationUrl}/me/makeMeAvailable`).map(({ body }) => JSON.parse(body ?? ''));
  const [usual] = asked(await without());
  assert.deepEqual(usual.supportedModalities, ['Audio', 'Messaging']);
  const [voice] = asked(await without('messages'));
  assert.deepEqual(voice.supportedModalities, ['Audio']);
});

test('a call with video is shown, answered and talked as one without where video is off', () => {
  const rings = call({
    state: 'ringing',
    media: { state: 'ready', farAnswer: 'answer', nearOffer: 'near' },
    video: { ...noPictures, standing: { ...noPictures.standing, offered: 'met', farAnswer: 'with video' } },
  });
  const session = { href: 'session', renegotiations: 'session/renegotiations', resumeAudio: null };
  const up = call({
    ...{ state: 'connected', answered: true, accept: 'taken', connectedAt: 0, session },
    video: { ...noPictures, standing: { ...noPictures.standing, offered: 'met' } },
  });
  for (const [of, action] of [
    [rings, 'answer-with-video'],
    [up, 'preview-video'],
  ] as const) {
    const shown = (featuresOff: readonly Feature[]) => {
      const [view] = projectView({ ...emptyModel, calls: [of], featuresOff }, englishWords, 0, 0).calls;
      const notes = view?.notes.filter(({ id }) => id === 'video').length;
      return [view?.actions.includes(action), view?.video === undefined || !view.video.offered, notes];
    };
    assert.deepEqual(shown([]), [true, of === up, of === up ? 1 : 0]);
    assert.deepEqual(shown(['video']), [false, true, 0]);
  }
});

test('the telephone of an earlier run is not told to the server where own telephones are off', async () => {
  const records = createFakeRecords({ 'own-phone': { number: 'tel:+46700000001', kind: 'mobile' } });
  const policy = { ...openPolicy, features: { ownPhones: false } };
  const phone = await callingPhone({ links, properties: { supportedModalities: ['Audio'] } }, { records }, { policy });
  assert.deepEqual(phone.view().ownPhones, { ...phone.view().ownPhones, phones: [], chosen: null });
  assert.deepEqual(
    phone.http.sent.filter(({ method }) => method === 'PUT'),
    [],
  );
});
