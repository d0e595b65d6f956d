import type { EndPlan } from './end.ts';
import type { CallEvent } from './event.ts';
import type { Call, EndReason } from './state.ts';

/**
 * What the subcode of a failed invitation, or its code where it has none, means to the user who was rung (UCWA reference: reason,
 * ErrorSubcode, InvitationState). Of the lists of the reference nothing is left out but LocalFailure, RemoteFailure and Informational, which
 * say nothing by themselves. The lists are open, and most servers' use of them is unrecorded: what does not stand here is an end without a
 * reason, of which the user is told the server's own word.
 */
const meanings: Readonly<Partial<Record<EndReason, readonly string[]>>> = {
  'cancelled-there': ['Canceled', 'Cancelled', 'Missed'],
  'answered-elsewhere': ['ConnectedElsewhere', 'AutoAccepted', 'MediaFallback'],
  'declined-elsewhere': ['Declined'],
  'answered-otherwise': ['RepliedWithOtherModality'],
  forwarded: ['Forwarded', 'Redirected'],
  transferred: ['Transferred'],
  'went-on-elsewhere': ['Replaced', 'SessionSwitched', 'DerivedConversation'],
  'no-answer': ['Timeout', 'GatewayTimeout', 'Expired', 'ClientTimeout'],
  'busy-elsewhere': ['Busy'],
  'not-disturbed': ['DoNotDisturb'],
  'transfer-failed': ['TransferDeclined', 'TransferTargetDeclined'],
  'meeting-over': [
    ...['Ended', 'Ejected', 'Removed', 'Demoted', 'Denied', 'EscalationFailed', 'NewContentSharer', 'InviteesOnly'],
    ...['AttendeeNotAllowed', 'TooManyParticipants', 'TooManyLobbyParticipants', 'TooManyOnlineMeetings'],
  ],
  'not-allowed': [
    ...['Forbidden', 'NotAllowed', 'AnonymousNotAllowed', 'FederationRequired', 'DialoutNotAllowed'],
    ...['OperationNotSupported', 'UserAgentNotAllowed', 'MobileApplicationNoLongerAllowed', 'MethodNotAllowed'],
  ],
  'server-limit': [
    ...['LimitExceeded', 'TooManyApplications', 'TooManyContacts', 'TooManyConversations', 'TooManyGroups'],
    ...['TooManyRequests', 'EntityTooLarge', 'MaxEventCountReached'],
  ],
  'server-failed': [
    ...['ServiceFailure', 'ServiceUnavailable', 'ServiceTimeout', 'ExchangeServiceFailure', 'ExchangeTimeout'],
    ...['CallbackChannelError', 'CallbackUriUnreachable', 'CannotRedirect', 'InvalidExchangeServerVersion'],
    ...['MigrationInProgress', 'ProvisioningDataUnavailable', 'LisServiceUnavailable', 'NoLocationFound'],
    ...['Unavailable', 'TemporarilyUnavailable', 'Unreachable', 'NotAcceptable', 'PstnCallFailed'],
    ...['PhoneNumberConflict', 'NormalizationFailed', 'NoDelegatesConfigured', 'NoTeamMembersConfigured'],
    ...['BadRequest', 'DeserializationFailure', 'ParameterValidationFailure', 'UnprocessableEntity'],
    ...['Conflict', 'AlreadyExists', 'AnotherOperationPending', 'ThreadIdAlreadyExists', 'PGetReplaced'],
    ...['MakeMeAvailableRequired', 'APIVersionNotSupported', 'VersionNotSupported'],
    ...['PreconditionFailed', 'PreconditionRequired'],
  ],
  'gone-there': [
    ...['NotFound', 'Gone', 'ResourceNotFound', 'ConversationNotFound', 'DestinationNotFound', 'CallTerminated'],
    ...['ApplicationNotFound', 'InactiveApplicationExpired'],
  ],
  'media-bandwidth': ['InsufficientBandwidth'],
  'media-failed': ['MediaFailure', 'MediaNegotiationFailure', 'MediaNegotiationTimeOut'],
  'media-unsupported': [
    'InvalidMediaDescription',
    'IPv6NotSupported',
    'MediaEncryptionMismatch',
    'MediaEncryptionNotSupported',
    'MediaEncryptionRequired',
    'ModalityNotSupported',
    'UnsupportedMediaType',
  ],
};

const reasons: ReadonlyMap<string, EndReason> = new Map(
  (Object.entries(meanings) as [EndReason, readonly string[]][]).flatMap(([reason, names]) =>
    names.map((name) => [name.toLowerCase(), reason] as const),
  ),
);

/** What a word of the server's says of how an invitation ended; undefined where it says nothing. */
export function meaningOf(word: string | null): EndReason | undefined {
  return word === null ? undefined : reasons.get(word.toLowerCase());
}

/** What a `completed` event with status Failure means to a call. */
export function endOfInvitation(call: Call, event: Extract<CallEvent, { type: 'invitation-completed' }>): EndPlan {
  const { code, subcode, state = null, acceptedByContact, acceptedByName = null } = event;
  const fallback: EndReason = call.accept === 'unsent' ? 'over' : 'not-accepted';
  const said = meaningOf(subcode) ?? meaningOf(code) ?? meaningOf(state) ?? fallback;
  const isAccepted = acceptedByContact !== null || acceptedByName !== null;
  // The reason may follow its state.
  const byState = !isAccepted && code === '' && subcode === null && said !== fallback;
  return {
    reason: isAccepted ? 'answered-elsewhere' : said,
    ...(byState && { inferred: true }),
    code: [code, subcode].filter((part) => part !== null && part !== '').join(' '),
    by: acceptedByContact,
    byName: acceptedByName,
  };
}
