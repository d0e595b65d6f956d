import type { DeclineReason } from '../ucwa/request/decline.ts';
import type { CallTerminationReason } from '../ucwa/request/stop-audio-video.ts';
import type { Call, EndReason } from './state.ts';

/** What an end means, to whoever asks. */
interface EndMeaning {
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

/** The user's other endpoints may have one. */
const noMicrophone = { decline: 'Local', stop: 'FailedStartAudioStream' } as const;

/** Each reason for which a call ends: the one place that says what follows from it. */
export const endReasons: Readonly<Record<EndReason, EndMeaning>> = {
  'hung-up-here': { plain: true, counts: 'declined', decline: 'Global', stop: 'UserInitiatedAction' },
  'hung-up-there': { plain: true, counts: 'missed' },
  'declined-here': { plain: true, counts: 'declined', decline: 'Global' },
  'declined-only-here': { plain: true, counts: 'declined', decline: 'Local' },
  'cancelled-there': { plain: true, counts: 'missed' },
  'answered-elsewhere': { counts: 'elsewhere' },
  'declined-elsewhere': { counts: 'elsewhere' },
  'answered-otherwise': { counts: 'elsewhere' },
  forwarded: { counts: 'elsewhere' },
  transferred: { counts: 'elsewhere' },
  'went-on-elsewhere': { counts: 'elsewhere' },
  'busy-elsewhere': { plain: true, counts: 'missed' },
  'not-disturbed': { plain: true, counts: 'missed' },
  'transfer-failed': { counts: 'failed' },
  'meeting-over': { counts: 'failed' },
  'not-allowed': { counts: 'failed' },
  'server-limit': { counts: 'failed' },
  'server-failed': { counts: 'failed' },
  'gone-there': { plain: true, counts: 'failed' },
  'media-bandwidth': { counts: 'failed' },
  over: { plain: true, counts: 'missed' },
  'no-answer': { plain: true, counts: 'missed' },
  'network-dropped': { counts: 'failed', stop: 'MediaConnectivityFailure', mayComeAgain: true },
  'no-microphone': { counts: 'failed', ...noMicrophone, ringsOn: true },
  'microphone-denied': { counts: 'failed', ...noMicrophone },
  'microphone-failed': { counts: 'failed', ...noMicrophone },
  'media-unsupported': { counts: 'failed', decline: 'UnsupportedMedia', stop: 'UnsupportedMedia' },
  'media-encrypted': { counts: 'failed', decline: 'EncryptionMismatch', stop: 'UnsupportedMedia' },
  'media-unencrypted': { counts: 'failed', decline: 'EncryptionMismatch', stop: 'UnsupportedMedia' },
  'media-unknown-codec': { counts: 'failed', decline: 'CodecMismatch', stop: 'CodecMismatch' },
  'media-unreachable': { counts: 'failed', decline: 'MediaConnectivityFailure', stop: 'MediaConnectivityFailure' },
  'media-no-ipv6': { counts: 'failed', decline: 'IPv6NotSupported', stop: 'MediaConnectivityFailure' },
  'media-no-network': { counts: 'failed', decline: 'Local', stop: 'MediaConnectivityFailure', ringsOn: true },
  'media-failed': { counts: 'failed', decline: 'Local', stop: 'MediaConnectivityFailure', ringsOn: true },
  'far-silent': { counts: 'failed', stop: 'MediaTimeout' },
  // The user wanted this call, and no voice came of it: the far side is told of the failure, and other endpoints ring on.
  'not-accepted': { counts: 'failed', decline: 'Local', stop: 'MediaConnectivityFailure' },
  // Nothing failed: the user is in another call by now, so that this one is hung up as they would hang it up.
  'accepted-too-late': { counts: 'failed', stop: 'UserInitiatedAction' },
  'app-ended': { counts: 'failed' },
  'server-lost': { counts: 'failed', mayComeAgain: true },
  'phone-not-answered': { counts: 'failed' },
  'phone-number-refused': { counts: 'failed' },
  'phone-not-allowed': { counts: 'failed' },
  'phone-failed': { counts: 'failed' },
  'phone-left': { counts: 'failed' },
  'signed-out': { plain: true, counts: 'failed', stop: 'UserInitiatedAction' },
  'busy-there': { plain: true, counts: 'failed' },
  'declined-there': { plain: true, counts: 'failed' },
  'not-disturbed-there': { counts: 'failed' },
  'no-answer-there': { plain: true, counts: 'failed', stop: 'UserInitiatedAction' },
  'unreachable-there': { counts: 'failed' },
  'not-found-there': { counts: 'failed' },
  'number-unknown': { counts: 'failed' },
  'call-not-allowed': { counts: 'failed' },
  'too-many-calls': { counts: 'failed' },
  'redirected-there': { counts: 'failed' },
  'call-refused': { counts: 'failed' },
};

/** Whether something that was kept is one of the reasons. */
export function isEndReason(value: unknown): value is EndReason {
  return typeof value === 'string' && Object.hasOwn(endReasons, value);
}

/** The call itself may still be waiting on the server, and may ring here again. */
export function mayRingAgain({ ending, accept }: Call): boolean {
  return accept === 'unsent' && ending !== null && endReasons[ending.reason].mayComeAgain === true;
}

/** The user refused it while it rang, everywhere or here. */
export function isDeclined({ ending }: Call): boolean {
  return ending?.reason === 'declined-here' || ending?.reason === 'declined-only-here';
}

/** The user wants no more of it, although there never was a voice. */
export function isRefused({ ending, connectedAt }: Call): boolean {
  return ending !== null && connectedAt === null && endReasons[ending.reason].counts === 'declined';
}
