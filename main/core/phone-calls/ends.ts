import { meaningOf } from '../calls/end-of-invitation.ts';
import { endOfCallOut } from '../calls/out/end-reason.ts';
import type { EndReason } from '../calls/state.ts';
import type { Why } from '../calls/why.ts';
import type { PhoneCallEffect } from './effect.ts';
import { isPending, type PhoneCall } from './state.ts';

/** A call after an event, and what is to be done now. */
export interface OneStep {
  readonly call: PhoneCall;
  readonly effects: readonly PhoneCallEffect[];
}

/** How a call is to end. */
export interface EndPlan {
  readonly reason: EndReason;
  readonly code?: string;
  /** Absolute href of the contact that answered instead, or a name. */
  readonly by?: string | null;
  /** The server does not know, and is told. */
  readonly tell?: true;
}

/** Ends a call from any state but `ended`. */
export function endCall(call: PhoneCall, plan: EndPlan, now: number): OneStep {
  if (call.state === 'ended') return { call, effects: [] };
  const reason = call.state === 'ending' ? 'hung-up-here' : plan.reason;
  const isOwn = isOwnEnd(call, reason);
  const ended: PhoneCall = {
    ...call,
    state: 'ended',
    since: now,
    of: isOwn ? null : call.of,
    turning: null,
    ending: { reason, by: null, code: plan.code ?? '' },
  };
  const effects: PhoneCallEffect[] = [];
  if (plan.tell === true) effects.push({ type: 'end', call });
  if (call.of !== null && isPending(call)) effects.push(withCall(ended, isOwn, call.of));
  if (isOwn) effects.push({ type: 'record', call: ended });
  effects.push({ type: 'forget-later', callId: call.id });
  if (plan.by) effects.push({ type: 'find-who-answered', callId: call.id, contact: plan.by });
  return { call: ended, effects };
}

/** The call of this computer ends with it where the user wants neither, else it goes on. */
function withCall(ended: PhoneCall, isOwn: boolean, of: string): PhoneCallEffect {
  return { type: isOwn ? 'taken-over' : 'given-back', call: ended, of };
}

/**
 * Whether it ends as the one call that the user sees. Where it comes to nothing the call of this computer that it belongs to goes on, and
 * has the one entry of both in the history.
 */
function isOwnEnd(call: PhoneCall, reason: EndReason): boolean {
  return call.of === null || !isPending(call) || (call.origin === 'answered' && reason === 'hung-up-here');
}

/** What a `completed` event with status Failure means to the call. */
export function endOfInvitation(
  call: PhoneCall,
  code: string,
  subcode: string | null,
  state: string | null,
): EndPlan & { readonly code: string } {
  const said = meaningOf(subcode) ?? meaningOf(code) ?? meaningOf(state);
  const words = [code, subcode].filter((part) => part !== null && part !== '').join(' ');
  if (call.state === 'far-side' || saysFarSide(call, code, subcode))
    return { code: '', ...endOfCallOut({ code, subcode, state }) };
  if (call.state === 'own-phone') return { reason: ownPhoneReason(subcode ?? code), code: words };
  return { reason: said ?? 'over', code: words };
}

/**
 * That the far side was rung may have gone without a word: of a call that the user makes, a remote failure for what only somebody does who is
 * rung is theirs. The user's own telephone that is not picked up times out.
 */
function saysFarSide({ origin, state }: PhoneCall, code: string, subcode: string | null): boolean {
  const isOfSomebody = subcode === 'Busy' || subcode === 'Declined' || subcode === 'DoNotDisturb';
  return origin === 'placed' && state === 'own-phone' && code === 'RemoteFailure' && isOfSomebody;
}

const refused: Readonly<Record<string, EndReason>> = {
  NormalizationFailed: 'phone-number-refused',
  InvalidPhoneNumber: 'phone-number-refused',
  PhoneNumberConflict: 'phone-number-refused',
  DestinationNotFound: 'phone-number-refused',
  Forbidden: 'phone-not-allowed',
  NotAllowed: 'phone-not-allowed',
  DialoutNotAllowed: 'phone-not-allowed',
  OperationNotSupported: 'phone-not-allowed',
  ModalityNotSupported: 'phone-not-allowed',
  PstnCallFailed: 'phone-failed',
  LocalFailure: 'phone-failed',
  ServiceFailure: 'phone-failed',
};

/** As long as the user's own telephone rings, what fails is that. */
function ownPhoneReason(word: string): EndReason {
  return refused[word] ?? 'phone-not-answered';
}

/** The end of a call whose conversation or modality is over. `why`: where that is told, and its invitation may say no more. */
export function overPlan(call: PhoneCall, why: Why | null): EndPlan {
  const isTold = why !== null && (meaningOf(why.subcode) ?? meaningOf(why.code)) !== undefined;
  const isOpen = call.connectedAt === null && isPending(call);
  return isTold && isOpen ? endOfInvitation(call, why.code, why.subcode, null) : { reason: overReason(call) };
}

/** Why a call is over of which nothing more is known. */
function overReason({ state, of, connectedAt }: PhoneCall): EndReason {
  if (state === 'ringing') return 'cancelled-there';
  if (state === 'own-phone') return of === null && connectedAt !== null ? 'hung-up-there' : 'phone-not-answered';
  return state === 'far-side' ? 'no-answer-there' : 'hung-up-there';
}
