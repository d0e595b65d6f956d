import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PicturePlace } from '../../../preload/contract/index.ts';

export interface PictureRoomProps {
  /** Something is drawn over it: no picture may cover that. */
  readonly covered: boolean;
  /** Tells where there is room; null for nowhere. */
  readonly onPlace: (place: PicturePlace | null) => void;
}

/** Room for the pictures of the call, which another page draws over this one. */
export function PictureRoom({ covered, onPlace }: PictureRoomProps): JSX.Element {
  const room = useRef<HTMLDivElement>(null);
  const told = useRef('');
  const tell = (): void => {
    const place = covered ? null : placeOf(room.current);
    const print = JSON.stringify(place);
    if (print === told.current) return;
    told.current = print;
    onPlace(place);
  };
  const present = useRef(tell);
  present.current = tell;
  // What stands above it may have grown.
  useLayoutEffect(tell);
  useEffect(() => {
    const changed = (): void => present.current();
    const resized = new ResizeObserver(changed);
    resized.observe(document.documentElement);
    if (room.current !== null) resized.observe(room.current);
    document.addEventListener('scroll', changed, { passive: true });
    return () => {
      resized.disconnect();
      document.removeEventListener('scroll', changed);
      onPlace(null);
    };
  }, []);
  return <div ref={room} class="picture-room" />;
}

function placeOf(element: HTMLElement | null): PicturePlace | null {
  if (element === null) return null;
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: Math.max(0, left), y: Math.max(0, top), width, height };
}
