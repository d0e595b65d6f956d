import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../../components/icons/icon.tsx';
import type { IconName } from '../../components/icons/icon-paths.ts';

export interface MoreEntryProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onPress: () => void;
  /** At its end. */
  readonly children?: ComponentChildren;
}

/** One of what stands behind "More". */
export function MoreEntry({ icon, label, onPress, children }: MoreEntryProps): JSX.Element {
  return (
    <button type="button" class="more-entry" onClick={onPress}>
      <Icon name={icon} />
      <span class="more-label">{label}</span>
      {children}
    </button>
  );
}
