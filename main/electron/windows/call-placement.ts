import { type BrowserWindow, screen } from 'electron';
import type { Clock } from '../../core/ports.ts';
import { createBoundsMemory } from './bounds-memory.ts';
import { broughtBack, inCorner, type Rectangle, titleBar } from './placement.ts';
import type { WindowPlaces } from './window-places.ts';

export interface CallPlacementDeps {
  readonly window: BrowserWindow;
  readonly clock: Pick<Clock, 'after'>;
  readonly places: WindowPlaces;
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

export function createCallPlacement({ window, clock, places, width }: CallPlacementDeps): CallPlacement {
  let placed = false;
  const memory = createBoundsMemory({
    clock,
    current: () => window.getBounds(),
    isShown: () => window.isVisible(),
    write: (bounds) => places.keep('call', bounds),
  });
  window.on('move', memory.changed);
  const endPlaces = places.onOtherScreens(() => {
    const left = places.of('call');
    if (placed && left !== null) window.setPosition(left.x, left.y);
  });

  function firstPlace(height: number): Pick<Rectangle, 'x' | 'y'> {
    const left = places.of('call');
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
    end: () => {
      endPlaces();
      memory.end();
    },
  };
}
