import type { EndPlan } from '../end.ts';
import type { EndReason } from '../state.ts';

/**
 * What the subcode of a refused or failed call, its code where it has none, or else its state, means to the user who called (UCWA reference:
 * "Generic synchronous errors", reason, ErrorSubcode, InvitationState). The lists are open: what does not stand here is a call that came
 * to nothing without a reason.
 */
const meanings: Readonly<Partial<Record<EndReason, readonly string[]>>> = {
  'busy-there': ['Busy'],
  'declined-there': ['Declined', 'Denied', 'InviteesOnly'],
  'not-disturbed-there': ['DoNotDisturb'],
  'no-answer-there': ['Timeout', 'GatewayTimeout', 'Expired', 'ClientTimeout', 'Missed'],
  'unreachable-there': [
    'Unreachable',
    'Unavailable',
    'TemporarilyUnavailable',
    'CallbackUriUnreachable',
    'NotAcceptable',
  ],
  'not-found-there': ['DestinationNotFound', 'NotFound', 'ResourceNotFound', 'Gone', 'Removed'],
  'number-unknown': ['NormalizationFailed', 'ParameterValidationFailure', 'BadRequest', 'PstnCallFailed'],
  'call-not-allowed': [
    ...['Forbidden', 'NotAllowed', 'DialoutNotAllowed', 'OperationNotSupported', 'AnonymousNotAllowed'],
    ...['FederationRequired', 'AttendeeNotAllowed'],
  ],
  'too-many-calls': ['TooManyConversations', 'LimitExceeded', 'TooManyParticipants'],
  'server-limit': ['TooManyRequests'],
  'server-failed': [
    ...['CannotRedirect', 'CallbackChannelError', 'ServiceFailure', 'ServiceUnavailable'],
    ...['MigrationInProgress', 'ProvisioningDataUnavailable', 'APIVersionNotSupported'],
  ],
  'server-lost': ['ApplicationNotFound', 'InactiveApplicationExpired'],
  'redirected-there': ['Redirected', 'Forwarded'],
  'answered-otherwise': ['RepliedWithOtherModality'],
  'went-on-elsewhere': ['Replaced', 'SessionSwitched', 'DerivedConversation', 'Transferred'],
  'network-dropped': ['NotSent'],
  'hung-up-here': ['Canceled', 'Cancelled'],
  'media-failed': ['MediaFailure', 'MediaNegotiationFailure', 'MediaNegotiationTimeOut', 'InsufficientBandwidth'],
  'media-unsupported': [
    ...['InvalidMediaDescription', 'IPv6NotSupported', 'ModalityNotSupported', 'UnsupportedMediaType'],
    ...['MediaEncryptionMismatch', 'MediaEncryptionNotSupported', 'MediaEncryptionRequired'],
  ],
};

const reasons: ReadonlyMap<string, EndReason> = new Map(
  (Object.entries(meanings) as [EndReason, readonly string[]][]).flatMap(([reason, names]) =>
    names.map((name) => [name.toLowerCase(), reason] as const),
  ),
);

/** Why the server did not take a call, or why it came to nothing there. */
export function endOfCallOut({
  code,
  subcode,
  state = null,
}: {
  readonly code: string;
  readonly subcode: string | null;
  readonly state?: string | null;
}): EndPlan {
  const said = [subcode, code, state].map((word) => (word === null ? undefined : reasons.get(word.toLowerCase())));
  const words = [code, subcode].filter((part) => part !== null && part !== '').join(' ');
  return {
    reason: said.find((reason) => reason !== undefined) ?? 'call-refused',
    code: words,
    // The reason may follow its state.
    ...(words === '' && { inferred: true }),
  };
}
