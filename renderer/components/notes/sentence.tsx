import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Sentence as Pieces } from '../../../preload/contract/index.ts';
import { grows, partText } from '../../wording/sentence-text.ts';
import { useWords } from '../../wording/words-context.ts';

export interface SentenceProps {
  readonly pieces: Pieces;
  /** How a name in it is drawn, where not as the words beside it. */
  readonly named?: (name: string) => JSX.Element;
}

/** A sentence of the app's own with times, ages and names in it; ages count on by themselves. */
export function Sentence({ pieces, named = isolated }: SentenceProps): JSX.Element {
  const words = useWords();
  const [, turn] = useState(0);
  const growing = grows(pieces);
  useEffect(() => {
    if (!growing) return;
    const timer = setInterval(() => turn((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [growing]);
  const now = Date.now();
  return (
    <span class="sentence">
      {pieces.map((part) =>
        typeof part !== 'string' && 'name' in part ? named(part.name) : partText(part, now, words),
      )}
    </span>
  );
}

function isolated(name: string): JSX.Element {
  return <bdi>{name}</bdi>;
}
