import type { AppView, CallView } from '../../../preload/contract/index.ts';

/** The calls of the ring window, oldest first: those that ring, and one whose answer is under way. */
export function ringingCalls({ calls }: AppView): readonly CallView[] {
  return calls.filter(
    ({ direction, state }) => direction === 'incoming' && (state === 'ringing' || state === 'answering'),
  );
}

/** The call that is up or being taken down. */
export function liveCall({ calls }: AppView): CallView | null {
  return calls.find(({ state }) => state === 'connected' || state === 'ending') ?? null;
}

/** The call of the call window: the live one, else the newest that was answered here and just ended. */
export function callOnStage(view: AppView): CallView | null {
  const ended = view.calls.filter(({ state, answered }) => state === 'ended' && answered);
  return liveCall(view) ?? ended[ended.length - 1] ?? null;
}
