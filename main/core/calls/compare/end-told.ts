import type { CallTerminationReason } from '../../ucwa/request/stop-audio-video.ts';
import type { Call, EndReason } from '../state.ts';

/** What the server was told when a call ended here is still under way for so long, in milliseconds. */
const toldWithinMs = 3_000;

/** The server may still be about to learn of the call's end. */
export function isOnItsWay({ since }: Call, now: number): boolean {
  return now - since < toldWithinMs;
}

/** The user did something about a ring, and the server may not have learnt of it. */
export function isToldInVain(call: Call): boolean {
  return call.ending?.reason === 'not-accepted' || isRefused(call);
}

/** The user wants no more of it, although there never was a voice. */
export function isRefused({ ending, connectedAt }: Call): boolean {
  return ending?.reason === 'declined-here' || (ending?.reason === 'hung-up-here' && connectedAt === null);
}

/** What the server is told of a voice that ended here; undefined where it knows by itself. */
export function toldOf({ ending }: Call): CallTerminationReason | undefined {
  return ending === null ? undefined : endedHere.get(ending.reason);
}

const endedHere: ReadonlyMap<EndReason, CallTerminationReason> = new Map([
  ['hung-up-here', 'UserInitiatedAction'],
  ['network-dropped', 'MediaConnectivityFailure'],
  ['not-accepted', 'MediaConnectivityFailure'],
  ['media-failed', 'MediaConnectivityFailure'],
  ['media-unsupported', 'UnsupportedMedia'],
  ['media-encrypted', 'UnsupportedMedia'],
  ['media-unknown-codec', 'CodecMismatch'],
  ['media-unreachable', 'MediaConnectivityFailure'],
  ['far-silent', 'MediaTimeout'],
  ['no-microphone', 'FailedStartAudioStream'],
  ['microphone-denied', 'FailedStartAudioStream'],
  ['microphone-failed', 'FailedStartAudioStream'],
]);
