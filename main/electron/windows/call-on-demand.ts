import { type AppView, isCallingOut } from '../../../preload/contract/index.ts';
import { type CallWindow, type CallWindowDeps, createCallWindow } from './call-window.ts';
import { createOnDemand } from './on-demand.ts';

/** The call window is made behind the card, not before it. Milliseconds. */
const behindCardMs = 250;

export interface CallOnDemandDeps extends CallWindowDeps {
  /** There was no call for a minute, and the window is gone. */
  onQuiet(): void;
}

/** The call window while there are calls, and a minute longer. */
export interface CallOnDemand {
  present(): CallWindow | null;
  update(view: AppView): void;
}

export function createCallOnDemand(deps: CallOnDemandDeps): CallOnDemand {
  const { clock } = deps;
  const call = createOnDemand<CallWindow>({
    clock,
    make: () => createCallWindow(deps),
    end: (window) => {
      window.end();
      deps.onQuiet();
    },
  });
  let isComing = false;

  function make(): void {
    isComing = false;
    const view = deps.view();
    call.wanted().update(view);
    if (view.calls.length === 0) call.unwanted();
  }

  function prepare(view: AppView): void {
    if (call.present() !== null) {
      call.wanted();
    } else if (view.calls.some(isCallingOut)) {
      // There is no card, and the user waits for the window.
      make();
    } else if (!isComing) {
      isComing = true;
      clock.after(behindCardMs, make);
    }
  }

  return {
    present: call.present,
    update: (view) => {
      if (view.calls.length > 0) prepare(view);
      else call.unwanted();
      call.present()?.update(view);
    },
  };
}
