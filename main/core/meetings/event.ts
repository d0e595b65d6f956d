import type { MeetingPlan } from '../../../preload/contract/index.ts';
import type { LiveConversation } from '../conversations/state.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import type { Meeting, MeetingEnding, Origin } from './state.ts';

/** What an onlineMeetingInvitation says; hrefs are absolute. */
export interface InvitedToMeeting {
  readonly invitation: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly operationId: string | null;
  readonly uri: string | null;
  readonly accept: string | null;
  readonly decline: string | null;
  readonly cancel: string | null;
  readonly conversation: string | null;
  readonly threadId: string | null;
  readonly from: Participant | null;
  /** Where the server says who that is. */
  readonly asker: string | null;
  readonly subject: string | null;
  readonly importance: Meeting['importance'];
}

/** How an invitation, or a request, ended. */
export interface HowItEnded {
  readonly succeeded: boolean;
  readonly code: string;
  readonly subcode: string | null;
  /** InvitationState, for ends that are told without a reason. */
  readonly state: string | null;
}

/** All that can happen to meetings; delivered at least once, in any order. */
export type MeetingEvent =
  | {
      readonly type: 'invited';
      readonly id: string;
      readonly invited: InvitedToMeeting;
      /** Null while it goes on. */
      readonly end: HowItEnded | null;
      readonly wall: number;
    }
  /** The server tells of somebody; `participant`: their absolute name. */
  | { readonly type: 'asker-told'; readonly participant: string; readonly person: Participant }
  /** The end of an invitation, of which nothing else is told. */
  | { readonly type: 'invitation-over'; readonly invitation: string; readonly end: HowItEnded }
  /** The user goes to one that was begun by them or by others, or makes one of the call `id`. */
  | {
      readonly type: 'go';
      readonly id: string;
      readonly origin: Exclude<Origin, 'invited'>;
      readonly operationId: string | null;
      readonly uri: string | null;
      readonly subject: string | null;
      readonly plan: MeetingPlan | null;
      readonly conversation: string | null;
      /** A call that is there. */
      readonly voice: string | null;
      /** How its voice is taken into the meeting; absent where the server does it by itself. */
      readonly escalation?: Escalation;
      readonly wall: number;
    }
  /** The server has made the meeting that was planned; it is joined now. */
  | { readonly type: 'planned'; readonly id: string; readonly uri: string }
  /** The request to go there was taken; `invitation`: absolute, null where the reply does not say it. */
  | {
      readonly type: 'went';
      readonly id: string;
      readonly invitation: string | null;
      readonly conversation: string | null;
    }
  | { readonly type: 'not-gone'; readonly id: string; readonly code: string; readonly subcode: string | null }
  | { readonly type: 'accept'; readonly id: string }
  /** The server did not take the answer; `again`: it may be given once more. */
  | { readonly type: 'not-accepted'; readonly id: string; readonly again: boolean; readonly code: string }
  | { readonly type: 'silence'; readonly id: string }
  | { readonly type: 'mute'; readonly id: string; readonly muted: boolean }
  /** Its conversation, as far as it is known now; undefined: it is over. */
  | {
      readonly type: 'followed';
      readonly id: string;
      readonly conversation: LiveConversation | undefined;
      /** Why it is over. */
      readonly ending: MeetingEnding | null;
    }
  /** The application is gone; the user is to be in the meeting again. `operationId`: ours, of the request that joins it anew. */
  | { readonly type: 'application-lost'; readonly id: string; readonly operationId: string }
  /** It is there in the next application, as that conversation; null: it is not. */
  | { readonly type: 'looked'; readonly id: string; readonly conversation: string | null }
  /** The server takes that it is joined anew. */
  | { readonly type: 'rejoin'; readonly id: string }
  /** A call for its sound is made, or cannot be, or not yet. */
  | { readonly type: 'voiced'; readonly id: string; readonly callId: string }
  | { readonly type: 'voiceless'; readonly id: string; readonly voicing: 'no' | 'waiting' }
  | { readonly type: 'want-voice'; readonly id: string }
  /** The conference has answered the call that takes the voice of two there; or nothing came of it. */
  | { readonly type: 'escalated'; readonly id: string }
  | { readonly type: 'not-escalated'; readonly id: string; readonly code: string }
  | { readonly type: 'adding'; readonly id: string; readonly added: Added }
  | {
      readonly type: 'added';
      readonly operationId: string | null;
      readonly invitation: string | null;
      readonly cancel: string | null;
      readonly end: HowItEnded | null;
    }
  /** The user takes back that somebody is added; `isCancelling` false: the server did not take that. */
  | {
      readonly type: 'cancel-adding';
      readonly id: string;
      readonly addedId: string;
      readonly isCancelling: boolean;
    }
  /** What the user wanted of somebody was done, or not. */
  | { readonly type: 'done'; readonly id: string; readonly done: boolean }
  | { readonly type: 'end'; readonly id: string; readonly ending: MeetingEnding; readonly tell: boolean }
  /** It is in the state in which it came at `since`, and should be further. */
  | { readonly type: 'overdue'; readonly id: string; readonly since: number }
  | { readonly type: 'forget'; readonly id: string };

type Added = Meeting['added'][number];

/** A call into the conference that is made of a call of two. */
export interface Escalation {
  readonly callId: string;
  /** Absolute href of escalateAudio, or escalateAudioVideo. */
  readonly start: string;
  readonly video: boolean;
}
