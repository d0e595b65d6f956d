import type { DeclineReason } from '../ucwa/request/decline.ts';
import type { CallTerminationReason } from '../ucwa/request/stop-audio-video.ts';
import type { CallEffect } from './effect.ts';
import type { Call, EndReason } from './state.ts';

/** How a call is to end, and what the server is told if it does not know yet. */
export interface EndPlan {
  readonly reason: EndReason;
  /** Sent while the invitation is not accepted; none: the server knows. */
  readonly decline?: DeclineReason;
  /** Sent once it is accepted; none: the server knows. */
  readonly stop?: CallTerminationReason;
  readonly code?: string;
  /** Absolute href of the contact that answered instead. */
  readonly by?: string | null;
}

/** Ends a call from any state but `ended`: window, sound, microphone and sockets go with the state, not after the server's answer. */
export function endCall(
  call: Call,
  plan: EndPlan,
  now: number,
): { readonly call: Call; readonly effects: readonly CallEffect[] } {
  const ended: Call = {
    ...call,
    state: 'ended',
    since: now,
    media: { state: 'closed' },
    ending: { reason: plan.reason, by: null, code: plan.code ?? '' },
  };
  const effects: CallEffect[] = [
    { type: 'media', instruction: { type: 'close', callId: call.id } },
    { type: 'record', call: ended },
    { type: 'forget-later', callId: call.id },
  ];
  if (call.accept === 'unsent' && plan.decline !== undefined)
    effects.push({ type: 'decline', call: ended, reason: plan.decline });
  if (call.accept !== 'unsent' && plan.stop !== undefined)
    effects.push({ type: 'stop', call: ended, reason: plan.stop });
  if (plan.by !== undefined && plan.by !== null) {
    effects.push({ type: 'find-who-answered', callId: call.id, contact: plan.by });
  }
  return { call: ended, effects };
}
