import type { OutgoingView } from './calling-out.ts';
import type { InvitationView } from './invitation.ts';
import type { MeetingView } from './meetings.ts';
import type { NoteView } from './notes.ts';
import type { PartyView } from './party.ts';
import type { CallerView } from './people.ts';
import type { PhoneView } from './phone-calls.ts';
import type { RatingView, SoundWordView } from './quality.ts';
import type { QuietView } from './ringing.ts';
import type { KeyTone } from './tones.ts';
import type { VideoCommand, VideoView } from './video.ts';

/**
 * `calling`: a call out that does not ring there yet, as far as is known; `alerting`: it rings there. `ended` has no exits; why it ended is
 * in {@link CallView.ending}.
 */
export type CallStateName = 'ringing' | 'answering' | 'calling' | 'alerting' | 'connected' | 'ending' | 'ended';

/**
 * `reply`: by a message, in place of an answer. `hang-up-and-answer`: of a call that rings while another is talked on. `call-back`: of a call
 * that ended. Those with the user's own telephone: `answer-by-phone` while it rings, `go-on-by-phone` while it is talked on here, and
 * `stay-here` as long as that is under way. `write-to-caller`: who is, or was, at the other end can get messages. `add-person`: the call
 * becomes a meeting; `make-meeting`: without anybody else.
 */
export type CallAction =
  | 'answer'
  | 'hang-up-and-answer'
  | 'decline'
  | 'decline-here'
  | 'silence'
  | 'reply'
  | 'mute'
  | 'hold'
  | 'resume'
  | 'hang-up'
  | 'call-back'
  | 'answer-by-phone'
  | 'go-on-by-phone'
  | 'stay-here'
  | 'write-to-caller'
  | 'add-person'
  | 'make-meeting'
  | VideoCommand['type'];

/**
 * Whether keys can be pressed. `not-yet`: the call is not connected. `held`: nobody would hear them. `not-taken`: the other side takes no
 * tones.
 */
export type KeypadState = 'ready' | 'not-yet' | 'held' | 'not-taken';

export interface KeypadView {
  readonly state: KeypadState;
  /** What the other side pressed, newest last, as far as it is shown. */
  readonly pressedThere: readonly KeyTone[];
}

export interface CallView {
  readonly id: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly state: CallStateName;
  readonly party: PartyView;
  /** Absent until it is known whether they are a contact. */
  readonly who?: CallerView;
  readonly subject: string | null;
  readonly importance: 'normal' | 'urgent' | 'emergency';
  readonly invitation: InvitationView;
  /** Silence was pressed: the card stays, the sound is gone. */
  readonly silenced: boolean;
  /** A rule keeps it from being heard, or seen; absent where none does. */
  readonly quiet?: QuietView;
  readonly muted: boolean;
  /** The other side put the call on hold. */
  readonly heldThere: boolean;
  readonly keypad: KeypadView;
  /** Milliseconds for which the user has had it on hold, at the moment of the snapshot; null while they do not. */
  readonly heldHereMs: number | null;
  /** Absent: without pictures, as most are. */
  readonly video?: VideoView;
  /** How it sounds; null before that is known, and while nothing is to be heard. */
  readonly sound: SoundWordView | null;
  /** Of a call that ended: whether the user is asked how it sounded; null where not. */
  readonly rating: RatingView | null;
  /** What is possible now; a control is drawn for each. */
  readonly actions: readonly CallAction[];
  /** Milliseconds this state has lasted, at the moment of the snapshot; once it ended, how long it was talked on. */
  readonly lastedMs: number;
  /** The device the user will talk on, for the foot of the ring card. */
  readonly talkOn: { readonly text: string; readonly warning: boolean };
  /** What the user should know about it while it rings, and about the devices that carry it once it is up. */
  readonly notes: readonly NoteView[];
  /** Set once the call ended. */
  readonly ending: EndingView | null;
  /** Null where somebody else called. */
  readonly out: OutgoingView | null;
  /** Null where it is talked on this computer. */
  readonly phone: PhoneView | null;
  /** Absent where it is none, as most are. */
  readonly meeting?: MeetingView;
  /** True when the call was answered or made here, so that its end is shown in the call window. */
  readonly answered: boolean;
}

/** How a call ended, for the user. */
export interface EndingView {
  readonly title: string;
  readonly help: string;
  /** It was hung up, here or there: the title says no more than that it ended. */
  readonly ordinary?: true;
}

/** What a user wants of a call, by its id. */
export type CallCommand =
  | { readonly type: 'answer'; readonly callId: string }
  /** Whoever is talked to is hung up. */
  | { readonly type: 'hang-up-and-answer'; readonly callId: string }
  /** Everywhere; `decline-here`: on this computer only. */
  | { readonly type: 'decline'; readonly callId: string }
  | { readonly type: 'decline-here'; readonly callId: string }
  | { readonly type: 'silence'; readonly callId: string }
  | { readonly type: 'mute'; readonly callId: string; readonly muted: boolean }
  | { readonly type: 'send-tones'; readonly callId: string; readonly tones: readonly KeyTone[] }
  | { readonly type: 'hold'; readonly callId: string }
  | { readonly type: 'resume'; readonly callId: string }
  | { readonly type: 'hang-up'; readonly callId: string }
  | { readonly type: 'dismiss'; readonly callId: string }
  | VideoCommand;
