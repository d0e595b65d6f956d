import type { HistoryView } from '../../../preload/contract/index.ts';
import type { IconName } from './icon-paths.ts';

/** The icon for the kind of call. */
export function kindIcon({ outcome, direction }: HistoryView): IconName {
  if (outcome === 'missed') return 'missed';
  if (outcome === 'elsewhere') return 'elsewhere';
  return direction === 'incoming' ? 'call-in' : 'call-out';
}
