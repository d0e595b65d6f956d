import type { CallTerminationReason } from '../../ucwa/request/stop-audio-video.ts';
import { endReasons, isRefused } from '../end-reasons.ts';
import type { Call } from '../state.ts';

/** What the server was told when a call ended here is still under way for so long, in milliseconds. */
const toldWithinMs = 3_000;

/** The server may still be about to learn of the call's end. */
export function isOnItsWay({ since }: Call, now: number): boolean {
  return now - since < toldWithinMs;
}

/** The user did something about a ring, and the server may not have learnt of it. */
export function isToldInVain(call: Call): boolean {
  const reason = call.ending?.reason;
  return reason === 'not-accepted' || reason === 'accepted-too-late' || isRefused(call);
}

/** What the server is told of a voice that ended here; undefined where it knows by itself. */
export function toldOf({ ending }: Call): CallTerminationReason | undefined {
  return ending === null ? undefined : endReasons[ending.reason].stop;
}
