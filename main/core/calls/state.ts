import type {
  CallStateName,
  CameraOutcome,
  DevicePurpose,
  KeyTone,
  MicrophoneOutcome,
} from '../../../preload/contract/index.ts';
import type { VideoStanding, VideoWish } from '../ports.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import type { CallTerminationReason } from '../ucwa/request/stop-audio-video.ts';
import type { CallOut } from './call-out.ts';
import type { Invited } from './invited/invited.ts';

/**
 * A call's state; why it ended is kept apart, in {@link Ending}.
 *
 *     ringing --answer--> answering --accepted--> connected --hang up--> ending --> ended
 *      ^ |                  |   |                     |                            ^
 *      | |    not taken now |   |                     |                            |
 *      +-|------------------+   |                     |                            |
 *        +--decline, cancel,----+--refused,-----------+--other side, media lost ---+
 *           elsewhere, lost        cancelled
 *
 *     calling --it rings there--> alerting --answered--> connected
 *        |                           |
 *        +--hung up, refused, busy---+--> ended          (a call out; its progress is told apart in out/state.ts)
 *
 * `ended` has no exits. An answer that the server did not take, while the call waits on, can be given again; one that it took after all
 * leads from `ringing` to `connected`. A move that the table does not have is logged and dropped.
 */
export const allowedMoves: Readonly<Record<CallStateName, readonly CallStateName[]>> = {
  ringing: ['answering', 'connected', 'ended'],
  answering: ['ringing', 'connected', 'ending', 'ended'],
  calling: ['alerting', 'connected', 'ending', 'ended'],
  alerting: ['connected', 'ending', 'ended'],
  connected: ['ending', 'ended'],
  ending: ['ended'],
  ended: [],
};

export type EndReason =
  | 'hung-up-here'
  | 'hung-up-there'
  | 'declined-here'
  /** It may ring on at the user's other endpoints. */
  | 'declined-only-here'
  | 'cancelled-there'
  | 'answered-elsewhere'
  | 'declined-elsewhere'
  /** Somebody wrote back, or called back, in place of answering. */
  | 'answered-otherwise'
  | 'forwarded'
  | 'transferred'
  /** The same talk goes on under another name. */
  | 'went-on-elsewhere'
  | 'no-answer'
  /** Another endpoint of the user was busy, or was not to be disturbed. */
  | 'busy-elsewhere'
  | 'not-disturbed'
  /** It was being transferred, and one of the two did not want that. */
  | 'transfer-failed'
  /** It came of a meeting, which is over or let nobody in. */
  | 'meeting-over'
  | 'not-allowed'
  | 'server-limit'
  | 'server-failed'
  | 'gone-there'
  | 'media-bandwidth'
  /** The server says so, and nothing that says why, or a word that nobody here knows. */
  | 'over'
  | 'network-dropped'
  | 'no-microphone'
  | 'microphone-denied'
  | 'microphone-failed'
  | 'media-unsupported'
  | 'media-encrypted'
  | 'media-unencrypted'
  | 'media-unknown-codec'
  | 'media-unreachable'
  | 'media-no-ipv6'
  | 'media-no-network'
  | 'media-failed'
  | 'far-silent'
  /** An answer came to nothing: the server did not take it, or no voice came of it. */
  | 'not-accepted'
  /** The server took an answer that had seemed to be refused, when the user talked to somebody else. */
  | 'accepted-too-late'
  | 'server-lost'
  /** The app was killed in it, or the computer stopped, and it could not go on after the next start. */
  | 'app-ended'
  /** The user's own telephone was to carry it: nobody picked it up, its number is none, it may not be used, or it came to nothing. */
  | 'phone-not-answered'
  | 'phone-number-refused'
  | 'phone-not-allowed'
  | 'phone-failed'
  /** It goes on there, maybe, and cannot be followed. */
  | 'phone-left'
  | 'signed-out'
  /** Of a call out, from here on: what the server or the other side says of it. */
  | 'busy-there'
  | 'declined-there'
  | 'not-disturbed-there'
  | 'no-answer-there'
  | 'unreachable-there'
  | 'not-found-there'
  | 'number-unknown'
  | 'call-not-allowed'
  | 'too-many-calls'
  | 'redirected-there'
  | 'call-refused';

export interface Ending {
  readonly reason: EndReason;
  /** Who answered in the user's place, where the server says so. */
  readonly by: string | null;
  /** The server's code and subcode, for the log. */
  readonly code: string;
  /** The conversation or the modality said it, or that it is over alone: the invitation says it better, and may say it later. */
  readonly inferred?: true;
}

/** What a call is heard and spoken with. */
export type CallDevice = Exclude<DevicePurpose, 'ring' | 'ring-too' | 'camera'>;

