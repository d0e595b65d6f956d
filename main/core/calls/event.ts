import type { CameraOutcome, KeyTone, MicrophoneOutcome } from '../../../preload/contract/index.ts';
import type { MediaFailure, VideoStanding, VideoWish } from '../ports.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import type { CallOutEvent } from './call-out-event.ts';
import type { Invited } from './invited/invited.ts';
import type { KeptTalk, LeftTalk } from './kept-talk.ts';
import type { CallDevice, EndReason, SessionLinks } from './state.ts';
import type { Why } from './why.ts';

/** An incoming audioVideoInvitation that can be answered; hrefs are absolute. */
export interface Offered {
  readonly invitation: string;
  readonly conversation: string | null;
  readonly audioVideo: string | null;
  readonly acceptWithAnswer: string;
  readonly acceptWithPhoneAudio: string | null;
  readonly decline: string | null;
  /** By which the far side is told where we are while it rings; null where the server does not offer it. */
  readonly provisional: string | null;
  /** Where the server wants to be told how its media went. */
  readonly diagnostics: string | null;
  /** The same under every name that the server gives the call. */
  readonly threadId: string | null;
  readonly sessionContext: string;
  /** Null where the offer cannot be read. */
  readonly sdp: string | null;
  /** What it takes the place of, and what it may be part of. */
  readonly replaces: Replaced;
  readonly processedOfferId: string | null;
  readonly party: Participant | null;
  /** Where the server says who that is. */
  readonly caller: string | null;
  readonly subject: string | null;
  readonly importance: 'normal' | 'urgent' | 'emergency';
  /** Whoever takes it is to start muted. */
  readonly joinAudioMuted: boolean;
  readonly invited: Invited;
}

/** What an invitation says of a call that was there before it; hrefs are absolute. */
export interface Replaced {
  /** The modality that goes away if the invitation succeeds (UCWA: replacesAudioVideo). */
  readonly audioVideo: string | null;
  /** Other names of that call: the conversation and modality that it was derived from. */
  readonly related: readonly string[];
  /** Somebody transferred the call. */
  readonly transferred: boolean;
}

/**
 * What became of an answer that was not taken. `gone`: the call is over. `refused`: it will not be taken. `again`: it was not taken now,
 * and the call waits on. `lost`: its application is gone, and the call may be found in the next one.
 */
export type AcceptOutcome = 'gone' | 'refused' | 'again' | 'lost';

export interface Unseen {
  readonly callId: string;
  readonly offered: Offered;
  readonly wall: number;
}

/** A renegotiation of ours: by the name that we gave it, or by the server's. */
interface OwnOfferName {
  /** Null where the server does not say it. */
  readonly operationId: string | null;
  /** Absolute href; null where the server has not named it. */
  readonly renegotiation: string | null;
}

