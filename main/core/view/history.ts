import type { HistoryOutcome, HistoryView, PartyView } from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';
import { isRecord } from '../ucwa/resource.ts';
import { endingNote, outcomeOf } from './endings.ts';
import { hiddenLabel } from './hidden.ts';
import { projectParty } from './party.ts';

const mostEntries = 10_000;

/** Adds an ended call, newest first. `home`: the user's own domains. */
export function addToHistory(
  history: readonly HistoryView[],
  call: Call,
  home: readonly string[],
): readonly HistoryView[] {
  const outcome = outcomeOf(call);
  const before = history.find(({ id }) => id === call.id);
  const entry: HistoryView = {
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

/** The history as it was written by an earlier run; entries that do not fit are left out. */
export function decodeHistory(document: unknown): readonly HistoryView[] {
  return Array.isArray(document) ? document.flatMap((entry) => decodeEntry(entry) ?? []) : [];
}

const outcomes: readonly HistoryOutcome[] = ['missed', 'declined', 'elsewhere', 'answered', 'failed'];

function decodeEntry(value: unknown): HistoryView | null {
  if (!isRecord(value)) return null;
  const party = decodeParty(value.party);
  const outcome = outcomes.find((name) => name === value.outcome);
  if (party === null || outcome === undefined || typeof value.id !== 'string' || typeof value.at !== 'number')
    return null;
  return {
    id: value.id,
    party,
    direction: value.direction === 'outgoing' ? 'outgoing' : 'incoming',
    outcome,
    note: typeof value.note === 'string' ? value.note : '',
    at: value.at,
    talkedMs: typeof value.talkedMs === 'number' ? value.talkedMs : 0,
    seen: value.seen !== false,
    ...(typeof value.threadId === 'string' ? { threadId: value.threadId } : {}),
    ...(value.logged === true ? { logged: true } : {}),
  };
}

function decodeParty(value: unknown): PartyView | null {
  if (!isRecord(value) || typeof value.label !== 'string') return null;
  return {
    label: value.label,
    named: value.named === true,
    number: typeof value.number === 'string' ? value.number : null,
    initials: typeof value.initials === 'string' ? value.initials : '',
    ...((value.hidden === true || value.label === hiddenLabel) && { hidden: true as const }),
    ...(value.outside === true && { outside: true as const }),
  };
}