/**
 * The gateway's part of a call. `waiting`: nobody is told of the call, and nothing is prepared for it yet, because too much rings at once
 * or, where it has its turn, because its offer is being read.
 */
export type CallMedia =
  | { readonly state: 'waiting'; readonly turn: boolean }
  /** `replaced`: what was prepared failed, or is for an earlier offer; the next waits until that is closed. */
  | { readonly state: 'preparing'; readonly replaced?: true }
  | { readonly state: 'ready'; readonly farAnswer: string; readonly nearOffer: string }
  | { readonly state: 'closed' };

/** What the server lets us do with the media of a call that is up (UCWA reference: audioVideoSession). Hrefs are absolute. */
export interface SessionLinks {
  readonly href: string;
  readonly renegotiations: string | null;
  /** Only while the call is on hold here, and not with every server. */
  readonly resumeAudio: string | null;
  /** Where the server wants to be told how it sounded; absent where it does not. */
  readonly feedback?: string;
}

/**
 * The user's own hold. What is wanted counts at once for microphone and speaker; the far side comes to know of it by an offer.
 *
 *     wanted   talk ---------- hold ------------------ talk
 *     offer          making --> sent --> answered             (or waiting: the far side's own offer comes first)
 *     agreed   talk ---------------------- hold ------------ talk
 */
export interface OwnHold {
  readonly wanted: 'talk' | 'hold';
  /** When that came to be wanted, by the monotonic clock. */
  readonly since: number;
  /** When the hold that lasts, or was last, began. */
  readonly heldSince: number;
  /** What the far side agreed to. */
  readonly agreed: 'talk' | 'hold';
  readonly offer: OwnOffer | null;
  /** What came to nothing, until the user wants something again. */
  readonly failed: 'hold' | 'resume' | null;
  /** How many were made. */
  readonly offers: number;
}

/** A renegotiation of ours. */
export interface OwnOffer {
  /** The server knows it by this too (UCWA: operationId). */
  readonly id: string;
  readonly to: 'talk' | 'hold';
  /** What it asks for of pictures. */
  readonly video: VideoWish;
  /** `waiting`: an offer of the far side crossed it; it is made again. */
  readonly step: 'making' | 'sent' | 'answered' | 'waiting';
  readonly tries: number;
  /** Absolute href, once the server named it. */
  readonly renegotiation: string | null;
}

/** The far side's wish to go on in another way. */
export interface Renegotiation {
  readonly href: string;
  readonly answer: string;
  readonly dismiss: string | null;
}

/** The keys that are pressed in a call. Those pressed here are often secrets: none of them is kept but the one that is heard now. */
export interface CallTones {
  /** The far side takes tones. */
  readonly taken: boolean;
  /** How many were given to the gateway, and have not gone out. */
  readonly waiting: number;
  /** The key that went out last, and how many did before it. */
  readonly sent: { readonly tone: KeyTone; readonly before: number } | null;
  /** What the far side pressed, newest last, and how many were before the newest. */
  readonly heard: readonly KeyTone[];
  readonly heardBefore: number | null;
}

/** Of a call that is not up. */
export const noTones: CallTones = { taken: false, waiting: 0, sent: null, heard: [], heardBefore: null };

/**
 * The pictures of a call. What is wanted counts at once for the camera and the window; the far side comes to know of it by an answer or an offer, which is
 * the one that {@link OwnHold} makes.
 */
export interface CallVideo {
  /** What the gateway tells of it. */
  readonly standing: VideoStanding;
  readonly wanted: VideoWish;
  /** What the far side was told last, and took. */
  readonly agreed: VideoWish;
  /** The user looks at their own picture, which goes nowhere. */
  readonly preview: boolean;
  readonly camera: 'unopened' | CameraOutcome;
  /** `refused`: the far side takes none. `lost`: there were pictures, or nearly. Until the user wants something again. */
  readonly failed: 'refused' | 'lost' | null;
}

