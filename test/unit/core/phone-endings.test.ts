import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HistoryOutcome } from '../../../preload/contract/index.ts';
import { acceptUrl, answeringPhone, assertAllGone, connectedPhone, onlinePhone, ringingPhone } from './fakes/calls.ts';
import { json } from './fakes/http.ts';
import { createTestPhone, type TestPhone } from './fakes/phone.ts';
import { pool } from './fakes/server.ts';
import { settle } from './fakes/settle.ts';
import {
  audioVideoEvent,
  completed,
  conversationDeleted,
  invitationBody,
  invitationEvent,
  invitationUrl,
  started,
} from './fixtures/call.ts';

const contact = '/ucwa/oauth/v1/applications/101/people/priya';
const elsewhere = completed('Failure', 'Informational', 'ConnectedElsewhere', {
  _links: { acceptedByContact: { href: contact } },
});

interface Ending {
  readonly from: () => Promise<TestPhone>;
  readonly happens: (phone: TestPhone, callId: string) => unknown;
  readonly title: string;
  readonly outcome: HistoryOutcome;
  /** True where the call was answered here: then the sentence stands in the call window. */
  readonly answered?: boolean;
}

const microphone = (outcome: 'missing' | 'denied' | 'failed') => (phone: TestPhone, callId: string) =>
  phone.phone.mediaReport({ type: 'microphone', callId, outcome });
const mediaFails =
  (failure: 'invalid-offer' | 'unsupported-media' | 'allocation' | 'near-leg') => (phone: TestPhone, callId: string) =>
    phone.media.say({ type: 'failed', callId, failure, message: 'x' });
const from = { ringing: ringingPhone, answering: answeringPhone, connected: connectedPhone };

const endings: Readonly<Record<string, Ending>> = {
  'the caller gives up while it rings': {
    from: from.ringing,
    happens: ({ server }) =>
      server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled'), conversationDeleted),
    title: 'Missed',
    outcome: 'missed',
  },
  'the caller gives up while it is being answered': {
    from: from.answering,
    happens: ({ server }) => server.push('communication', completed('Failure', 'RemoteFailure', 'Canceled')),
    title: 'Missed',
    outcome: 'missed',
    answered: true,
  },
  'the conversation is deleted while it rings': {
    from: from.ringing,
    happens: ({ server }) => server.push('communication', conversationDeleted),
    title: 'Missed',
    outcome: 'missed',
  },
  'another endpoint answers': {
    from: from.ringing,
    happens: ({ server }) => server.push('communication', elsewhere),
    title: 'Answered by Priya Raman',
    outcome: 'elsewhere',
  },
  'another endpoint answers, told after its conversation is gone': {
    from: from.ringing,
    happens: ({ server }) => server.push('communication', conversationDeleted, elsewhere),
    title: 'Answered by Priya Raman',
    outcome: 'elsewhere',
  },
  'another endpoint answers, and the invitation completes with success': {
    from: from.ringing,
    happens: ({ server }) => server.push('communication', completed('Success')),
    title: 'Answered elsewhere',
    outcome: 'elsewhere',
  },
  'another endpoint declines': {
    from: from.ringing,
    happens: ({ server }) => server.push('communication', completed('Failure', 'RemoteFailure', 'Declined')),
    title: 'Declined elsewhere',
    outcome: 'elsewhere',
  },
  'the server gives up': {
    from: from.ringing,
    happens: ({ server }) => server.push('communication', completed('Failure', 'Timeout')),
    title: 'Missed',
    outcome: 'missed',
  },
  'it is forwarded': {
    from: from.ringing,
    happens: ({ server }) => server.push('communication', completed('Failure', 'Informational', 'Forwarded')),
    title: 'Forwarded',
    outcome: 'elsewhere',
  },
  'somebody answers by a message': {
    from: from.ringing,
    happens: ({ server }) =>
      server.push('communication', completed('Failure', 'RemoteFailure', 'RepliedWithOtherModality')),
    title: 'Answered in another way',
    outcome: 'elsewhere',
  },
  'the server gives up for a reason nobody knows': {
    from: from.ringing,
    happens: ({ server }) => server.push('communication', completed('Failure', 'Never', 'Heard')),
    title: 'Missed',
    outcome: 'missed',
  },
  'no microphone is there when Answer is pressed': {
    from: async () => {
      const phone = await ringingPhone();
      phone.phone.mediaReport({ type: 'devices', inputs: [], outputs: [] });
      return phone;
    },
    happens: ({ send }, callId) => send({ type: 'answer', callId }),
    title: 'No microphone was found.',
    outcome: 'failed',
    answered: true,
  },
  'the microphone is missing': {
    from: from.answering,
    happens: microphone('missing'),
    title: 'No microphone was found.',
    outcome: 'failed',
    answered: true,
  },
  'the microphone is not allowed': {
    from: from.answering,
    happens: microphone('denied'),
    title: 'The microphone is not allowed.',
    outcome: 'failed',
    answered: true,
  },
  'the microphone is in use': {
    from: from.answering,
    happens: microphone('failed'),
    title: 'The microphone could not be opened.',
    outcome: 'failed',
    answered: true,
  },
  'the microphone is missing, told after the call is connected': {
    from: from.connected,
    happens: microphone('missing'),
    title: 'No microphone was found.',
    outcome: 'failed',
    answered: true,
  },
  'the microphone is not allowed, told after the call is connected': {
    from: from.connected,
    happens: microphone('denied'),
    title: 'The microphone is not allowed.',
    outcome: 'failed',
    answered: true,
  },
  'the offer cannot be read by the media process': {
    from: from.ringing,
    happens: mediaFails('invalid-offer'),
    title: 'Sound could not be set up.',
    outcome: 'missed',
  },
  'the offer has no sound for us': {
    from: from.ringing,
    happens: mediaFails('unsupported-media'),
    title: 'Sound could not be set up.',
    outcome: 'missed',
  },
  'the near leg does not come up': {
    from: from.answering,
    happens: mediaFails('near-leg'),
    title: 'Sound could not be set up.',
    outcome: 'failed',
    answered: true,
  },
  'the renderer cannot set up sound': {
    from: from.answering,
    happens: ({ phone }, callId) => phone.mediaReport({ type: 'leg-failed', callId, message: 'x' }),
    title: 'Sound could not be set up.',
    outcome: 'failed',
    answered: true,
  },
  'the media process dies in a call': {
    from: from.connected,
    happens: mediaFails('allocation'),
    title: 'Sound could not be set up.',
    outcome: 'answered',
    answered: true,
  },
  'the far side falls silent': {
    from: from.connected,
    happens: ({ media }, callId) => media.say({ type: 'far-silent', callId }),
    title: 'The sound stopped.',
    outcome: 'answered',
    answered: true,
  },
  'the other side hangs up': {
    from: from.connected,
    happens: ({ server }) => server.push('conversation', audioVideoEvent('Disconnected')),
    title: 'Call ended',
    outcome: 'answered',
    answered: true,
  },
  'the answer is refused': {
    from: from.answering,
    happens: async ({ http }) => {
      http.on('GET', invitationUrl, json(200, invitationBody()));
      http.openTo('POST', acceptUrl)?.reply(json(403, { code: 'Forbidden' }));
    },
    title: 'The call could not be answered.',
    outcome: 'failed',
    answered: true,
  },
  'the user signs out while it rings': {
    from: from.ringing,
    happens: ({ send }) => send({ type: 'sign-out' }),
    title: 'Call ended',
    outcome: 'missed',
  },
  'the user declines': {
    from: from.ringing,
    happens: ({ send }, callId) => send({ type: 'decline', callId }),
    title: 'Declined',
    outcome: 'declined',
  },
};

