import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RowHeights } from './layout.ts';

/** Before any row was measured, in CSS pixels. */
const firstGuess = 48;

/** A row that is another height than before by more than this has been laid out in another way, as all others will be: text grew, or the window. */
const tolerance = 1;

/** Measures the rows that are drawn, each an element with `data-row`, so that the others can be given their room. */
export function useRowHeights(list: RefObject<HTMLElement | null>): RowHeights {
  const measured = useRef(new Map<string, number>());
  const [usual, setUsual] = useState(firstGuess);
  const measure = useRef((): void => {
    const elements = list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
    const drawn = [...elements].map(
      (element) => [element.dataset.row ?? '', element.getBoundingClientRect().height] as const,
    );
    // The list is not on the screen.
    if (drawn.every(([, height]) => height === 0)) return;
    const known = measured.current;
    const isFirst = known.size === 0;
    const isAnother = drawn.some(([id, height]) => Math.abs((known.get(id) ?? height) - height) > tolerance);
    if (isAnother) known.clear();
    for (const [id, height] of drawn) known.set(id, height);
    if (isFirst || isAnother) setUsual(drawn.reduce((sum, [, height]) => sum + height, 0) / drawn.length);
  });
  useLayoutEffect(() => measure.current());
  useEffect(() => {
    if (list.current === null) return;
    const resized = new ResizeObserver(() => measure.current());
    resized.observe(list.current);
    return () => resized.disconnect();
  }, [list]);
  return { measured: measured.current, usual };
}
