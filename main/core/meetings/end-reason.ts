import type { MeetingEnd, MeetingEnding } from './state.ts';

/**
 * What a subcode, a code or a state says of how a meeting, or the way into it, ended (UCWA reference: reason, ErrorSubcode,
 * InvitationState). The lists are open: what does not stand here comes to the fallback.
 */
const meanings: Readonly<Partial<Record<MeetingEnd, readonly string[]>>> = {
  'cancelled-there': ['Canceled', 'Cancelled', 'Missed'],
  'answered-elsewhere': ['ConnectedElsewhere', 'AutoAccepted', 'Declined'],
  unanswered: ['Timeout', 'GatewayTimeout', 'ClientTimeout'],
  over: ['Ended', 'ConversationNotFound', 'CallTerminated', 'Gone'],
  removed: ['Ejected', 'Removed'],
  'not-admitted': ['Denied'],
  locked: ['Locked', 'InviteesOnly'],
  full: ['TooManyParticipants'],
  'lobby-full': ['TooManyLobbyParticipants'],
  'not-found': ['DestinationNotFound', 'NotFound', 'ResourceNotFound'],
  'not-allowed': [
    ...['Forbidden', 'NotAllowed', 'AnonymousNotAllowed', 'FederationRequired', 'AttendeeNotAllowed', 'Demoted'],
    ...['OperationNotSupported', 'DialoutNotAllowed'],
  ],
  expired: ['Expired'],
  unavailable: [
    ...['Unavailable', 'TemporarilyUnavailable', 'ServiceFailure', 'ServiceUnavailable', 'Unreachable'],
    ...['TooManyConversations', 'TooManyOnlineMeetings', 'LimitExceeded', 'TooManyRequests', 'CannotRedirect'],
  ],
  'escalation-failed': ['EscalationFailed'],
  'network-dropped': ['NotSent'],
  'server-lost': ['ApplicationNotFound', 'InactiveApplicationExpired'],
};

const reasons: ReadonlyMap<string, MeetingEnd> = new Map(
  (Object.entries(meanings) as [MeetingEnd, readonly string[]][]).flatMap(([reason, names]) =>
    names.map((name) => [name.toLowerCase(), reason] as const),
  ),
);

interface Said {
  readonly code: string;
  readonly subcode: string | null;
  readonly state?: string | null;
}

/** In the words of this app; `otherwise` where the server says nothing that is known. */
export function endingSaid({ code, subcode, state = null }: Said, otherwise: MeetingEnd): MeetingEnding {
  const said = [subcode, code, state].map((word) => (word === null ? undefined : reasons.get(word.toLowerCase())));
  return {
    reason: said.find((reason) => reason !== undefined) ?? otherwise,
    code: [code, subcode].filter((part) => part !== null && part !== '').join(' '),
  };
}
