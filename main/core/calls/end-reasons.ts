import type { DeclineReason } from '../ucwa/request/decline.ts';
import type { CallTerminationReason } from '../ucwa/request/stop-audio-video.ts';
import type { Call, EndReason } from './state.ts';

/** What an end means, to whoever asks. */
interface EndMeaning {
  /** What call window, notification and history say. */
  readonly title: string;
  readonly help: string;
  /** The title says no more than the outcome beside which a row of the history stands. */
  readonly plain?: true;
  /**
   * How the history counts a call in which nobody could talk. `failed`: only where the user had answered it, else it was missed.
   */
  readonly counts: 'declined' | 'elsewhere' | 'missed' | 'failed';
  /** What the server is told where the end is ours to tell, while the invitation is not accepted; none: it stays as it is there. */
  readonly decline?: DeclineReason;
  /** The same once it is accepted, and again where the server turns out not to have heard it; none: there is nothing to end there. */
  readonly stop?: CallTerminationReason;
  /** It may go on to ring elsewhere, where it had not been answered here. */
  readonly ringsOn?: true;
  /** The link to the server broke. The call itself may still be waiting there, and may ring here again. */
  readonly mayComeAgain?: true;
}

const noSound = 'Sound could not be set up.';
const elsewhere = 'Somebody else was rung in your place.';
/** The user's other endpoints may have one. */
const noMicrophone = { decline: 'Local', stop: 'FailedStartAudioStream' } as const;
const notAnswered = {
  title: 'The call could not be answered.',
  help: 'It may still ring elsewhere.',
  counts: 'failed',
} as const;

/** Each reason for which a call ends: the one place that says what follows from it. */
export const endReasons: Readonly<Record<EndReason, EndMeaning>> = {
  'hung-up-here': {
    title: 'Call ended',
    help: '',
    plain: true,
    counts: 'declined',
    decline: 'Global',
    stop: 'UserInitiatedAction',
  },
  'hung-up-there': { title: 'Call ended', help: '', plain: true, counts: 'missed' },
  'declined-here': { title: 'Declined', help: '', plain: true, counts: 'declined', decline: 'Global' },
  'cancelled-there': { title: 'Missed', help: 'The caller hung up.', plain: true, counts: 'missed' },
  'answered-elsewhere': { title: 'Answered elsewhere', help: '', counts: 'elsewhere' },
  'declined-elsewhere': { title: 'Declined elsewhere', help: '', counts: 'elsewhere' },
  'answered-otherwise': {
    title: 'Answered in another way',
    help: 'By a message or by telephone.',
    counts: 'elsewhere',
  },
  forwarded: { title: 'Forwarded', help: elsewhere, counts: 'elsewhere' },
  transferred: { title: 'Transferred', help: elsewhere, counts: 'elsewhere' },
  'went-on-elsewhere': {
    title: 'Taken elsewhere',
    help: 'It went on in another conversation.',
    counts: 'elsewhere',
  },
  over: { title: 'Missed', help: '', plain: true, counts: 'missed' },
  'no-answer': { title: 'Missed', help: 'It was not answered in time.', plain: true, counts: 'missed' },
  'network-dropped': {
    title: 'The network dropped.',
    help: 'Check the connection of this computer. Switchhook keeps trying to reach the server.',
    counts: 'failed',
    stop: 'MediaConnectivityFailure',
    mayComeAgain: true,
  },
  'no-microphone': {
    title: 'No microphone was found.',
    help: 'Plug in a headset or a microphone.',
    counts: 'failed',
    ...noMicrophone,
    ringsOn: true,
  },
  'microphone-denied': {
    title: 'The microphone is not allowed.',
    help: 'Allow Switchhook to use the microphone in the settings of this computer.',
    counts: 'failed',
    ...noMicrophone,
  },
  'microphone-failed': {
    title: 'The microphone could not be opened.',
    help: 'Another program may be using it. Choose another microphone in Settings.',
    counts: 'failed',
    ...noMicrophone,
  },
  'media-unsupported': {
    title: noSound,
    help: 'The caller’s system offered no sound that this app can play. Ask your administrator.',
    counts: 'failed',
    decline: 'UnsupportedMedia',
    stop: 'UnsupportedMedia',
  },
  'media-encrypted': {
    title: noSound,
    help: 'The caller’s system wants encrypted sound, which Switchhook cannot play yet. Ask your administrator.',
    counts: 'failed',
    decline: 'EncryptionMismatch',
    stop: 'UnsupportedMedia',
  },
  'media-unknown-codec': {
    title: noSound,
    help: 'The caller’s system speaks no sound format that Switchhook knows. Ask your administrator.',
    counts: 'failed',
    decline: 'CodecMismatch',
    stop: 'CodecMismatch',
  },
  'media-unreachable': {
    title: noSound,
    help: 'This computer cannot reach the caller’s sound directly. Ask your administrator about calls through a relay.',
    counts: 'failed',
    decline: 'MediaConnectivityFailure',
    stop: 'MediaConnectivityFailure',
  },
  'media-failed': {
    title: noSound,
    help: 'Restart Switchhook if it happens again.',
    counts: 'failed',
    decline: 'Local',
    stop: 'MediaConnectivityFailure',
    ringsOn: true,
  },
  'far-silent': {
    title: 'The sound stopped.',
    help: 'Nothing came from the other side for 30 seconds, so the call was ended.',
    counts: 'failed',
    stop: 'MediaTimeout',
  },
  // The user wanted this call, and no voice came of it: the far side is told of the failure, and other endpoints ring on.
  'not-accepted': {
    ...notAnswered,
    decline: 'Local',
    stop: 'MediaConnectivityFailure',
  },
  // Nothing failed: the user is in another call by now, so that this one is hung up as they would hang it up.
  'accepted-too-late': { ...notAnswered, stop: 'UserInitiatedAction' },
  'server-lost': {
    title: 'The server ended the call.',
    help: 'Switchhook had to sign in again.',
    counts: 'failed',
    mayComeAgain: true,
  },
  'signed-out': {
    title: 'Call ended',
    help: 'You signed out or quit Switchhook.',
    plain: true,
    counts: 'failed',
    stop: 'UserInitiatedAction',
  },
};

/** Whether something that was kept is one of the reasons. */
export function isEndReason(value: unknown): value is EndReason {
  return typeof value === 'string' && Object.hasOwn(endReasons, value);
}

/** The call itself may still be waiting on the server, and may ring here again. */
export function mayRingAgain({ ending, accept }: Call): boolean {
  return accept === 'unsent' && ending !== null && endReasons[ending.reason].mayComeAgain === true;
}

/** The user wants no more of it, although there never was a voice. */
export function isRefused({ ending, connectedAt }: Call): boolean {
  return ending !== null && connectedAt === null && endReasons[ending.reason].counts === 'declined';
}
