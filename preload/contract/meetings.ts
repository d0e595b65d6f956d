import type { PartyView } from './party.ts';

/** Longest address of a meeting that is taken, and longest subject (UCWA reference: startOnlineMeeting), in characters. */
export const [longestMeetingAddress, longestMeetingSubject] = [1_024, 250];

/** Who comes into a meeting without waiting in its lobby, widest first. */
export const meetingAccesses = ['everyone', 'organization', 'invited', 'organizer'] as const;

export type MeetingAccess = (typeof meetingAccesses)[number];

/** Who leads in a meeting, widest first. */
export const meetingLeaders = ['everyone', 'organization', 'organizer'] as const;

export type MeetingLeaders = (typeof meetingLeaders)[number];

/** What is chosen for a meeting of one's own. */
export interface MeetingPlan {
  readonly access?: MeetingAccess;
  readonly leaders?: MeetingLeaders;
  /** Who comes and goes is announced to all. */
  readonly announce?: boolean;
  /** Who calls in by a telephone does not wait in the lobby. */
  readonly phonesPass?: boolean;
}

/** A meeting of the user's own that can be joined. */
export interface PlannedMeetingView {
  readonly id: string;
  /** Its subject, or "Meeting". */
  readonly title: string;
  /** What `join-meeting` is given. */
  readonly address: string;
}

/** A choice for a new meeting; the values in the order in which they are shown. */
export interface MeetingChoice<Value> {
  readonly values: readonly Value[];
  readonly usual: Value;
}

/** The same of what is so or is not. */
export interface MeetingSwitch {
  readonly usual: boolean;
  /** The organization forbids it: it is off, and nobody can choose. */
  readonly locked: boolean;
}

/** What can be done about meetings besides those that the user is in. */
export interface MeetingsView {
  /** The server lets the user join one by its address. */
  readonly join: boolean;
  /** The same of one of their own. */
  readonly start: boolean;
  /** As they were read last. */
  readonly planned: readonly PlannedMeetingView[];
  /** What the user may choose for a new one; null where that is up to the server. */
  readonly access: MeetingChoice<MeetingAccess> | null;
  readonly leaders: MeetingChoice<MeetingLeaders> | null;
  readonly announce: MeetingSwitch | null;
  readonly phonesPass: MeetingSwitch | null;
  /** For how many people the organization has them; null where it does not say. */
  readonly mostPeople: number | null;
  /** The organization has none with sound on computers. */
  readonly silent: boolean;
}

/** `lobby`: somebody has to let the user in. */
export type MeetingStage = 'ringing' | 'joining' | 'lobby' | 'in' | 'over';

/** What can be done in a meeting; a control is drawn for each. */
export type MeetingAction =
  | 'add-person'
  | 'admit-all'
  | 'mute-all'
  | 'keep-muted'
  | 'let-speak'
  | 'end-meeting'
  | 'join-sound'
  | 'join-by-phone'
  | 'join-again'
  | 'copy-link';

/** A meeting, beside what the windows show of its call. */
export interface MeetingView {
  readonly stage: MeetingStage;
  /** Its subject, or whose it is. */
  readonly title: string;
  /** Null where the server does not say it. */
  readonly organizer: string | null;
  /** How many are in it, with the user. */
  readonly count: number;
  /** Those who wait to be let in. */
  readonly lobby: readonly PersonInMeetingView[];
  /** Also those of whom nobody says what they are. */
  readonly attendees: readonly PersonInMeetingView[];
  readonly presenters: readonly PersonInMeetingView[];
  /** Whom the user adds, and who is not there yet. */
  readonly added: readonly AddedView[];
  /** Sound is there, or comes. */
  readonly sound: boolean;
  /** Somebody records it. */
  readonly recorded: boolean;
  /** How others come in by telephone; null where the server does not say. */
  readonly dialIn: DialInView | null;
  /** An https address for people; null where the server does not say it. */
  readonly link: string | null;
  readonly actions: readonly MeetingAction[];
}

/** What a telephone dials, and what is entered then. */
export interface DialInView {
  readonly number: string | null;
  readonly conferenceId: string | null;
  readonly passCode: string | null;
}

export const personInMeetingActions = [
  'admit',
  'reject',
  'remove',
  'make-presenter',
  'make-attendee',
  'mute',
  'unmute',
] as const;

export type PersonInMeetingAction = (typeof personInMeetingActions)[number];

/** Somebody in a meeting. */
export interface PersonInMeetingView {
  /** Means something in this meeting alone. */
  readonly id: string;
  readonly party: PartyView;
  readonly isSelf: boolean;
  /** Such as "You, organizer"; empty where there is nothing to say. */
  readonly line: string;
  /** The meeting lets nobody hear them; null where they have no sound, or nothing is said of it. */
  readonly muted: boolean | null;
  readonly actions: readonly PersonInMeetingAction[];
  /** Whom to write to; absent where that is not possible. */
  readonly messageTo?: string;
}

export interface AddedView {
  readonly id: string;
  readonly label: string;
  /** Such as "Calling", or why it came to nothing. */
  readonly line: string;
  readonly failed: boolean;
  /** It can be taken back. */
  readonly cancel: boolean;
}

/** What a user wants of meetings. Those about one carry the id that it has among the calls. */
export type MeetingsCommand =
  /** `address`: as it was pasted. */
  | { readonly type: 'join-meeting'; readonly address: string }
  | ({ readonly type: 'start-meeting'; readonly about: string } & MeetingPlan)
  /** The user's own meetings, and what may be chosen for a new one, are read anew. */
  | { readonly type: 'look-at-meetings' }
  | { readonly type: 'join-again'; readonly callId: string }
  | { readonly type: 'join-sound'; readonly callId: string }
  /** A call goes on as a meeting. */
  | { readonly type: 'make-meeting'; readonly callId: string }
  /** `to`: what was typed, a number or an address. Of a call it makes a meeting. */
  | { readonly type: 'add-person'; readonly callId: string; readonly to: string }
  /** Somebody who is added is taken back before they are there. */
  | { readonly type: 'cancel-adding'; readonly callId: string; readonly addedId: string }
  | {
      readonly type: 'moderate';
      readonly callId: string;
      readonly personId: string;
      readonly action: PersonInMeetingAction;
    }
  | { readonly type: 'admit-all'; readonly callId: string }
  | { readonly type: 'mute-all'; readonly callId: string }
  /** Attendees are muted and kept from unmuting themselves; or they may again. */
  | { readonly type: 'keep-muted'; readonly callId: string; readonly muted: boolean }
  /** Everybody is removed, and the user leaves last. */
  | { readonly type: 'end-meeting'; readonly callId: string };
