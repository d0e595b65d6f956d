import type { RingAttention } from '../../../preload/contract/index.ts';
import { type MeetingsKnown, mannerOfCall, type RingKnown, type Rings, raisedFor, ringingNow } from './manner.ts';

const strengths: readonly RingAttention['how'][] = ['flash', 'alarm', 'main'];

/** What draws the eye to what rings: as much as the one needs that needs most. */
export function projectAttention(known: RingKnown & MeetingsKnown): RingAttention | null {
  const wanted = ringingNow(known).flatMap((call) => attentionOf(call, known) ?? []);
  const by = (how: RingAttention['how']) => wanted.find((one) => one.how === how);
  return strengths.reduce<RingAttention | null>((most, how) => by(how) ?? most, null);
}

function attentionOf(call: Rings, known: RingKnown): RingAttention | null {
  const raised = raisedFor(call, known);
  if (raised.includes('main')) return { callId: call.id, how: 'main' };
  if (raised.includes('flash')) return { callId: call.id, how: 'alarm' };
  return mannerOfCall(call, known).flash ? { callId: call.id, how: 'flash' } : null;
}
