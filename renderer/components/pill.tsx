import type { JSX } from 'preact';
import { Icon } from './icons/icon.tsx';

export interface PillProps {
  readonly kind: 'urgent' | 'emergency';
  readonly id: string;
}

/** An icon and a word for what sets a call apart. */
export function Pill({ kind, id }: PillProps): JSX.Element {
  return (
    <span class={`pill pill-${kind}`} id={id}>
      <Icon name={kind === 'urgent' ? 'warning' : 'error'} size="small" />
      {kind === 'urgent' ? 'Urgent' : 'Emergency call'}
    </span>
  );
}
