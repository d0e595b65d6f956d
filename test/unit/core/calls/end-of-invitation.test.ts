import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { endOfInvitation } from '../../../../main/core/calls/end-of-invitation.ts';
import type { EndReason } from '../../../../main/core/calls/state.ts';
import { addToHistory } from '../../../../main/core/history/state.ts';
import type { HistoryOutcome } from '../../../../preload/contract/index.ts';
import { onlinePhone, ringingPhone } from '../fakes/calls.ts';
import { shownCalls } from '../fakes/past-calls.ts';
import { call, completed, invitationBody, invitationEvent, invitationUrl } from '../fixtures/call.ts';

/** What an end of a ring means: its reason, how it counts, and what its row says. */
const meanings: readonly (readonly [
  reason: EndReason,
  outcome: HistoryOutcome,
  note: string,
  subcodes: readonly string[],
])[] = [
  ['cancelled-there', 'missed', 'The caller hung up.', ['Canceled', 'Missed', 'Cancelled', 'canceled']],
  ['answered-elsewhere', 'elsewhere', 'Answered elsewhere', ['ConnectedElsewhere', 'AutoAccepted', 'MediaFallback']],
  ['declined-elsewhere', 'elsewhere', 'Declined elsewhere', ['Declined']],
  [
    'answered-otherwise',
    'elsewhere',
    'Answered in another way. By a message or by telephone.',
    ['RepliedWithOtherModality'],
  ],
  ['forwarded', 'elsewhere', 'Forwarded. Somebody else was rung in your place.', ['Forwarded', 'Redirected']],
  ['transferred', 'elsewhere', 'Transferred. Somebody else was rung in your place.', ['Transferred']],
  [
    'went-on-elsewhere',
    'elsewhere',
    'Taken elsewhere. It went on in another conversation.',
    ['Replaced', 'SessionSwitched', 'DerivedConversation'],
  ],
  ['no-answer', 'missed', 'It was not answered in time.', ['Timeout', 'Expired', 'GatewayTimeout']],
  [
    'media-failed',
    'missed',
    'Sound could not be set up. Restart Switchhook if it happens again. The call may still ring elsewhere.',
    ['MediaFailure', 'MediaNegotiationFailure', 'MediaNegotiationTimeOut'],
  ],
  [
    'media-unsupported',
    'missed',
    'Sound could not be set up. The other side’s system offered no sound that this app can play. Ask your administrator.',
    [
      ...['InvalidMediaDescription', 'IPv6NotSupported', 'MediaEncryptionMismatch', 'MediaEncryptionNotSupported'],
      ...['MediaEncryptionRequired', 'ModalityNotSupported', 'UnsupportedMediaType'],
    ],
  ],
  ['busy-elsewhere', 'missed', 'You were busy on another device.', ['Busy']],
  ['not-disturbed', 'missed', 'You did not want to be disturbed.', ['DoNotDisturb']],
  [
    'transfer-failed',
    'missed',
    'The transfer did not work. One of the two declined it.',
    ['TransferDeclined', 'TransferTargetDeclined'],
  ],
  [
    'meeting-over',
    'missed',
    'The meeting was not open to you. It is over, full, or lets in others only.',
    [
      ...['AttendeeNotAllowed', 'Demoted', 'Denied', 'Ejected', 'Ended', 'EscalationFailed', 'InviteesOnly'],
      ...['NewContentSharer', 'Removed', 'TooManyLobbyParticipants', 'TooManyOnlineMeetings', 'TooManyParticipants'],
    ],
  ],
  [
    'not-allowed',
    'missed',
    'The server does not allow this call. Ask your administrator if you need it.',
    [
      ...['AnonymousNotAllowed', 'DialoutNotAllowed', 'FederationRequired', 'NotAllowed', 'OperationNotSupported'],
      ...['UserAgentNotAllowed', 'MobileApplicationNoLongerAllowed'],
    ],
  ],
  [
    'server-limit',
    'missed',
    'The server takes no more calls. Too much goes on at once.',
    [
      ...['LimitExceeded', 'TooManyApplications', 'TooManyContacts', 'TooManyConversations', 'TooManyGroups'],
      'MaxEventCountReached',
    ],
  ],
  [
    'server-failed',
    'missed',
    'The server could not go on with the call. Ask your administrator if it happens again.',
    [
      ...['AlreadyExists', 'AnotherOperationPending', 'APIVersionNotSupported', 'CallbackUriUnreachable'],
      ...['DeserializationFailure', 'ExchangeTimeout', 'LisServiceUnavailable', 'MakeMeAvailableRequired'],
      ...['MigrationInProgress', 'NoDelegatesConfigured', 'NoLocationFound', 'NormalizationFailed', 'NotAcceptable'],
      ...['NoTeamMembersConfigured', 'ParameterValidationFailure', 'PGetReplaced', 'PhoneNumberConflict'],
      ...['ProvisioningDataUnavailable', 'PstnCallFailed', 'TemporarilyUnavailable', 'ThreadIdAlreadyExists'],
      ...['Unavailable', 'Unreachable', 'CallbackChannelError', 'CannotRedirect', 'UnprocessableEntity'],
      'InvalidExchangeServerVersion',
    ],
  ],
  [
    'gone-there',
    'missed',
    'The call was gone before it could be answered.',
    [
      ...['ApplicationNotFound', 'CallTerminated', 'ConversationNotFound', 'DestinationNotFound'],
      ...['InactiveApplicationExpired', 'ResourceNotFound'],
    ],
  ],
  [
    'media-bandwidth',
    'missed',
    'Sound could not be set up. The network has too little room for the call.',
    ['InsufficientBandwidth'],
  ],
];