/** All hrefs are absolute. */
export interface Call {
  /** Ours; stable for its life, never an href. */
  readonly id: string;
  readonly direction: 'incoming' | 'outgoing';
  /** Null of an incoming call. */
  readonly out: CallOut | null;
  /** Empty while the server has not named a call out. */
  readonly invitation: string;
  readonly conversation: string | null;
  readonly audioVideo: string | null;
  /** Empty where it cannot be answered. */
  readonly acceptWithAnswer: string;
  /** Has the user's own telephone ring in place of an answer here; null where that is not possible. */
  readonly acceptWithPhoneAudio: string | null;
  readonly decline: string | null;
  /** By which the far side is told where we are while it rings; null where the server does not offer it. */
  readonly provisional: string | null;
  /** Where the server wants to be told how its media went. */
  readonly diagnostics: string | null;
  /** The audioVideo's stop link, once it is known. */
  readonly stop: string | null;
  /** The audioVideo's link to go on on the user's own telephone, while there is one. */
  readonly replaceWithPhoneAudio: string | null;
  readonly threadId: string | null;
  readonly sessionContext: string;
  /** The far side's first offer, as it was told last; empty where none came in. */
  readonly offer: string;
  readonly processedOfferId: string | null;
  readonly party: Participant | null;
  /** What who calls is called at the server; null of a call out, or where that was not told. */
  readonly caller: string | null;
  readonly subject: string | null;
  readonly importance: 'normal' | 'urgent' | 'emergency';
  readonly invited: Invited;
  readonly state: CallStateName;
  /** When it came into its state, by the monotonic clock. */
  readonly since: number;
  /** When it began to ring, in ms since 1970. */
  readonly startedAt: number;
  /** When the user was first told of it, by the monotonic clock; null while it waits. */
  readonly heardAt: number | null;
  /** When voice was connected, by the monotonic clock. */
  readonly connectedAt: number | null;
  readonly media: CallMedia;
  /** The media process died in the call, and the far side does not know yet where to go on. */
  readonly restoring: boolean;
  /** The far side wants no voice for now, and may send none. */
  readonly heldThere: boolean;
  readonly hold: OwnHold;
  /** Null while nothing is known of it. */
  readonly session: SessionLinks | null;
  /** The one that the gateway has before it. */
  readonly renegotiation: Renegotiation | null;
  /** Those that were answered or refused, newest last: each may be told again. */
  readonly renegotiated: readonly string[];
  /**
   * Whether the far side is told of our answer while it rings: it may be, it was thought about once, or it was, so that the answer can be no
   * other any more.
   */
  readonly early: 'open' | 'decided' | 'told';
  /** How often its media failed while it could still be prepared anew. */
  readonly mediaFailures: number;
  readonly accept: 'unsent' | 'sent' | 'taken';
  /** What the server is told if it takes an answer that was under way when the call was ended here. */
  readonly owedStop: CallTerminationReason | null;
  /** The user pressed Answer, and it was not undone by the server's refusal. */
  readonly answered: boolean;
  /** The server did not take an answer: it is asked about that before there is another one. */
  readonly answerFailed: boolean;
  readonly silenced: boolean;
  readonly muted: boolean;
  readonly tones: CallTones;
  readonly video: CallVideo;
  /** What came of the last attempt to open the microphone; a call that had one once goes on without. */
  readonly microphone: 'unopened' | MicrophoneOutcome;
  /** Labels of the devices that carried the call and were unplugged meanwhile. */
  readonly removed: Readonly<Partial<Record<CallDevice, string>>>;
  readonly ending: Ending | null;
  /** Id of the call that takes this one's place (UCWA: replacesAudioVideo), or as which it rings on. It has the entry in the history. */
  readonly replacedBy: string | null;
  /** Id of the call on the user's own telephone that is to take its place, as long as that is tried. */
  readonly toPhone: string | null;
  /** It was up when an earlier run of the app ended. */
  readonly takenUp?: true;
  /** False once its end was seen for long enough; it is kept so that an event that comes again rings nobody. */
  readonly shown: boolean;
}

/** Oldest first. */
export type Calls = readonly Call[];

/** The user is talking, or is about to: the microphone may be open. */
export function isTalking(call: Call): boolean {
  return isUp(call) && call.hold.wanted === 'talk';
}

/** Both sides agree that it is talked: what comes is to be heard, and silence means something. */
export function isHeldByNobody({ heldThere, hold }: Call): boolean {
  return !heldThere && hold.wanted === 'talk' && hold.agreed === 'talk';
}

/** It was answered, and goes on; it may be on hold. */
export function isUp({ state }: Call): boolean {
  return state === 'answering' || state === 'connected';
}

/** The user makes it, and nobody has answered. */
export function isCalling({ state }: Call): boolean {
  return state === 'calling' || state === 'alerting';
}

/** The user is busy with it. */
export function isEngaged(call: Call): boolean {
  return isUp(call) || isCalling(call);
}

/** It rings, and the user is told. */
export function isHeard({ state, media, toPhone }: Call): boolean {
  return state === 'ringing' && media.state !== 'waiting' && toPhone === null;
}

/** The calls that a step changed or added, each with what it was before; a storm of calls makes this worth while. */
export function changedCalls(
  before: Calls,
  after: Calls,
): readonly { readonly call: Call; readonly was: Call | undefined }[] {
  if (after === before) return [];
  const unchanged = new Set(before);
  return after
    .filter((call) => !unchanged.has(call))
    .map((call) => ({ call, was: before.find(({ id }) => id === call.id) }));
}
