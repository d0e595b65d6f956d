import type { Clock } from '../../core/ports.ts';

/** How a window that belongs to a call comes and goes. */
export interface StageDeps {
  readonly clock: Clock;
  /** The longest a call waits for its picture, in milliseconds; then the window shows without. */
  readonly patienceMs: number;
  /** Content height before the page ever told one. */
  readonly usualHeight: number;
  show(height: number): void;
  resize(height: number): void;
  hide(): void;
  /** Only while it shows. */
  focus(): void;
}

/** Shows a window as soon as the page has painted its call, and hides it as soon as there is none. */
export interface Stage {
  /** The calls to show now; none hides the window at once. */
  setCalls(callIds: readonly string[]): void;
  /** The page painted this call (null: none) at this content height, in CSS pixels. */
  drawn(callId: string | null, height: number): void;
  /** The user asked for the window: it gets the focus, at once or when it shows. Returns whether there is a call to show. */
  open(): boolean;
}

export function createStage(deps: StageDeps): Stage {
  let wanted: readonly string[] = [];
  let height = deps.usualHeight;
  let visible = false;
  let isAskedFor = false;
  let endPatience: (() => void) | null = null;

  function stopWaiting(): void {
    endPatience?.();
    endPatience = null;
  }

  function show(): void {
    stopWaiting();
    visible = true;
    deps.show(height);
    if (isAskedFor) focus();
  }

  function focus(): void {
    isAskedFor = false;
    deps.focus();
  }

  function hide(): void {
    stopWaiting();
    isAskedFor = false;
    if (!visible) return;
    visible = false;
    deps.hide();
  }

  return {
    setCalls: (callIds) => {
      wanted = callIds;
      if (callIds.length === 0) hide();
      else if (!visible && endPatience === null) endPatience = deps.clock.after(deps.patienceMs, show);
    },
    drawn: (callId, drawnHeight) => {
      if (callId === null || !wanted.includes(callId) || drawnHeight <= 0) return;
      const changed = drawnHeight !== height;
      height = drawnHeight;
      if (!visible) show();
      else if (changed) deps.resize(height);
    },
    open: () => {
      isAskedFor = wanted.length > 0;
      if (isAskedFor && visible) focus();
      return wanted.length > 0;
    },
  };
}
