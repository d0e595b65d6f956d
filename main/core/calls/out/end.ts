import { endCall, endHere, type OneStep } from '../end.ts';
import { type Call, isCalling } from '../state.ts';

/** The user wants the call no more: it is over here at once, and the server is told as soon as that can be. */
export function giveUp(call: Call, now: number): OneStep {
  return isCalling(call) ? endCall(call, endHere('hung-up-here'), now) : { call, effects: [] };
}
