import type { MeetingPlan } from '../../../preload/contract/index.ts';
import type { LiveConversation } from '../conversations/state.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { noPlanning, type Planning } from './planning.ts';

/**
 * A meeting that the user is asked to, joins, began, or has made of a call.
 *
 *     ringing --answer--> joining --> lobby --admitted--> in
 *        |                   |  ^       |                  |
 *        |                   |  +-------+-application lost-+
 *        +---declined, over--+----------+--left, removed---+--> ended
 *
 * Steps may be skipped; `ended` has no exits. Who is in it, and what may be done about them, is in its conversation (core/conversations);
 * its sound is a call of this computer (core/calls), which is made once the user is in.
 */
export type MeetingStateName = 'ringing' | 'joining' | 'lobby' | 'in' | 'ended';

export const allowedMoves: Readonly<Record<MeetingStateName, readonly MeetingStateName[]>> = {
  ringing: ['joining', 'ended'],
  joining: ['ringing', 'lobby', 'in', 'ended'],
  lobby: ['joining', 'in', 'ended'],
  in: ['joining', 'lobby', 'ended'],
  ended: [],
};

/**
 * The application in which the user was there, or on the way, is gone. `sought`: the meeting may be among the conversations of the next one.
 * `wanted`: it is not, and is joined anew once the server takes that. `asked`: that was done; the call that carried its sound is of no use.
 */
export type Lost = 'no' | 'sought' | 'wanted' | 'asked';

/** How it came about. `made`: of a call, to which somebody was added or which the user wanted to be one. */
export type Origin = 'invited' | 'joined' | 'started' | 'made';

export type MeetingEnd =
  | 'left-here'
  | 'declined-here'
  | 'declined-only-here'
  | 'cancelled-there'
  | 'answered-elsewhere'
  | 'unanswered'
  | 'over'
  | 'removed'
  | 'not-admitted'
  | 'locked'
  | 'full'
  | 'lobby-full'
  | 'not-found'
  | 'not-allowed'
  | 'expired'
  | 'unavailable'
  | 'escalation-failed'
  | 'not-joined'
  | 'network-dropped'
  | 'server-lost'
  | 'signed-out';

export interface MeetingEnding {
  readonly reason: MeetingEnd;
  /** The server's code and subcode, for the log. */
  readonly code: string;
}

/** Somebody whom the user adds. */
export interface Added {
  /** Ours; the server echoes it (UCWA: operationId). */
  readonly id: string;
  /** As people write it. */
  readonly written: string;
  /** A `sip:` or `tel:` URI. */
  readonly to: string;
  /** Absolute; null before the server named it. */
  readonly invitation: string | null;
  readonly cancel: string | null;
  /** `waiting`: for the meeting that is being made. `cancelling`: the user takes it back. */
  readonly state: 'waiting' | 'asked' | 'cancelling' | 'failed';
  /** Of one that failed: the server's subcode, else its code. */
  readonly why: string | null;
}

/** All hrefs are absolute. */
export interface Meeting {
  /** Ours; stable for its life, never an href. Also that of its first call. */
  readonly id: string;
  readonly origin: Origin;
  readonly state: MeetingStateName;
  /** When it came into its state, by the monotonic clock. */
  readonly since: number;
  /** In ms since 1970. */
  readonly startedAt: number;
  /** When the user got in, by the monotonic clock. */
  readonly enteredAt: number | null;
  /** The user answered the invitation to it, and that was not undone by the server. */
  readonly accepted: boolean;
  /** The server names the user's own request by it (UCWA: operationId). */
  readonly operationId: string | null;
  /** What was chosen for it, before the server has made it; null where nothing was, and then. */
  readonly plan: MeetingPlan | null;
  /** `sip:` URI of the meeting. */
  readonly uri: string | null;
  readonly invitation: string | null;
  readonly accept: string | null;
  readonly decline: string | null;
  readonly cancel: string | null;
  readonly conversation: string | null;
  readonly threadId: string | null;
  /** Who asks the user to it. */
  readonly from: Participant | null;
  /** What they are called at the server; null where that was not told. */
  readonly asker: string | null;
  readonly subject: string | null;
  readonly importance: 'normal' | 'urgent' | 'emergency';
  readonly silenced: boolean;
  /** The user wants to be heard by nobody, before there is a call that could be muted. */
  readonly muted: boolean;
  /** The call that carries its sound, or did; null before there was one. */
  readonly voice: string | null;
  /** Its sound is to come: it is asked for, or the server has not said by which link. */
  readonly voicing: 'no' | 'waiting' | 'asked';
  /** The call that takes the voice of two into it, as long as that is under way. */
  readonly escalation: string | null;
  readonly lost: Lost;
  readonly added: readonly Added[];
  /** The server did not do what the user wanted last of somebody in it. */
  readonly notDone: boolean;
  readonly ending: MeetingEnding | null;
  /** False once its end, or that none came of a call, was seen for long enough. */
  readonly shown: boolean;
}

/** Oldest first. */
export type Meetings = readonly Meeting[];

export interface MeetingsModel {
  readonly list: Meetings;
  /** Absolute; null: the server does not take it. */
  readonly joinOnlineMeeting: string | null;
  readonly startOnlineMeeting: string | null;
  readonly planning: Planning;
}

export const noMeetings: MeetingsModel = {
  ...{ list: [], joinOnlineMeeting: null, startOnlineMeeting: null },
  planning: noPlanning,
};

export function isLive({ state }: Meeting): boolean {
  return state !== 'ended';
}

/** The user is in it, or on the way. */
export function isEngaged({ state }: Meeting): boolean {
  return state === 'joining' || state === 'lobby' || state === 'in';
}

/** It rings, and is heard. */
export function ringsAloud({ state, silenced }: Meeting): boolean {
  return state === 'ringing' && !silenced;
}

/** The meeting that the windows show under that id: its own, or that of the call that carries it. */
export function meetingOf(list: Meetings, callId: string): Meeting | undefined {
  return list.find(({ id, voice }) => id === callId || voice === callId);
}

/** A call that is to become a meeting: it goes on as it is until there is one, or where none comes about. */
export function isStillCall({ origin, enteredAt }: Meeting): boolean {
  return origin === 'made' && enteredAt === null;
}

/** The user was in it, and is brought in again. */
export function isComingBack({ state, enteredAt }: Meeting): boolean {
  return state === 'joining' && enteredAt !== null;
}

/** How the server sees the user's way into it; null where its conversation says nothing. */
export function stageOf({ about, selfStanding }: LiveConversation, { origin }: Meeting): 'lobby' | 'in' | null {
  if (about?.state === 'InLobby' || selfStanding?.inLobby === true) return 'lobby';
  if (about?.state === 'Conferenced') return 'in';
  return about?.state === 'Connected' && origin !== 'made' ? 'in' : null;
}

/** Why somebody did not get in may be over in a minute. */
const passing: ReadonlySet<MeetingEnd> = new Set([
  ...(['locked', 'full', 'lobby-full', 'not-admitted'] as const),
  ...(['unavailable', 'not-joined', 'network-dropped', 'unanswered', 'server-lost'] as const),
]);

/** The user may go to it once more. */
export function mayTryAgain({ state, ending, uri, enteredAt, lost, origin }: Meeting): boolean {
  if (state !== 'ended' || ending === null || (enteredAt !== null && lost === 'no')) return false;
  return passing.has(ending.reason) && (uri !== null || origin === 'started');
}

/** The user is in it, or wanted to be. */
export function isWanted({ origin, accepted, enteredAt }: Meeting): boolean {
  return origin !== 'invited' || accepted || enteredAt !== null;
}
