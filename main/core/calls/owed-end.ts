import type { DeclineReason } from '../ucwa/request/decline.ts';
import type { CallTerminationReason } from '../ucwa/request/stop-audio-video.ts';
import type { CallEffect } from './effect.ts';
import type { Call } from './state.ts';

interface Owing {
  readonly call: Call;
  readonly effects: readonly CallEffect[];
}

/** What a call out that ends before it was answered leaves to be told: nothing, where the server ended it or never had it. */
export function owedEnd(
  call: Call,
  told: { readonly decline?: DeclineReason; readonly stop?: CallTerminationReason },
): Owing {
  const { out, accept } = call;
  const isOurs = told.decline !== undefined || told.stop !== undefined;
  const mayBeThere = out?.request === 'sent' || out?.request === 'taken';
  if (out === null || accept !== 'unsent' || !isOurs || !mayBeThere) return { call, effects: [] };
  return payCancel({ ...call, owedStop: told.stop ?? 'UserInitiatedAction', out: { ...out, owesCancel: true } });
}

/** Tells the server now, if it has said by now what it calls the call. */
export function payCancel(call: Call): Owing {
  const { out, invitation } = call;
  if (out === null || !out.owesCancel || invitation === '') return { call, effects: [] };
  const told: Call = { ...call, out: { ...out, owesCancel: false } };
  return { call: told, effects: [{ type: 'cancel-call', call: told }] };
}

/** The other side answered what was given up here meanwhile: that call is ended. Where it shares its modality that has its time: see settleEscalations. */
export function stopLate(call: Call): Owing {
  const { owedStop: reason, accept } = call;
  if (reason === null || accept !== 'unsent') return { call, effects: [] };
  if (call.out?.escalates != null) return { call: { ...call, accept: 'taken' }, effects: [] };
  const taken: Call = { ...call, accept: 'taken', owedStop: null };
  return { call: taken, effects: [{ type: 'stop', call: taken, reason }] };
}
