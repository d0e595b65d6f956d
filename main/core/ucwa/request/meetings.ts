import type { MeetingPlan } from '../../../../preload/contract/index.ts';
import { accessLevels, leaderAssignments } from '../decode/online-meeting-values.ts';
import { type Operation, postJson } from './operation.ts';

/** A meeting to be in. */
export interface MeetingToJoin {
  /** Up to 50 characters; the invitation echoes it in the event channel. */
  readonly operationId: string;
  /** Its `sip:` URI; none: a new one of the user's own. */
  readonly onlineMeetingUri: string | null;
  /** Up to 250 characters. */
  readonly subject: string | null;
}

/**
 * Joins a meeting, or begins one: POST, 201 with an onlineMeetingInvitation (UCWA reference: joinOnlineMeeting, startOnlineMeeting). It may
 * be done although no answer comes, so that it is never sent twice.
 */
export function joinMeeting(href: string, { operationId, onlineMeetingUri, subject }: MeetingToJoin): Operation {
  return postJson(href, {
    operationId,
    ...(onlineMeetingUri === null ? {} : { onlineMeetingUri }),
    ...(subject === null ? {} : { subject }),
  });
}

/**
 * Plans a meeting of the user's own: POST, 201 with a myOnlineMeeting (UCWA reference: myOnlineMeetings). What is not chosen is as usual.
 */
export function planMeeting(href: string, subject: string | null, plan: MeetingPlan): Operation {
  const { access, leaders, announce, phonesPass } = plan;
  const word = (isOn: boolean): string => (isOn ? 'Enabled' : 'Disabled');
  return postJson(href, {
    ...(subject === null ? {} : { subject }),
    ...(access === undefined ? {} : { accessLevel: accessLevels[access] }),
    ...(leaders === undefined ? {} : { automaticLeaderAssignment: leaderAssignments[leaders] }),
    ...(announce === undefined ? {} : { entryExitAnnouncement: word(announce) }),
    ...(phonesPass === undefined ? {} : { lobbyBypassForPhoneUsers: word(phonesPass) }),
  });
}

/**
 * Adds somebody to a conversation, which becomes a meeting where it is none: POST, 201 with a participantInvitation (UCWA reference:
 * addParticipant).
 */
export function addParticipant(href: string, operationId: string, to: string): Operation {
  return postJson(href, { operationId, to });
}

/**
 * What is done to somebody in a meeting by a link of theirs: POST without a body, 204 (UCWA reference: admit, reject, eject, promote,
 * demote, muteAudio, unmuteAudio).
 */
export function moderate(href: string): Operation {
  return { method: 'POST', href };
}

/** Leaves a conversation: all that is in it ends for this user, and the others go on (UCWA reference: conversation, DELETE). */
export function leaveConversation(href: string): Operation {
  return { method: 'DELETE', href };
}
