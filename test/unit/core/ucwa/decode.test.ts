import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeOf } from '../../../../main/core/session/failure.ts';
import { decodeApplication, decodeMe } from '../../../../main/core/ucwa/decode/application.ts';
import { decodeAudioVideo } from '../../../../main/core/ucwa/decode/audio-video.ts';
import { decodeAudioVideoInvitation } from '../../../../main/core/ucwa/decode/audio-video-invitation.ts';
import { decodeParticipant } from '../../../../main/core/ucwa/decode/participant.ts';
import { decodeReason } from '../../../../main/core/ucwa/reason.ts';
import { decodeResource, type Resource } from '../../../../main/core/ucwa/resource.ts';
import { applicationBody } from '../fakes/server.ts';
import { audioVideoInvitation } from '../fixtures/seed-pages.ts';

function resource(value: unknown): Resource {
  const decoded = decodeResource(value);
  assert.ok(decoded !== null);
  return decoded;
}

test('what a call is made from, of the reference page’s audioVideoInvitation', () => {
  const base = '/ucwa/v1/applications/192/communication';
  const { links, ...invitation } = decodeAudioVideoInvitation(resource(audioVideoInvitation));
  const joe = {
    name: 'Joe Smith',
    uri: 'sip:john@contoso.com',
    phoneNumber: 'tel:+14251111111',
    contact: '/ucwa/v1/applications/192/people/282',
    sourceNetwork: 'SameEnterprise',
    anonymous: true,
  };
  const person = (number: number) => ({ href: `/ucwa/v1/applications/192/people/${number}`, person: null });
  assert.deepEqual(invitation, {
    direction: 'incoming',
    importance: 'normal',
    state: 'Connecting',
    subject: 'Strategy for next quarter',
    operationId: '74cb7404e0a247d5a2d4eb0376a47dbf',
    threadId: '292e0aaef36c426a97757f43dda19d06',
    to: 'sip:john@contoso.com',
    delegator: 'sip:john@contoso.com',
    joinAudioMuted: false,
    joinVideoMuted: false,
    privateLine: false,
    sessionContext: '8efd502350ff419cb615018ae561f97e',
    mediaOffer: 'data:application/sdp;base64,base64-encoded-sdp',
    bandwidthControlId: 'samplevalue',
    replaces: `${base}/invitations/665/replacesAudioVideo`,
    place: {
      address: 'samplevalue',
      building: 'samplevalue',
      city: 'samplevalue',
      locationState: 'samplevalue',
      zip: 'samplevalue',
      country: 'samplevalue',
    },
    from: joe,
    caller: '/ucwa/v1/applications/192/communication/conversations/137/participants/831',
    people: {
      acceptedByContact: person(169),
      delegator: person(312),
      forwardedBy: person(776),
      onBehalfOf: person(444),
      to: person(107),
      transferredBy: person(766),
    },
    customContent: 'data:application/sdp;base64,base64-encoded-sdp',
    derived: [`${base}/invitations/665/derivedAudioVideo`, `${base}/invitations/665/derivedConversation`],
    acceptedByParticipant: [joe],
  });
  assert.equal(links.acceptWithAnswer, `${base}/invitations/665/acceptWithAnswer`);
  assert.equal(links.decline, `${base}/invitations/665/decline`);
  assert.equal(links.audioVideo, `${base}/conversations/137/audioVideo`);
});

test('an invitation of which nothing is there', () => {
  const empty = decodeAudioVideoInvitation(resource({}));
  assert.equal(empty.direction, 'incoming');
  assert.equal(empty.importance, 'normal');
  assert.ok(Object.values(empty.links).every((href) => href === null));
  assert.deepEqual(
    [empty.from, empty.mediaOffer, empty.sessionContext, empty.subject, empty.state],
    [null, null, null, null, ''],
  );
});

describe('importance', () => {
  for (const [word, importance] of [
    ['Urgent', 'urgent'],
    ['EMERGENCY', 'emergency'],
    ['Normal', 'normal'],
    ['Huge', 'normal'],
  ] as const) {
    test(word, () => assert.equal(decodeAudioVideoInvitation(resource({ importance: word })).importance, importance));
  }
});

test('an outgoing invitation, and an offer that is a property', () => {
  const invitation = decodeAudioVideoInvitation(resource({ direction: 'Outgoing', mediaOffer: 'data:,x' }));
  assert.equal(invitation.direction, 'outgoing');
  assert.equal(invitation.mediaOffer, 'data:,x');
});

test('a participant without work number has another one, or none', () => {
  assert.equal(decodeParticipant(resource({ otherPhoneNumber: 'tel:1' })).phoneNumber, 'tel:1');
  assert.equal(decodeParticipant(resource({ sourceNetwork: 'Federated' })).sourceNetwork, 'Federated');
  assert.deepEqual(decodeParticipant(resource({ name: 7 })), { name: null, uri: null, phoneNumber: null });
});

test('a modality’s links: its session, and to stop it stopAudioVideo, else stopAudio', () => {
  const links = { stopAudio: { href: '/a' }, stopAudioVideo: { href: '/av' } };
  assert.deepEqual(decodeAudioVideo(resource({ state: 'Connected', _links: links })), {
    state: 'Connected',
    stop: '/av',
    session: null,
    conversation: null,
    replaceWithPhoneAudio: null,
    addAudio: null,
    escalateAudio: null,
    escalateAudioVideo: null,
  });
  const further = { replaceWithPhoneAudio: { href: '/p' } };
  assert.equal(decodeAudioVideo(resource({ _links: further })).replaceWithPhoneAudio, '/p');
  assert.equal(decodeAudioVideo(resource({ _links: { audioVideoSession: { href: '/s' } } })).session, '/s');
  assert.equal(decodeAudioVideo(resource({ _links: { stopAudio: { href: '/a' } } })).stop, '/a');
  const nothing = {
    state: '',
    stop: null,
    session: null,
    conversation: null,
    replaceWithPhoneAudio: null,
    addAudio: null,
    escalateAudio: null,
    escalateAudioVideo: null,
  };
  assert.deepEqual(decodeAudioVideo(resource({})), nothing);
});

test('an application, and that there is none without its links', () => {
  const application = decodeApplication(resource(applicationBody()));
  assert.equal(application?.me.name, 'Dana Whitfield');
  assert.match(application?.events ?? '', /events\?ack=1&key=9$/);
  const { _links, _embedded } = applicationBody();
  for (const body of [{ _embedded }, { _links }, { _links: { self: _links.self }, _embedded }]) {
    assert.equal(decodeApplication(resource(body)), null);
  }
  assert.equal(decodeMe(resource({})).reportMyActivity, null);
});

test('a reason is an object with a code, or none', () => {
  for (const body of [undefined, null, 'x', [], {}, { code: 5 }]) assert.equal(decodeReason(body), null);
  assert.equal(codeOf(503, null), '503');
});

test('debug information is kept for the log, what is plain of it and cut off', () => {
  const reason = decodeReason({
    code: 'Gone',
    debugInfo: { id: 7, text: 'x'.repeat(5_000), deep: { a: 1 }, none: null },
  });
  assert.match(reason?.debugInfo ?? '', /^\{"id":7,"text":"x+$/);
  assert.equal(reason?.debugInfo?.length, 2_048);
});
