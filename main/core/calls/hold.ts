import type { CallEffect } from './effect.ts';
import type { OneStep } from './end.ts';
import { isSettled, makeOffer, resumeLink } from './own-offer.ts';
import { type Call, type Calls, isCalling, isTalking, type OwnHold } from './state.ts';

/** Of a call that talks, from its beginning. */
export const talking: OwnHold = {
  wanted: 'talk',
  since: 0,
  heldSince: 0,
  agreed: 'talk',
  offer: null,
  failed: null,
  offers: 0,
};

/** The server lets us offer in the call. */
export function mayHold({ state, restoring, session }: Call): boolean {
  return state === 'connected' && !restoring && session !== null && session.renegotiations !== null;
}

export function mayResume({ state, restoring, session, hold }: Call): boolean {
  return (
    state === 'connected' &&
    !restoring &&
    (hold.agreed === 'talk' || (session !== null && resumeLink(session) !== null))
  );
}

/** The microphone goes at once, the far side is told as soon as that can be. */
export function want(call: Call, wanted: OwnHold['wanted'], now: number): Call {
  const { hold } = call;
  if (hold.wanted === wanted) return call;
  const heldSince = wanted === 'hold' && hold.agreed === 'talk' ? now : hold.heldSince;
  return { ...call, hold: { ...hold, wanted, since: now, heldSince, failed: null } };
}

/** Every other call that is talked on can be put on hold; one that is being made is given up, but not one for help. */
export function mayTurnTo(call: Pick<Call, 'id'>, calls: Calls): boolean {
  return calls.every((other) => other.id === call.id || mayBeLeft(other));
}

function mayBeLeft(call: Call): boolean {
  if (isCalling(call)) return call.out?.emergency !== true;
  return !isTalking(call) || mayHold(call);
}

/** Only one call is talked on, and what the user wants of each is made known to its far side. */
export function settleHolds(
  calls: Calls,
  now: number,
): { readonly calls: Calls; readonly effects: readonly CallEffect[] } {
  const steps = withOneTalker(calls, now).map(pursue);
  const isSame = steps.every(({ call }, index) => call === calls[index]);
  return { calls: isSame ? calls : steps.map(({ call }) => call), effects: steps.flatMap(({ effects }) => effects) };
}

/** Who turns to another call puts the one before on hold. */
function withOneTalker(calls: Calls, now: number): Calls {
  const talkers = calls.filter((call) => isTalking(call) && call.replacedBy === null);
  if (talkers.length < 2) return calls;
  const latest = Math.max(...talkers.map(({ hold }) => hold.since));
  const chosen = talkers.filter(({ hold }) => hold.since === latest).at(-1);
  return calls.map((call) => (talkers.includes(call) && call !== chosen ? want(call, 'hold', now) : call));
}

/**
 * Makes an offer of what the user wants and the far side does not know, or of the way that the voice has found, unless one is under way,
 * on either side.
 */
function pursue(call: Call): OneStep {
  const { hold, session, state, renegotiation, out } = call;
  const owesPath = out?.owesPath === true;
  const mayOffer = state === 'connected' && session !== null && hold.offer === null && renegotiation === null;
  if ((isSettled(call) && !owesPath) || !mayOffer) return { call, effects: [] };
  return makeOffer(owesPath && out !== null ? { ...call, out: { ...out, owesPath: false } } : call, 1);
}

/** Who could not be put on hold is talked to again, unless the user talks to somebody else by now. */
export function talkAgain(step: OneStep, calls: Calls): OneStep {
  const { call, effects } = step;
  const { hold } = call;
  const isLeft = hold.failed === 'hold' && hold.wanted === 'hold' && hold.agreed === 'talk' && hold.offer === null;
  if (!isLeft || calls.some((other) => other.id !== call.id && isTalking(other))) return step;
  return { call: { ...call, hold: { ...hold, wanted: 'talk' } }, effects };
}
