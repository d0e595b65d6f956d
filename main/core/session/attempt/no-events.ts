import type { RecreateReason } from '../channel/loop-end.ts';
import type { SessionEvent } from '../state.ts';

/** The server is there, and calls do not ring here all the same. `wallMs`: since 1970. */
export function noEvents(code: RecreateReason, wallMs: number): SessionEvent {
  return { type: 'reconnecting', failure: { kind: 'no-events', host: '', code }, at: wallMs };
}
