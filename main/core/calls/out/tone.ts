import type { RingToneName } from '../../../../preload/contract/index.ts';
import { type Call, type Calls, isUp } from '../state.ts';
import { isEscalating } from './escalation.ts';

/** What a call out sounds like here while nobody has answered, and when nobody did. */
interface CallTone {
  readonly callId: string;
  readonly tone: RingToneName;
}

/** Null where the other side is heard itself, or where there is nothing to say. */
export function projectTone(calls: Calls): CallTone | null {
  const call = calls.filter((each) => each.out !== null && !isEscalating(each)).at(-1);
  const tone = call === undefined ? null : toneOf(call, calls);
  return call === undefined || tone === null ? null : { callId: call.id, tone };
}

function toneOf({ state, out, shown, connectedAt, ending }: Call, calls: Calls): RingToneName | null {
  if (state === 'alerting') return out?.heard === null ? 'ringback' : null;
  const isSilent = state !== 'ended' || !shown || connectedAt !== null || ending?.reason === 'hung-up-here';
  // Who talks to somebody else by now is not to be disturbed.
  if (isSilent || calls.some(isUp)) return null;
  return ending?.reason === 'busy-there' ? 'busy' : 'ended';
}
