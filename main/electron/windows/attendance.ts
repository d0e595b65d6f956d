import type { CallView } from '../../../preload/contract/index.ts';

/** Which ended call the user is at, so that it stays in view: the one in the window, while that has the pointer or the focus. */
export interface Attendance {
  /** The call that the window shows now. */
  follow(call: CallView | null): void;
  pointer(inside: boolean): void;
  focus(focused: boolean): void;
}

/** `tell` is called with each change; null: the user is at none. */
export function createAttendance(tell: (callId: string | null) => void): Attendance {
  let shown: CallView | null = null;
  let hungUpHere: string | null = null;
  let isPointed = false;
  let isFocused = false;
  let told: string | null = null;

  function settle(): void {
    const callId = shown !== null && isWorthStaying(shown, hungUpHere) && (isPointed || isFocused) ? shown.id : null;
    if (callId !== told) tell(callId);
    told = callId;
  }

  return {
    follow(call) {
      shown = call;
      if (call?.state === 'ending') hungUpHere = call.id;
      settle();
    },
    pointer(inside) {
      isPointed = inside;
      settle();
    },
    focus(focused) {
      isFocused = focused;
      settle();
    },
  };
}

/** Who hung up is done with the call; else there is something to read, or to choose. */
function isWorthStaying({ id, state, ending, rating, actions }: CallView, hungUpHere: string | null): boolean {
  if (state !== 'ended') return false;
  return ending?.ordinary !== true || rating === 'asked' || (actions.includes('call-back') && id !== hungUpHere);
}
