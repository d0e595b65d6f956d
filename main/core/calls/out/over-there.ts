import { endThere } from '../answer.ts';
import type { OneStep } from '../end.ts';
import { type Call, isCalling } from '../state.ts';

/** The invitation says what became of it in the same breath; who was called and hung up at once is shown for no longer. In milliseconds. */
const patienceMs = 1_000;

/**
 * What carried the call is over at the server. Of a call out the invitation may say that it goes on elsewhere, be it after this: until it
 * has said how it ended the call has a moment.
 */
export function overThere(call: Call, now: number): OneStep {
  const { out } = call;
  const mayGoOn = out !== null && out.fate !== 'told' && (isCalling(call) || call.state === 'connected');
  if (!mayGoOn) return endThere(call, now);
  if (out.fate === 'left') return { call, effects: [] };
  return {
    call: { ...call, out: { ...out, fate: 'left' } },
    effects: [{ type: 'expect-call', callId: call.id, stage: 'fate', withinMs: patienceMs }],
  };
}

/** The invitation said nothing more. */
export function fateOverdue(call: Call, now: number): OneStep {
  if (call.out?.fate !== 'left') return { call, effects: [] };
  return endThere(call, now);
}
