import type { CallStateName, CallView } from './calls.ts';
import type { AppView } from './snapshot.ts';

const liveStates: ReadonlySet<CallStateName> = new Set(['calling', 'alerting', 'connected', 'ending']);

/** Calls for the ring window, oldest first: those that ring, and the one whose answer is under way. */
export function ringingCalls({ calls }: Pick<AppView, 'calls'>): readonly CallView[] {
  return calls.filter(
    ({ direction, state }) => direction === 'incoming' && (state === 'ringing' || state === 'answering'),
  );
}

/** The call that is up, being made or being taken down, if any: the one that is talked on, else the newest on hold. */
export function liveCall({ calls }: Pick<AppView, 'calls'>): CallView | null {
  const live = calls.filter(({ state }) => liveStates.has(state));
  return live.find(({ heldHereMs }) => heldHereMs === null) ?? live.at(-1) ?? null;
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
