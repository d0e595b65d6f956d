import { nothingInvited } from '../calls/invited/invited.ts';
import { untouched } from '../calls/new-call.ts';
import type { EndReason } from '../calls/state.ts';
import type { MeetingRecord } from './end-words.ts';
import { isWanted, type Meeting, type MeetingEnd } from './state.ts';

/** What each end of a meeting is among the ends of calls. */
const reasons: Readonly<Record<MeetingEnd, EndReason>> = {
  'left-here': 'hung-up-here',
  'declined-here': 'declined-here',
  'declined-only-here': 'declined-only-here',
  'cancelled-there': 'cancelled-there',
  'answered-elsewhere': 'answered-elsewhere',
  unanswered: 'no-answer',
  over: 'meeting-over',
  removed: 'meeting-over',
  'not-admitted': 'meeting-over',
  locked: 'meeting-over',
  full: 'meeting-over',
  'lobby-full': 'meeting-over',
  'not-found': 'not-found-there',
  'not-allowed': 'call-not-allowed',
  expired: 'meeting-over',
  unavailable: 'server-failed',
  'escalation-failed': 'meeting-over',
  'not-joined': 'call-refused',
  'network-dropped': 'network-dropped',
  'server-lost': 'server-lost',
  'signed-out': 'signed-out',
};

/** A meeting that is over as the history keeps calls: one that the user was asked to by who asked, others by what they were called. */
export function recordOf(meeting: Meeting, title: string): MeetingRecord {
  const { id, origin, since, startedAt, enteredAt, threadId, subject, importance, ending, from } = meeting;
  const isIncoming = origin === 'invited';
  return {
    ...untouched,
    ...{ id, out: null, invitation: '', conversation: null, audioVideo: null, acceptWithAnswer: '' },
    ...{ acceptWithPhoneAudio: null, decline: null, provisional: null, diagnostics: null, processedOfferId: null },
    direction: isIncoming ? 'incoming' : 'outgoing',
    threadId,
    sessionContext: '',
    party: isIncoming && from !== null ? from : { name: title, uri: null, phoneNumber: null },
    ...{ subject, importance, invited: nothingInvited, state: 'ended', since, startedAt, heardAt: since },
    connectedAt: enteredAt,
    media: { state: 'closed' },
    answered: isWanted(meeting),
    ending: ending === null ? null : { reason: reasons[ending.reason], by: null, code: ending.code },
    meetingEnd: ending?.reason ?? 'over',
  };
}

/** What its row of the history is called, where nobody asked the user to it: no sentence of ours is kept. */
export function titleToKeep({ subject, from, uri }: Meeting): string {
  return subject ?? from?.name ?? /^sips?:([^@;]+)@/i.exec(uri ?? '')?.[1] ?? '';
}

/** Whether something that was kept is one of the ends of a meeting. */
export function isMeetingEnd(value: unknown): value is MeetingEnd {
  return typeof value === 'string' && Object.hasOwn(reasons, value);
}
