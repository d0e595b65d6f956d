import { endThere } from '../answer.ts';
import { type EndPlan, endUnlessOver, type OneStep } from '../end.ts';
import { endOfInvitation, meaningOf } from '../end-of-invitation.ts';
import { type Call, isCalling } from '../state.ts';
import type { Why } from '../why.ts';
import { endOfCallOut } from './end-reason.ts';

/** The invitation says what became of it in the same breath; who was called and hung up at once is shown for no longer. In milliseconds. */
const patienceMs = 1_000;

/**
 * What carried the call is over at the server. Of a call out the invitation may say that it goes on elsewhere, be it after this: until it
 * has said how it ended the call has a moment. `why`: where the server says that here, and maybe nowhere else.
 */
export function overThere(call: Call, why: Why | null, now: number): OneStep {
  const { out } = call;
  const mayGoOn = out !== null && out.fate !== 'told' && (isCalling(call) || call.state === 'connected');
  if (!mayGoOn) return endFor(call, why, now);
  if (out.fate === 'left') return { call, effects: [] };
  return {
    call: { ...call, out: { ...out, fate: 'left', leftFor: why } },
    effects: [{ type: 'expect-call', callId: call.id, stage: 'fate', withinMs: patienceMs }],
  };
}

/** The invitation said nothing more. */
export function fateOverdue(call: Call, now: number): OneStep {
  if (call.out?.fate !== 'left') return { call, effects: [] };
  return endFor(call, call.out.leftFor ?? null, now);
}

/** Once both could talk it is no matter why: they hung up. */
function endFor(call: Call, why: Why | null, now: number): OneStep {
  const plan = why === null || call.connectedAt !== null ? null : planOf(call, why);
  return plan === null ? endThere(call, now) : endUnlessOver(call, plan, now);
}

/** Null where the server's words are not known. What the invitation says counts more, and may come later. */
function planOf(call: Call, { code, subcode }: Why): EndPlan | null {
  if (call.out !== null) {
    const plan = endOfCallOut({ code, subcode });
    return plan.reason === 'call-refused' ? null : { ...plan, code: '', inferred: true };
  }
  const isKnown = (meaningOf(subcode) ?? meaningOf(code)) !== undefined;
  if (!isKnown) return null;
  const event = { type: 'invitation-completed', invitation: call.invitation, succeeded: false, code, subcode } as const;
  return { ...endOfInvitation(call, { ...event, acceptedByContact: null }), code: '', inferred: true };
}
