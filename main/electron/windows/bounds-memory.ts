import type { Clock } from '../../core/ports.ts';
import type { Rectangle } from './placement.ts';

/** After this a window that was moved, or just shown, is taken to have come to rest. */
const restMs = 500;
/** A frame is not thicker than this, on any side. */
const thickestFrame = 80;

export interface BoundsMemoryDeps {
  readonly clock: Pick<Clock, 'after'>;
  current(): Rectangle;
  /** Whether the user can see it: where a hidden window is, is up to the window manager. */
  isShown(): boolean;
  write(bounds: Rectangle): void;
}

/** Remembers where a window is, in the terms in which it is asked for. */
export interface BoundsMemory {
  /** The window is about to appear. */
  appearing(): void;
  /** It was moved or resized, by whomever. */
  changed(): void;
  /** The window is no more, and cannot be asked. */
  end(): void;
}

/**
 * Under X11 a window is asked for by the corner of its frame and tells the corner of its content: without the difference
 * it would wander with each start. What is between the two is seen when the window first appears.
 */
export function createBoundsMemory({ clock, current, isShown, write }: BoundsMemoryDeps): BoundsMemory {
  let frame = { x: 0, y: 0 };
  let phase: 'hidden' | 'appearing' | 'resting' | 'moving' = 'hidden';
  /** Where it was seen last, where it moved. */
  let seen: Rectangle | null = null;
  let stopWaiting = (): void => {};

  function measureFrame(asked: Rectangle): void {
    const shown = current();
    const [x, y] = [shown.x - asked.x, shown.y - asked.y];
    phase = 'resting';
    if (x >= 0 && x < thickestFrame && y >= 0 && y < thickestFrame) frame = { x, y };
    else save();
  }

  function save(): void {
    if (seen !== null) write({ ...seen, x: seen.x - frame.x, y: seen.y - frame.y });
    seen = null;
    phase = 'resting';
  }

  return {
    appearing: () => {
      if (phase !== 'hidden') return;
      phase = 'appearing';
      const asked = current();
      stopWaiting = clock.after(restMs, () => measureFrame(asked));
    },
    changed: () => {
      if (phase === 'hidden' || !isShown()) return;
      seen = current();
      // What moves it while it appears is its frame, or else the user.
      if (phase !== 'resting') return;
      phase = 'moving';
      stopWaiting = clock.after(restMs, save);
    },
    end: () => {
      stopWaiting();
      if (phase === 'moving') save();
    },
  };
}
