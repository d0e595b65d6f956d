import type { EndPlan } from './end.ts';
import type { CallEvent } from './event.ts';
import type { Call, EndReason } from './state.ts';

/** Subcodes of a failed invitation (UCWA reference: reason); the list is open, and most servers' use of it is unrecorded. */
const reasons: ReadonlyMap<string, EndReason> = new Map([
  ['Canceled', 'cancelled-there'],
  ['Missed', 'cancelled-there'],
  ['ConnectedElsewhere', 'answered-elsewhere'],
  ['Declined', 'declined-elsewhere'],
  ['Timeout', 'no-answer'],
  ['MediaNegotiationFailure', 'media-failed'],
  ['MediaNegotiationTimeOut', 'media-failed'],
  ['MediaEncryptionMismatch', 'media-unsupported'],
  ['MediaEncryptionNotSupported', 'media-unsupported'],
  ['MediaEncryptionRequired', 'media-unsupported'],
  ['InvalidMediaDescription', 'media-unsupported'],
]);

/** What a `completed` event with status Failure means to a call. */
export function endOfInvitation(call: Call, event: Extract<CallEvent, { type: 'invitation-completed' }>): EndPlan {
  const { code, subcode, acceptedByContact } = event;
  const known = reasons.get(subcode ?? '') ?? (code === 'Timeout' ? 'no-answer' : undefined);
  const fallback: EndReason = call.accept === 'unsent' ? 'cancelled-there' : 'not-accepted';
  return {
    reason: acceptedByContact === null ? (known ?? fallback) : 'answered-elsewhere',
    code: [code, subcode].filter((part) => part !== null && part !== '').join(' '),
    by: acceptedByContact,
  };
}
