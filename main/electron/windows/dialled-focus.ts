import type { CallView } from '../../../preload/contract/index.ts';

/** The focus that a call out is owed: the user has just made it, and talks in its window next. It is given once. */
export interface DialledFocus {
  /** The call that the window shows now. */
  follow(call: Pick<CallView, 'id' | 'state'> | null): void;
  /** Whether the window may take the focus now; from then on it may not, for this call. */
  isDue(): boolean;
}

export function createDialledFocus(): DialledFocus {
  let owed: string | null = null;
  let given: string | null = null;
  return {
    follow(call) {
      // A call that is further already was there before this window.
      if (call?.state === 'calling' && call.id !== given) owed = call.id;
      else if (call?.id !== owed || call?.state === 'ended') owed = null;
    },
    isDue() {
      if (owed === null) return false;
      given = owed;
      owed = null;
      return true;
    },
  };
}
