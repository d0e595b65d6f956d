import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icons/icon.tsx';
import type { IconName } from './icons/icon-paths.ts';

export interface TileProps {
  readonly label: string;
  readonly icon: IconName;
  /** Drawn inverted while what it did is in force; the label says it in words. */
  readonly on: boolean;
  /** Of a tile that opens something: whether it is open. */
  readonly expanded?: boolean;
  /** Not possible for the moment, and why: it stays and can be focused, and presses do nothing. */
  readonly offBecause?: string;
  /** The same, where its label says why. */
  readonly off?: boolean;
  readonly onPress: () => void;
}

/** A call control: an icon over its label. */
export function Tile({ label, icon, on, expanded, offBecause, off: isOff = false, onPress }: TileProps): JSX.Element {
  const reasonId = useId();
  const explained = offBecause !== undefined;
  const off = explained || isOff;
  return (
    <>
      <button
        type="button"
        class={`tile${on ? ' tile-on' : ''}`}
        onClick={off ? undefined : onPress}
        {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
        {...(off ? { 'aria-disabled': true } : {})}
        {...(explained ? { 'aria-describedby': reasonId, title: offBecause } : {})}
      >
        <Icon name={icon} />
        <span>{label}</span>
      </button>
      {explained && (
        <span class="unseen-text" id={reasonId} aria-hidden="true">
          {offBecause}
        </span>
      )}
    </>
  );
}
