import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../wording/words-context.ts';

/** Time since a moment of `performance.now()`, counted up each second without being announced. */
export function Elapsed({ since }: { readonly since: number }): JSX.Element {
  const { clock } = useWords();
  const [, tick] = useState(0);
  const lasted = Math.max(0, performance.now() - since);
  useEffect(() => {
    const timer = setTimeout(() => tick((count) => count + 1), 1000 - (lasted % 1000));
    return () => clearTimeout(timer);
  });
  return (
    <span class="numbers" role="timer" dir="ltr">
      {clock(lasted)}
    </span>
  );
}
