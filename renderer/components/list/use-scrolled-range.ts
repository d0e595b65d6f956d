import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { offsetOf, placeAt, type RowHeights, rangeFor } from './layout.ts';
import type { ListedRow } from './list-rows.ts';
import type { List } from './use-rows.ts';

/** Keeps what is drawn of the list in step with what is on the screen. Returns a way to bring a row there that is not drawn. */
export function useScrolledRange<Row extends ListedRow>(
  { rows: { rows, range, total }, show }: List<Row>,
  heights: RowHeights,
  list: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
): (place: number) => void {
  const look = (): void => {
    const [frame, content] = [scroller.current, list.current];
    // Beside the details a narrow window has no room for the list.
    if (frame === null || content === null || frame.clientHeight === 0 || total === null) return;
    const top = frame.getBoundingClientRect().top - content.getBoundingClientRect().top;
    const first = placeAt(rows, heights, total, top);
    const visible = { from: first, to: placeAt(rows, heights, total, top + frame.clientHeight) + 1 };
    const next = rangeFor(visible, range, total);
    if (next !== range) show(next, frame.scrollTop === 0 ? null : (rows.get(first) ?? null));
  };
  const latest = useRef(look);
  latest.current = look;
  useLayoutEffect(look);
  useEffect(() => {
    const frame = scroller.current;
    if (frame === null) return;
    const lookAgain = (): void => latest.current();
    const resized = new ResizeObserver(lookAgain);
    frame.addEventListener('scroll', lookAgain, { passive: true });
    resized.observe(frame);
    return () => {
      frame.removeEventListener('scroll', lookAgain);
      resized.disconnect();
    };
  }, [scroller]);
  return (place) => {
    const [frame, content] = [scroller.current, list.current];
    if (frame === null || content === null) return;
    const above = frame.getBoundingClientRect().top - content.getBoundingClientRect().top;
    const offset = offsetOf(rows, heights, place);
    frame.scrollTop += offset < above ? offset - above : offset + heights.usual - above - frame.clientHeight;
    look();
  };
}
