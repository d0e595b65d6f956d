import type { HistoryOutcome } from '../../../preload/contract/index.ts';
import { endReasons } from '../calls/end-reasons.ts';
import { outcomeOfCallOut } from '../calls/endings.ts';
import type { PhoneCall } from './state.ts';

/** How the history counts a call on the user's telephone. */
export function outcomeOnPhone({ connectedAt, ending, origin }: PhoneCall): HistoryOutcome {
  if (connectedAt !== null) return 'answered';
  if (origin === 'placed') return outcomeOfCallOut(ending?.reason);
  const counts = ending === null ? 'failed' : endReasons[ending.reason].counts;
  return counts === 'failed' && origin === 'rung' ? 'missed' : counts;
}
