import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { endingNote, endingWords, outcomeOf, projectEnding } from '../../../../main/core/calls/endings.ts';
import type { EndReason } from '../../../../main/core/calls/state.ts';
import { addToHistory } from '../../../../main/core/history/state.ts';
import { shownCalls } from '../fakes/past-calls.ts';
import { englishWords } from '../fakes/words.ts';
import { call } from '../fixtures/call.ts';
import { hostileTexts, unfit } from '../fixtures/hostile-texts.ts';

/** Each reason: its sentence, and how it counts for a call that was not answered, and for one that was. */
const reasons: Readonly<Record<EndReason, readonly [note: string, unanswered: string, answered: string]>> = {
  'hung-up-here': ['', 'declined', 'declined'],
  'hung-up-there': ['', 'missed', 'missed'],
  'declined-here': ['', 'declined', 'declined'],
  'declined-only-here': ['It may have rung on elsewhere.', 'declined', 'declined'],
  'cancelled-there': ['The caller hung up.', 'missed', 'missed'],
  'answered-elsewhere': ['Answered elsewhere', 'elsewhere', 'elsewhere'],
  'declined-elsewhere': ['Declined elsewhere', 'elsewhere', 'elsewhere'],
  'answered-otherwise': ['Answered in another way. By a message or by telephone.', 'elsewhere', 'elsewhere'],
  forwarded: ['Forwarded. Somebody else was rung in your place.', 'elsewhere', 'elsewhere'],
  transferred: ['Transferred. Somebody else was rung in your place.', 'elsewhere', 'elsewhere'],
  'went-on-elsewhere': ['Taken elsewhere. It went on in another conversation.', 'elsewhere', 'elsewhere'],
  'busy-elsewhere': ['You were busy on another device.', 'missed', 'missed'],
  'not-disturbed': ['You did not want to be disturbed.', 'missed', 'missed'],
  'transfer-failed': ['The transfer did not work. One of the two declined it.', 'missed', 'failed'],
  'meeting-over': ['The meeting was not open to you. It is over, full, or lets in others only.', 'missed', 'failed'],
  'not-allowed': ['The server does not allow this call. Ask your administrator if you need it.', 'missed', 'failed'],
  'server-limit': ['The server takes no more calls. Too much goes on at once.', 'missed', 'failed'],
  'server-failed': [
    'The server could not go on with the call. Ask your administrator if it happens again.',
    'missed',
    'failed',
  ],
  'gone-there': ['The call was gone before it could be answered.', 'missed', 'failed'],
  'media-bandwidth': ['Sound could not be set up. The network has too little room for the call.', 'missed', 'failed'],
  over: ['', 'missed', 'missed'],
  'no-answer': ['It was not answered in time.', 'missed', 'missed'],
  'phone-not-answered': ['Your phone did not answer. Nobody picked it up in time.', 'missed', 'failed'],
  'phone-number-refused': [
    'This number cannot be called. The server does not know the number, or that of your phone. Check both.',
    'missed',
    'failed',
  ],
  'phone-not-allowed': [
    'Calls by phone are not allowed. Ask your administrator to turn on calls by phone for you.',
    'missed',
    'failed',
  ],
  'phone-failed': [
    'Your phone could not be rung. The server did not do it. Try again, or talk on this computer.',
    'missed',
    'failed',
  ],
  'phone-left': [
    'Switchhook cannot follow this call any longer. It may go on on your phone: hang up there.',
    'missed',
    'failed',
  ],
  'network-dropped': [
    'The network dropped. Check the connection of this computer. Switchhook keeps trying to reach the server.',
    'missed',
    'failed',
  ],
  'no-microphone': [
    'No microphone was found. Plug in a headset or a microphone. The call may still ring elsewhere.',
    'missed',
    'failed',
  ],
  'microphone-denied': [
    'The microphone is not allowed. Allow Switchhook to use the microphone in the settings of this computer.',
    'missed',
    'failed',
  ],
  'microphone-failed': [
    'The microphone could not be opened. Another program may be using it. Choose another microphone in Settings.',
    'missed',
    'failed',
  ],
  'media-unsupported': [
    'Sound could not be set up. The other side’s system offered no sound that this app can play. Ask your administrator.',
    'missed',
    'failed',
  ],
  'media-encrypted': [
    'Sound could not be set up. The other side’s system encrypts its sound in a way that Switchhook cannot play. Ask your administrator.',
    'missed',
    'failed',
  ],
  'media-unencrypted': [
    'Sound could not be set up. The other side’s system does not encrypt its sound, which your organization wants. Ask your administrator.',
    'missed',
    'failed',
  ],
  'media-unknown-codec': [
    'Sound could not be set up. The other side’s system speaks no sound format that Switchhook knows. Ask your administrator.',
    'missed',
    'failed',
  ],
  'media-unreachable': [
    'Sound could not be set up. This computer cannot reach the other side’s sound directly. Ask your administrator about calls through a relay.',
    'missed',
    'failed',
  ],
  'media-no-ipv6': [
    'Sound could not be set up. The other side’s sound takes IPv6, which this computer does not have. Ask your administrator.',
    'missed',
    'failed',
  ],
  'media-no-network': [
    'Sound could not be set up. Your organization lets sound use certain networks alone, and this computer is in none of them. Ask your administrator. The call may still ring elsewhere.',
    'missed',
    'failed',
  ],
  'media-failed': [
    'Sound could not be set up. Restart Switchhook if it happens again. The call may still ring elsewhere.',
    'missed',
    'failed',
  ],
  'far-silent': [
    'The sound stopped. Nothing came from the other side for 30 seconds, so the call was ended.',
    'missed',
    'failed',
  ],
  'not-accepted': ['The call could not be answered. It may still ring elsewhere.', 'missed', 'failed'],
  'accepted-too-late': ['The call could not be answered. You were in another call by then.', 'missed', 'failed'],
  'app-ended': ['Switchhook stopped in the call. When it started again, the call could not go on.', 'missed', 'failed'],
  'server-lost': ['The server ended the call. Switchhook had to sign in again.', 'missed', 'failed'],
  'busy-there': ['The other side is in another call.', 'missed', 'failed'],
  'declined-there': ['The other side did not take the call.', 'missed', 'failed'],
  'not-disturbed-there': ['Do not disturb. The other side does not want to be called now.', 'missed', 'failed'],
  'no-answer-there': ['Nobody answered in time.', 'missed', 'failed'],
  'unreachable-there': ['Not reachable. There is nobody at that number who can be called now.', 'missed', 'failed'],
  'not-found-there': ['Number not found. Check the number or the address.', 'missed', 'failed'],
  'number-unknown': [
    'Number not found. The server can make no call of that number. Write it with the country code, such as +46.',
    'missed',
    'failed',
  ],
  'call-not-allowed': [
    'Not allowed. Your organization does not let you call that number. Ask your administrator.',
    'missed',
    'failed',
  ],
  'too-many-calls': [
    'Too many calls. The server takes no more calls of yours now. End another one first.',
    'missed',
    'failed',
  ],
  'redirected-there': ['Sent on. The call was sent to somebody else, who did not answer.', 'missed', 'failed'],
  'call-refused': ['The call did not go through. The server does not say why. Try again later.', 'missed', 'failed'],
  'signed-out': ['You signed out or quit Switchhook.', 'missed', 'failed'],
};

