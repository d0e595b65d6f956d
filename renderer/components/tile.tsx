import type { JSX } from 'preact';
import { Icon } from './icons/icon.tsx';
import type { IconName } from './icons/icon-paths.ts';

export interface TileProps {
  readonly label: string;
  readonly icon: IconName;
  /** Drawn inverted while what it did is in force; the label says it in words. */
  readonly on: boolean;
  readonly onPress: () => void;
}

/** A call control: an icon over its label. */
export function Tile({ label, icon, on, onPress }: TileProps): JSX.Element {
  return (
    <button type="button" class={`tile${on ? ' tile-on' : ''}`} onClick={onPress}>
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  );
}
