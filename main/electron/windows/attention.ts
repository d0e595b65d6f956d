import type { RingAttention } from '../../../preload/contract/index.ts';

/** What a window in the taskbar can do; the part of Electron's that is used. */
export interface Flashing {
  isDestroyed(): boolean;
  flashFrame(on: boolean): void;
}

export interface AttentionDeps {
  /** The windows that the taskbar shows now. */
  inTaskbar(): readonly Flashing[];
  /** Brings up the main window, without the focus. */
  showMain(): void;
  /** The system's own beep, which needs no device of ours. */
  beep(): void;
  /** macOS: the icon in the dock jumps until the returned function is called. Elsewhere null. */
  bounce(): (() => void) | null;
  /** What came of an alarm. */
  onAlarm(callId: string, flashed: boolean): void;
}

/** Draws the eye to a ring by what is on the screen already, and stops with the ring. */
export interface Attention {
  update(attention: RingAttention | null): void;
}

export function createAttention(deps: AttentionDeps): Attention {
  const flashing = new Set<Flashing>();
  const alarmed = new Set<string>();
  let endBounce: (() => void) | null = null;
  let before = '';

  function stop(): void {
    for (const window of flashing) if (!window.isDestroyed()) window.flashFrame(false);
    flashing.clear();
    endBounce?.();
    endBounce = null;
  }

  function flash(): boolean {
    for (const window of deps.inTaskbar()) {
      if (flashing.has(window)) continue;
      window.flashFrame(true);
      flashing.add(window);
    }
    endBounce ??= deps.bounce();
    return flashing.size > 0 || endBounce !== null;
  }

  function alarm(callId: string, flashed: boolean): void {
    if (alarmed.has(callId)) return;
    alarmed.add(callId);
    deps.beep();
    deps.onAlarm(callId, flashed);
  }

  return {
    update(attention) {
      const now = JSON.stringify(attention);
      if (now === before) return;
      before = now;
      if (attention === null) {
        stop();
        alarmed.clear();
        return;
      }
      if (attention.how === 'main') deps.showMain();
      const flashed = flash();
      if (attention.how !== 'flash') alarm(attention.callId, flashed);
    },
  };
}
