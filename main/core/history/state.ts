import type { HistoryView } from '../../../preload/contract/index.ts';
import { endingNote, outcomeOf } from '../calls/endings.ts';
import type { Call } from '../calls/state.ts';
import { projectParty } from '../party/party.ts';

/** A call that is over. */
export interface HistoryEntry extends HistoryView {
  /** It did not ring here, and is known from the server's log alone: whether it is known why. */
  readonly onlyLogged?: 'unexplained' | 'explained';
}

/** Newest first. */
export type History = readonly HistoryEntry[];

const mostEntries = 10_000;

/** Adds an ended call, newest first. `home`: the user's own domains. */
export function addToHistory(history: History, call: Call, home: readonly string[]): History {
  const outcome = outcomeOf(call);
  const before = history.find(({ id }) => id === call.id);
  const entry: HistoryEntry = {
    id: call.id,
    party: projectParty(call.party, home),
    direction: call.direction,
    outcome,
    note: call.ending === null ? '' : endingNote(call.ending, call.connectedAt !== null),
    at: call.startedAt,
    talkedMs: call.connectedAt === null ? 0 : call.since - call.connectedAt,
    seen: outcome !== 'missed' && outcome !== 'failed',
    ...(call.threadId === null ? {} : { threadId: call.threadId }),
    ...(before?.logged === true ? { logged: true } : {}),
  };
  return [entry, ...history.filter(({ id }) => id !== call.id)].slice(0, mostEntries);
}
