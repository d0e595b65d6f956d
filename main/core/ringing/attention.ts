import type { RingAttention } from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';
import { mannerOfCall, type RingKnown, raisedFor, unsilenced } from './manner.ts';

const strengths: readonly RingAttention['how'][] = ['flash', 'alarm', 'main'];

/** What draws the eye to the calls that ring: as much as the one needs that needs most. */
export function projectAttention(known: RingKnown): RingAttention | null {
  const wanted = unsilenced(known.calls).flatMap((call) => attentionOf(call, known) ?? []);
  const by = (how: RingAttention['how']) => wanted.find((one) => one.how === how);
  return strengths.reduce<RingAttention | null>((most, how) => by(how) ?? most, null);
}

function attentionOf(call: Call, known: RingKnown): RingAttention | null {
  const raised = raisedFor(call, known);
  if (raised.includes('main')) return { callId: call.id, how: 'main' };
  if (raised.includes('flash')) return { callId: call.id, how: 'alarm' };
  return mannerOfCall(call, known).flash ? { callId: call.id, how: 'flash' } : null;
}
