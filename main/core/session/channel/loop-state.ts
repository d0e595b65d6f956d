import type { ChannelPosition } from './channel-position.ts';
import type { LoopEnd } from './loop-end.ts';
import type { MoveSearch } from './move-search.ts';
import type { Readiness } from './readiness.ts';
import type { RetryPace } from './retry-pace.ts';

/** What the event loop knows between two requests. */
export interface LoopState {
  readonly position: ChannelPosition;
  readonly readiness: Readiness;
  readonly search: MoveSearch;
  readonly pace: RetryPace;
}

/** The server ends an application that was not polled for so long. */
const lapsedMs = 15 * 60_000;

/** There is no application left to come back to after so long, or where another server has taken over; null: there may be one. */
export function lapseOf({ position, readiness, search }: LoopState): LoopEnd | null {
  if (search.hasMoved) return { kind: 'recreate', why: 'moved' };
  if (readiness.unpolledMs <= lapsedMs) return null;
  const { failures, refusals } = position.state;
  const refused = refusals > 0 ? { refused: position.row() } : {};
  return { kind: 'recreate', why: 'lapsed', tries: failures, ...refused };
}
