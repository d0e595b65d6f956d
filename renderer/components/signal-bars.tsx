import type { JSX } from 'preact';
import type { SoundLevel } from '../../preload/contract/index.ts';

const lit: Readonly<Record<SoundLevel, number>> = { good: 4, weak: 2, none: 0 };
const heights: readonly number[] = [5, 9, 13, 17];

/** Four bars beside a word that says the same; hidden from readers. */
export function SignalBars({ level }: { readonly level: SoundLevel }): JSX.Element {
  return (
    <svg class={`icon icon-small bars bars-${level}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {heights.map((height, index) => (
        <rect
          key={height}
          class={index < lit[level] ? 'bar bar-lit' : 'bar'}
          x={1.5 + index * 4.5}
          y={18.5 - height}
          width="3"
          height={height}
          rx="1"
        />
      ))}
      {level === 'none' && <path d="M4 4l12 12M16 4 4 16" />}
    </svg>
  );
}