for (const [name, [note, unanswered, answered]] of Object.entries(reasons)) {
  describe(name, () => {
    const ending = { reason: name as EndReason, by: null, code: '' };
    const ended = call({ state: 'ended', ending });
    test(`says “${note}”`, () => assert.equal(endingNote(ending, englishWords), note));
    test(`counts as ${unanswered}, ${answered} or answered`, () => {
      assert.equal(outcomeOf(ended), unanswered);
      assert.equal(outcomeOf({ ...ended, answered: true }), answered);
      assert.equal(outcomeOf({ ...ended, answered: true, connectedAt: 1, microphone: 'opened' }), 'answered');
    });
  });
}

test('a call that was connected but never had a microphone did not come about', () => {
  for (const reason of ['no-microphone', 'microphone-denied', 'microphone-failed'] as const) {
    const ended = call({ state: 'ended', answered: true, connectedAt: 1, ending: { reason, by: null, code: '' } });
    assert.equal(outcomeOf(ended), 'failed');
    assert.equal(outcomeOf({ ...ended, microphone: 'opened' }), 'answered');
  }
});

test('nor does one that the user made', () => {
  const ending = { reason: 'media-failed', by: null, code: '' } as const;
  const ended = call({ state: 'ended', direction: 'outgoing', ending });
  assert.doesNotMatch(projectEnding(ended, englishWords)?.help ?? '', /elsewhere/);
  assert.match(projectEnding({ ...ended, direction: 'incoming' }, englishWords)?.help ?? '', /elsewhere/);
  const [row] = shownCalls(addToHistory([], ended, []));
  assert.doesNotMatch(row?.note ?? '', /elsewhere/);
});

test('a call that was answered here rings nowhere else', () => {
  for (const reason of ['no-microphone', 'media-failed'] as const) {
    const ending = { reason, by: null, code: '' };
    assert.match(endingNote(ending, englishWords), /may still ring elsewhere/);
    assert.doesNotMatch(endingNote(ending, englishWords, true), /elsewhere/);
  }
});

test('who answered is named, and only where someone answered elsewhere', () => {
  const by = 'Priya Raman';
  assert.equal(endingWords({ reason: 'answered-elsewhere', by }, englishWords).title, 'Answered by Priya Raman');
  assert.equal(endingWords({ reason: 'cancelled-there', by }, englishWords).title, 'Missed');
  assert.equal(endingWords({ reason: 'answered-elsewhere', by: '\u200b' }, englishWords).title, 'Answered elsewhere');
});

test('who answered is cleaned like any name', () => {
  for (const by of hostileTexts) {
    assert.doesNotMatch(endingWords({ reason: 'answered-elsewhere', by }, englishWords).title, unfit);
  }
});

test('only an end by hanging up is an ordinary one, whatever it is called in a language', () => {
  const ordinary = (Object.keys(reasons) as EndReason[]).filter(
    (reason) => projectEnding(call({ ending: { reason, by: null, code: '' } }), englishWords)?.ordinary === true,
  );
  assert.deepEqual(ordinary, ['hung-up-here', 'hung-up-there']);
  assert.equal(projectEnding(call(), englishWords), null);
});