/** All that can happen to a call; delivered at least once, in any order. */
export type CallEvent =
  | CallOutEvent
  | { readonly type: 'offered'; readonly callId: string; readonly offered: Offered; readonly wall: number }
  /** The call has its turn to ring, and its offer was read. `refused`: why it cannot be met. */
  | {
      readonly type: 'offer-read';
      readonly callId: string;
      /** The one that was read; another may have come meanwhile. */
      readonly offer?: string;
      readonly refused: MediaFailure | null;
      /** Whether it asks for pictures too. */
      readonly video?: VideoStanding['offered'];
    }
  | {
      readonly type: 'invitation-completed';
      readonly invitation: string;
      readonly succeeded: boolean;
      readonly code: string;
      readonly subcode: string | null;
      /** InvitationState, where that is known; for ends that are told without a reason. */
      readonly state?: string | null;
      /** Absolute href of the contact that answered instead. */
      readonly acceptedByContact: string | null;
      /** Their name, where the invitation says it. */
      readonly acceptedByName?: string | null;
      /** The call itself, where its end is the first that is heard of it. */
      readonly unseen?: Unseen | null;
    }
  | {
      readonly type: 'audio-video';
      readonly audioVideo: string;
      /** Whose modality it is, where that is told: an invitation need not say what its modality is called. */
      readonly conversation?: string | null;
      readonly state: string;
      readonly stop: string | null;
      /** Where its session is, if it says so. */
      readonly session?: string | null;
      /** Why it is over, where that is told. */
      readonly why?: Why;
      /** The link to go on on the user's own telephone. */
      readonly replaceWithPhoneAudio?: string | null;
      /** The conversation goes on without it, and voice can be had in it anew: it says nothing of a call that is yet to be made there. */
      readonly addable?: true;
    }
  /** What can be done with the media of a call now; hrefs are absolute. */
  | {
      readonly type: 'session';
      readonly session: string;
      /** Names of the call: its audioVideo, its conversation. */
      readonly of: readonly (string | null)[];
      /** Null: it is gone. */
      readonly links: Omit<SessionLinks, 'href'> | null;
      /** The client's own name of what it came of; absent where the server does not say it (UCWA reference: sessionContext). */
      readonly context?: string;
    }
  /** The call goes on under other hrefs. */
  | {
      readonly type: 'moved';
      readonly callId: string;
      readonly conversation: string;
      readonly audioVideo: string;
      readonly stop: string | null;
      readonly session?: string | null;
    }
  | { readonly type: 'conversation-over'; readonly conversation: string; readonly why?: Why }
  | {
      readonly type: 'answer';
      readonly callId: string;
      readonly microphone: 'there' | 'missing';
      /** Whoever is talked to is hung up, and not put on hold. */
      readonly instead?: true;
      /** Pictures both ways too. */
      readonly video?: true;
    }
  /** How it stands with the pictures of a call. */
  | { readonly type: 'media-video'; readonly callId: string; readonly video: VideoStanding }
  /** Pictures came to nothing; the call goes on. */
  | { readonly type: 'video-lost'; readonly callId: string }
  | { readonly type: 'want-video'; readonly callId: string; readonly wish: VideoWish }
  | { readonly type: 'preview-video'; readonly callId: string; readonly preview: boolean }
  | { readonly type: 'camera'; readonly callId: string; readonly outcome: CameraOutcome }
  | { readonly type: 'press-tones'; readonly callId: string; readonly tones: readonly KeyTone[] }
  /** Whether the far side takes tones. */
  | { readonly type: 'tones-taken'; readonly callId: string; readonly taken: boolean }
  /** A key that was pressed here went out, or one that was pressed there came. */
  | {
      readonly type: 'tone-sent' | 'tone-heard';
      readonly callId: string;
      readonly tone: KeyTone;
      /** How many of the kind the call had before it. */
      readonly before: number;
    }
  | { readonly type: 'decline' | 'decline-here' | 'silence' | 'hang-up' | 'hold' | 'resume'; readonly callId: string }
  | { readonly type: 'mute'; readonly callId: string; readonly muted: boolean }
  | {
      readonly type: 'media-prepared';
      readonly callId: string;
      readonly farAnswer: string;
      readonly nearOffer: string;
      readonly held: boolean;
      readonly looksEarly?: true;
    }
  /** Nothing of what was prepared is left. */
  | { readonly type: 'media-closed'; readonly callId: string }
  | { readonly type: 'near-offered'; readonly callId: string; readonly nearOffer: string }
  /** The far side wants to go on in another way; hrefs are absolute. */
  | {
      readonly type: 'renegotiation-offered';
      readonly renegotiation: string;
      /** Null where the server does not say. */
      readonly conversation: string | null;
      readonly session?: string | null;
      readonly answer: string;
      readonly dismiss: string | null;
      /** Null where the offer cannot be read. */
      readonly sdp: string | null;
    }
  | {
      readonly type: 'media-renegotiated';
      readonly callId: string;
      readonly renegotiation: string;
      readonly farAnswer: string;
      readonly held: boolean;
    }
  | {
      readonly type: 'media-renegotiation-failed';
      readonly callId: string;
      readonly renegotiation: string;
      readonly failure: MediaFailure;
    }
  /** An offer of ours is made, answered, or came to nothing at the gateway. */
  | {
      readonly type: 'media-offered';
      readonly callId: string;
      readonly offering: string;
      readonly farOffer: string;
    }
  | {
      readonly type: 'media-answer-taken';
      readonly callId: string;
      readonly offering: string;
      readonly held: boolean;
    }
  | {
      readonly type: 'media-offer-failed';
      readonly callId: string;
      readonly offering: string;
      readonly failure: MediaFailure;
    }
  /** The server has an offer of ours, the far side answered it, or it came to nothing there. */
  | (OwnOfferName & { readonly type: 'own-offer-taken'; readonly renegotiation: string })
  | (OwnOfferName & { readonly type: 'own-offer-answered'; readonly sdp: string })
  /** `crossed`: by an offer of the far side. */
  | (OwnOfferName & {
      readonly type: 'own-offer-failed';
      readonly outcome: 'crossed' | 'refused';
      readonly code: string;
    })
  /** One that was crossed may be made again. */
  | { readonly type: 'own-offer-due'; readonly operationId: string }
  | { readonly type: 'media-failed'; readonly callId: string; readonly failure: MediaFailure }
  /** The server has it no more, and did not say why. */
  | { readonly type: 'invitation-deleted'; readonly invitation: string }
  /** The far side is told of our answer while it rings. */
  | { readonly type: 'told-early'; readonly callId: string }
  /** Its media failed while nobody had answered, and is prepared once more. */
  | { readonly type: 'prepare-due'; readonly callId: string }
  /** The media process died, and prepares the call anew. */
  | { readonly type: 'media-lost'; readonly callId: string }
  | { readonly type: 'media-uprooted'; readonly callId: string }
  /** Its sound should be back by now. */
  | { readonly type: 'media-overdue'; readonly callId: string }
  | { readonly type: 'far-silent'; readonly callId: string }
  | { readonly type: 'microphone'; readonly callId: string; readonly outcome: MicrophoneOutcome }
  | { readonly type: 'device-removed'; readonly callId: string; readonly device: CallDevice; readonly label: string }
  | { readonly type: 'accepted'; readonly callId: string }
  | {
      readonly type: 'accept-failed';
      readonly callId: string;
      readonly code: string;
      readonly outcome: AcceptOutcome;
    }
  /**
   * The user's own telephone, as the call `by`, is rung in its place; that came to nothing, so that it goes on here; or somebody picked it up.
   */
  | {
      readonly type: 'goes-to-phone' | 'back-from-phone' | 'gone-to-phone';
      readonly callId: string;
      readonly by: string;
    }
  /** The server still has a call that was up when an earlier run ended. */
  | { readonly type: 'taken-up'; readonly callId: string; readonly talk: LeftTalk; readonly wall: number }
  /** The same of one that cannot go on from here, and is ended. */
  | { readonly type: 'left-behind'; readonly callId: string; readonly talk: KeptTalk; readonly wall: number }
  /** Calls that wait for their turn to ring may have it now. */
  | { readonly type: 'make-room' }
  | { readonly type: 'stopped'; readonly callId: string }
  /** The server tells of somebody who takes part; `participant`: their absolute name. */
  | { readonly type: 'caller-told'; readonly participant: string; readonly person: Participant }
  /** Who is behind a link of the invitation, an absolute href; null: the server does not say. */
  | {
      readonly type: 'person-found';
      readonly callId: string;
      readonly href: string;
      readonly person: Participant | null;
    }
  | { readonly type: 'answered-by'; readonly callId: string; readonly name: string }
  /** It cannot go on: the session is gone, the server forgot it, or it rang for too long. */
  | { readonly type: 'lost'; readonly callId: string; readonly reason: EndReason }
  /** Its end was none: it rings on as the call `as`, which has their one entry in the history. */
  | { readonly type: 'rings-on'; readonly callId: string; readonly as: string }
  /** It was shown for long enough, or the user has seen enough of it. */
  | { readonly type: 'forget'; readonly callId: string };
