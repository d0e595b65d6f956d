import type { JSX } from 'preact';
import { useWords } from '../wording/words-context.ts';
import { Icon } from './icons/icon.tsx';

export interface PillProps {
  readonly kind: 'urgent' | 'emergency' | 'private-line';
  readonly id: string;
}

const icons = { urgent: 'warning', emergency: 'error', 'private-line': 'lock' } as const;

/** An icon and a word for what sets a call apart. */
export function Pill({ kind, id }: PillProps): JSX.Element {
  const { say } = useWords();
  return (
    <span class={`pill pill-${kind}`} id={id}>
      <Icon name={icons[kind]} size="small" />
      {say(`ring.${kind}`)}
    </span>
  );
}
