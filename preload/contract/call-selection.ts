import type { CallStateName, CallView } from './calls.ts';
import type { PartyView } from './party.ts';
import type { AppView } from './snapshot.ts';

const liveStates: ReadonlySet<CallStateName> = new Set(['calling', 'alerting', 'connected', 'ending']);

/** Calls for the ring window, oldest first: those that ring, and the one whose answer is under way. */
export function ringingCalls({ calls }: Pick<AppView, 'calls'>): readonly CallView[] {
  return calls.filter(
    ({ direction, state }) => direction === 'incoming' && (state === 'ringing' || state === 'answering'),
  );
}

/** Those of them that are shown as a card: a rule may keep one from that. */
export function cardCalls(view: Pick<AppView, 'calls'>): readonly CallView[] {
  return ringingCalls(view).filter(({ quiet }) => quiet?.left !== 'nothing');
}

/** The call that is up, being made or being taken down, if any: the one that is talked on, else the newest on hold. */
export function liveCall({ calls }: Pick<AppView, 'calls'>): CallView | null {
  const live = calls.filter(({ state }) => liveStates.has(state));
  return live.find(({ heldHereMs }) => heldHereMs === null) ?? live.at(-1) ?? null;
}

/** It is made, and not answered yet: nothing that is said here is heard there. */
export function isCallingOut({ state }: Pick<CallView, 'state'>): boolean {
  return state === 'calling' || state === 'alerting';
}

/** Who is at the other end: of a call out that somebody else was rung for, or answered, that one. */
export function farParty({ party, out }: Pick<CallView, 'party' | 'out'>): PartyView {
  return out?.answeredBy ?? out?.forwardedTo ?? party;
}

/** Calls on hold beside the one on the screen, oldest first. */
export function heldBeside(view: Pick<AppView, 'calls'>): readonly CallView[] {
  const shown = callOnScreen(view)?.id;
  return view.calls.filter(({ id, state, heldHereMs }) => state === 'connected' && heldHereMs !== null && id !== shown);
}

/** The call for the call window: the live one, else the newest of those that ended after they were answered or made here. */
export function callOnScreen(view: Pick<AppView, 'calls'>): CallView | null {
  const ended = view.calls.filter(({ state, answered }) => state === 'ended' && answered);
  return liveCall(view) ?? ended[ended.length - 1] ?? null;
}
