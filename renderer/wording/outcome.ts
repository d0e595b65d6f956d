import type { HistoryView } from '../../preload/contract/index.ts';
import { length } from './duration.ts';

/** What became of a call, in a word or its length. */
export function outcomeWord({ outcome, talkedMs }: HistoryView): string {
  switch (outcome) {
    case 'missed':
      return 'Missed';
    case 'declined':
      return 'Declined';
    case 'elsewhere':
      return 'Elsewhere';
    case 'failed':
      return 'Failed';
    case 'answered':
      return length(talkedMs);
  }
}

/** What kind of call it was, in words, as its row is read out. */
export function kindWords({ outcome, direction }: HistoryView): string {
  switch (outcome) {
    case 'missed':
      return 'Missed call';
    case 'declined':
      return 'Declined call';
    case 'elsewhere':
      return 'Call answered elsewhere';
    case 'failed':
      return 'Failed call';
    case 'answered':
      return direction === 'incoming' ? 'Incoming call' : 'Outgoing call';
  }
}