const codes: Readonly<Record<string, EndReason>> = {
  ...{ LocalFailure: 'over', RemoteFailure: 'over', Informational: 'over', NotAcceptable: 'server-failed' },
  ...{ ServiceFailure: 'server-failed', ExchangeServiceFailure: 'server-failed', Timeout: 'no-answer' },
  ...{ BadRequest: 'server-failed', Forbidden: 'not-allowed', NotFound: 'gone-there', Conflict: 'server-failed' },
  ...{ EntityTooLarge: 'server-limit', ServiceUnavailable: 'server-failed', TooManyRequests: 'server-limit' },
  ...{ Gone: 'gone-there', GatewayTimeout: 'no-answer', MethodNotAllowed: 'not-allowed', '': 'over' },
  ...{ PreconditionFailed: 'server-failed', PreconditionRequired: 'server-failed', ClientTimeout: 'no-answer' },
  UnsupportedMediaType: 'media-unsupported',
};

describe('a word that nobody here knows is told as the server wrote it', () => {
  for (const [subcode, word] of [
    ...['NeverHeardOf', 'toString', '__proto__', 'constructor', 'None'].map((name) => [name, name] as const),
    ['x\u202ey', 'xy'],
  ] as const) {
    test(word, () => {
      const plan = endOfInvitation(call(), event('RemoteFailure', subcode));
      assert.equal(plan.reason, 'over');
      const ending = { reason: plan.reason, by: null, code: plan.code ?? '' };
      const [entry] = shownCalls(addToHistory([], call({ state: 'ended', ending, media: { state: 'closed' } }), []));
      assert.deepEqual([entry?.outcome, entry?.note], ['missed', `The server ended it: RemoteFailure ${word}.`]);
    });
  }

  test('no word at all is none', () => {
    const [entry] = shownCalls(
      addToHistory([], call({ state: 'ended', ending: { reason: 'over', by: null, code: '' } }), []),
    );
    assert.equal(entry?.note, '');
  });
});

const event = (code: string, subcode: string | null, state: string | null = null) =>
  ({
    type: 'invitation-completed',
    invitation: invitationUrl,
    succeeded: false,
    code,
    subcode,
    state,
    acceptedByContact: null,
  }) as const;

for (const [reason, outcome, note, subcodes] of meanings) {
  describe(`${reason}: ${outcome}, “${note}”`, () => {
    for (const subcode of subcodes) {
      for (const code of ['LocalFailure', 'RemoteFailure', 'Informational', '']) {
        test(`${code} ${subcode}`, () => {
          const plan = endOfInvitation(call(), event(code, subcode));
          assert.equal(plan.reason, reason);
          const ending = { reason: plan.reason, by: null, code: plan.code ?? '' };
          const ended = call({ state: 'ended', ending, media: { state: 'closed' } });
          const [entry] = shownCalls(addToHistory([], ended, []));
          assert.deepEqual([entry?.outcome, entry?.note, entry?.seen], [outcome, note, outcome === 'elsewhere']);
        });
      }
    }
  });
}

describe('a code without a subcode', () => {
  for (const [code, reason] of Object.entries(codes)) {
    test(`“${code}”: ${reason}`, () => assert.equal(endOfInvitation(call(), event(code, null)).reason, reason));
  }
});

describe('a final state without a reason', () => {
  for (const [state, reason] of [
    ['Declined', 'declined-elsewhere'],
    ['Cancelled', 'cancelled-there'],
    ['Forwarded', 'forwarded'],
    ['Failed', 'over'],
    ['NeverHeardOf', 'over'],
  ] as const) {
    test(state, () => assert.equal(endOfInvitation(call(), event('', null, state)).reason, reason));
  }

  test('says less than a reason does', () => {
    assert.equal(endOfInvitation(call(), event('Timeout', null, 'Cancelled')).reason, 'no-answer');
    assert.equal(endOfInvitation(call(), event('RemoteFailure', 'Forwarded', 'Cancelled')).reason, 'forwarded');
  });
});

test('an answer under way that the server ends for a reason nobody knows could not be given', () => {
  assert.equal(endOfInvitation(call({ accept: 'sent' }), event('X', 'Y')).reason, 'not-accepted');
});

for (const subcode of ['RepliedWithOtherModality', 'Forwarded', 'Redirected', 'Replaced', 'Transferred']) {
  test(`${subcode}: nothing is left to be seen, and nothing is told`, async () => {
    const phone = await ringingPhone();
    await phone.server.push('communication', completed('Failure', 'Informational', subcode));
    assert.equal(phone.view().missedUnseen, 0);
    assert.equal(phone.past()[0]?.outcome, 'elsewhere');
  });
}

test('so it is where the end is the first that is heard of the call', async () => {
  const phone = await onlinePhone();
  const more = { status: 'Failure', reason: { code: 'Informational', subcode: 'Forwarded' } };
  const body = invitationBody({ properties: { state: 'Forwarded' } });
  await phone.server.push('communication', invitationEvent('completed', body, more));
  assert.equal(phone.view().missedUnseen, 0);
  assert.equal(phone.past()[0]?.outcome, 'elsewhere');
});

test('a state that is told before its reason is mended by it', async () => {
  const phone = await ringingPhone();
  const body = invitationBody({ properties: { state: 'Cancelled' } });
  await phone.server.push('communication', invitationEvent('updated', body));
  await phone.server.push('communication', completed('Failure', 'Informational', 'Redirected'));
  assert.equal(phone.past()[0]?.outcome, 'elsewhere');
});