/** A row of the history has these beside it already. */
const saidByOutcome: ReadonlySet<string> = new Set(['Call ended', 'Declined', 'Missed']);

describe('ends at once, with a sentence, and leaves nothing', () => {
  for (const [name, { from: begin, happens, title, outcome, answered = false }] of Object.entries(endings)) {
    test(`${name}: ${title}`, async () => {
      const phone = await begin();
      phone.http.on('GET', `${pool}${contact}`, json(200, { rel: 'contact', name: 'Priya Raman' }));
      const { id } = phone.call();
      const before = phone.clock.now();
      await happens(phone, id);
      await settle();
      assert.equal(phone.clock.now(), before);
      assertAllGone(phone);
      assert.equal(phone.call().ending?.title, title);
      assert.equal(phone.call().answered, answered);
      assert.equal(phone.media.told(id).filter((type) => type === 'close').length, 1);
      assert.deepEqual(
        phone.past().map((entry) => [entry.id, entry.outcome]),
        [[id, outcome]],
      );
      const note = phone.past()[0]?.note ?? '';
      assert.ok(note.startsWith(saidByOutcome.has(title) ? '' : title.replace(/\.$/, '')), note);
      await phone.clock.advance(3_999);
      assert.equal(phone.view().calls.length, 1, 'the sentence stands for four seconds');
      await phone.clock.advance(1);
      assert.deepEqual(phone.view().calls, []);
      assert.equal(phone.past().length, 1);
    });
  }
});

test('an offer that cannot be read never rings, and the caller hears why', async () => {
  const phone = await onlinePhone();
  await phone.server.push(
    'communication',
    invitationEvent('started', invitationBody({ links: { mediaOffer: { href: 'data:text/plain,x' } } })),
  );
  assert.deepEqual(phone.view().calls, []);
  assert.match(phone.past()[0]?.note ?? '', /^Sound could not be set up\./);
  assert.equal(phone.http.sentTo('POST', `${invitationUrl}/decline`)[0]?.body, '{"reason":"InvalidMediaOffer"}');
});

test('a ring that nobody ends, ends by itself after three minutes', async () => {
  const phone = await ringingPhone();
  await phone.clock.advance(179_999);
  assert.equal(phone.call().state, 'ringing');
  await phone.clock.advance(1);
  assert.equal(phone.call().ending?.title, 'Missed');
});

test('after the last call only the session’s own timer is left', async () => {
  const phone = createTestPhone();
  phone.media.prepareAtOnce();
  await phone.signIn();
  // The contacts are read by then.
  await phone.clock.advance(2_000);
  const before = phone.clock.waiting.length;
  await phone.server.push('communication', started);
  phone.send({ type: 'decline', callId: phone.call().id });
  await phone.clock.advance(4_000);
  assert.equal(phone.clock.waiting.length, before);
});
