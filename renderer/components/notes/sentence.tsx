import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Sentence as Pieces } from '../../../preload/contract/index.ts';
import { grows, partText } from '../../wording/words.ts';

/** A sentence of the app's own with times, ages and names in it; ages count on by themselves. */
export function Sentence({ words }: { readonly words: Pieces }): JSX.Element {
  const [, turn] = useState(0);
  const growing = grows(words);
  useEffect(() => {
    if (!growing) return;
    const timer = setInterval(() => turn((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [growing]);
  const now = Date.now();
  return (
    <span class="sentence">
      {words.map((part) => (typeof part !== 'string' && 'name' in part ? <bdi>{part.name}</bdi> : partText(part, now)))}
    </span>
  );
}
