import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { meaningOf } from '../../../../main/core/calls/end-of-invitation.ts';
import { endingNote } from '../../../../main/core/calls/endings.ts';
import { englishWords } from '../fakes/words.ts';

/** UCWA reference: ErrorCode, all members. */
const codes = [
  ...['BadRequest', 'Conflict', 'EntityTooLarge', 'ExchangeServiceFailure', 'Forbidden', 'GatewayTimeout', 'Gone'],
  ...['Informational', 'LocalFailure', 'MethodNotAllowed', 'NotAcceptable', 'NotFound', 'PreconditionFailed'],
  ...['PreconditionRequired', 'RemoteFailure', 'ServiceFailure', 'ServiceUnavailable', 'Timeout', 'TooManyRequests'],
  'UnsupportedMediaType',
];

/** UCWA reference: ErrorSubcode, all members, and those that stand elsewhere in the pages. */
const subcodes = [
  ...['AlreadyExists', 'AnonymousNotAllowed', 'AnotherOperationPending', 'APIVersionNotSupported'],
  ...['ApplicationNotFound', 'AttendeeNotAllowed', 'AutoAccepted', 'Busy', 'CallbackUriUnreachable'],
  ...['CallTerminated', 'Canceled', 'ConnectedElsewhere', 'ConversationNotFound', 'Declined', 'Demoted', 'Denied'],
  ...['DerivedConversation', 'DeserializationFailure', 'DestinationNotFound', 'DialoutNotAllowed', 'DoNotDisturb'],
  ...['Ejected', 'Ended', 'EscalationFailed', 'ExchangeTimeout', 'Expired', 'FederationRequired', 'Forwarded'],
  ...['InactiveApplicationExpired', 'InsufficientBandwidth', 'InvalidMediaDescription', 'InviteesOnly'],
  ...['IPv6NotSupported', 'LimitExceeded', 'LisServiceUnavailable', 'MakeMeAvailableRequired'],
  ...['MediaEncryptionMismatch', 'MediaEncryptionNotSupported', 'MediaEncryptionRequired', 'MediaFailure'],
  ...['MediaFallback', 'MediaNegotiationFailure', 'MediaNegotiationTimeOut', 'MigrationInProgress', 'Missed'],
  ...['ModalityNotSupported', 'NewContentSharer', 'NoDelegatesConfigured', 'NoLocationFound', 'NormalizationFailed'],
  ...['NotAcceptable', 'NotAllowed', 'NoTeamMembersConfigured', 'OperationNotSupported'],
  ...['ParameterValidationFailure', 'PGetReplaced', 'PhoneNumberConflict', 'ProvisioningDataUnavailable'],
  ...['PstnCallFailed', 'Redirected', 'Removed', 'Replaced', 'RepliedWithOtherModality', 'SessionSwitched'],
  ...['TemporarilyUnavailable', 'ThreadIdAlreadyExists', 'Timeout', 'TooManyApplications', 'TooManyContacts'],
  ...['TooManyConversations', 'TooManyGroups', 'TooManyLobbyParticipants', 'TooManyOnlineMeetings'],
  ...['TooManyParticipants', 'TransferDeclined', 'Transferred', 'TransferTargetDeclined', 'Unavailable'],
  ...['Unreachable', 'UnsupportedMediaType', 'UserAgentNotAllowed'],
  ...['CallbackChannelError', 'CannotRedirect', 'InvalidExchangeServerVersion', 'MaxEventCountReached'],
  ...['UnprocessableEntity', 'ResourceNotFound', 'MobileApplicationNoLongerAllowed'],
];

/** They say which side it was, and no more. */
const general = ['Informational', 'LocalFailure', 'RemoteFailure'];

describe('each word of the reference with which a ring can end has a sentence', () => {
  for (const word of new Set([...codes, ...subcodes])) {
    test(word, () => {
      const reason = meaningOf(word);
      if (general.includes(word)) return assert.equal(reason, undefined);
      assert.ok(reason !== undefined, 'it is in the table');
      assert.match(endingNote({ reason, by: null }, englishWords), /\S/);
    });
  }
});
