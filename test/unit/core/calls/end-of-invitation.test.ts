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
    'Sound could not be set up. The caller’s system offered no sound that this app can play. Ask your administrator.',
    [
      ...['InvalidMediaDescription', 'IPv6NotSupported', 'MediaEncryptionMismatch', 'MediaEncryptionNotSupported'],
      ...['MediaEncryptionRequired', 'ModalityNotSupported', 'UnsupportedMediaType'],
    ],
  ],
  [
    'over',
    'missed',
    '',
    [
      ...['AlreadyExists', 'AnonymousNotAllowed', 'AnotherOperationPending', 'APIVersionNotSupported'],
      ...['ApplicationNotFound', 'AttendeeNotAllowed', 'Busy', 'CallbackUriUnreachable', 'CallTerminated'],
      ...['ConversationNotFound', 'Demoted', 'Denied', 'DeserializationFailure', 'DestinationNotFound'],
      ...['DialoutNotAllowed', 'DoNotDisturb', 'Ejected', 'Ended', 'EscalationFailed', 'ExchangeTimeout'],
      ...['FederationRequired', 'InactiveApplicationExpired', 'InsufficientBandwidth', 'InviteesOnly'],
      ...['LimitExceeded', 'LisServiceUnavailable', 'MakeMeAvailableRequired', 'MigrationInProgress'],
      ...['NewContentSharer', 'NoDelegatesConfigured', 'NoLocationFound', 'NormalizationFailed', 'NotAcceptable'],
      ...['NotAllowed', 'NoTeamMembersConfigured', 'OperationNotSupported', 'ParameterValidationFailure'],
      ...['PGetReplaced', 'PhoneNumberConflict', 'ProvisioningDataUnavailable', 'PstnCallFailed', 'Removed'],
      ...['TemporarilyUnavailable', 'ThreadIdAlreadyExists', 'TooManyApplications', 'TooManyContacts'],
      ...['TooManyConversations', 'TooManyGroups', 'TooManyLobbyParticipants', 'TooManyOnlineMeetings'],
      ...['TooManyParticipants', 'TransferDeclined', 'TransferTargetDeclined', 'Unavailable', 'Unreachable'],
      ...['UserAgentNotAllowed', 'CallbackChannelError', 'CannotRedirect', 'UnprocessableEntity', 'None'],
      ...['NeverHeardOf', '', 'toString', '__proto__', 'constructor'],
    ],
  ],
];

const codes: Readonly<Record<string, EndReason>> = {
  ...{ LocalFailure: 'over', RemoteFailure: 'over', Informational: 'over', NotAcceptable: 'over' },
  ...{ ServiceFailure: 'over', ExchangeServiceFailure: 'over', Timeout: 'no-answer', GatewayTimeout: 'no-answer' },
  ...{ BadRequest: 'over', Forbidden: 'over', NotFound: 'over', Conflict: 'over', Gone: 'over' },
  ...{ EntityTooLarge: 'over', ServiceUnavailable: 'over', TooManyRequests: 'over', '': 'over' },
  UnsupportedMediaType: 'media-unsupported',
};

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
