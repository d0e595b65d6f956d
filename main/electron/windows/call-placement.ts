import { type BrowserWindow, screen } from 'electron';
import type { Clock } from '../../core/ports.ts';
import { createBoundsMemory } from './bounds-memory.ts';
import { broughtBack, inCorner, type Rectangle, stillReachable, titleBar } from './placement.ts';

/** Where the call window was left; null: nobody moved it yet. It outlives the window. */
export interface KeptPlace {
  current: Rectangle | null;
}

export interface CallPlacementDeps {
  readonly window: BrowserWindow;
  readonly clock: Pick<Clock, 'after'>;
  readonly kept: KeptPlace;
  /** Of the content, in device-independent pixels. */
  width(): number;
}

/** The size and the place of the call window. */
export interface CallPlacement {
  /** Gives its content the height that it asked for, at the width that goes with the text, and keeps all of it in sight. */
  fit(height: number): void;
  /** The window is about to appear: where it was left; at first where the ring window just was. */
  appearing(height: number): void;
  /** The window is no more. */
  end(): void;
}

export function createCallPlacement({ window, clock, kept, width }: CallPlacementDeps): CallPlacement {
  let placed = false;
  const memory = createBoundsMemory({
    clock,
    current: () => window.getBounds(),
    write: (bounds) => {
      kept.current = bounds;
    },
  });
  window.on('move', memory.changed);

  function firstPlace(height: number): Pick<Rectangle, 'x' | 'y'> {
    const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const left = stillReachable(kept.current, workAreas);
    if (left !== null) return left;
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    return inCorner(workArea, width(), Math.ceil(height) + titleBar);
  }

  return {
    fit: (height) => {
      const size = { width: width(), height: Math.ceil(height) };
      window.setContentSize(size.width, size.height);
      if (!placed) return;
      const content = { ...window.getContentBounds(), ...size };
      const { workArea } = screen.getDisplayMatching(content);
      if (broughtBack(workArea, content) === null) return;
      const frame = { ...content, y: content.y - titleBar, height: content.height + titleBar };
      const back = broughtBack(workArea, frame);
      if (back !== null) window.setPosition(back.x, back.y);
    },
    appearing: (height) => {
      if (!placed) {
        const { x, y } = firstPlace(height);
        window.setPosition(x, y);
      }
      placed = true;
      memory.appearing();
    },
    end: memory.end,
  };
}
