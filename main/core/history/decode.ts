import type { HistoryOutcome, PartyView } from '../../../preload/contract/index.ts';
import { hiddenLabel } from '../party/hidden.ts';
import { isRecord } from '../ucwa/resource.ts';
import type { History, HistoryEntry } from './state.ts';

/** The history as it was written by an earlier run; entries that do not fit are left out. */
export function decodeHistory(document: unknown): History {
  return Array.isArray(document) ? document.flatMap((entry) => decodeEntry(entry) ?? []) : [];
}

const outcomes: readonly HistoryOutcome[] = ['missed', 'declined', 'elsewhere', 'answered', 'failed'];

function decodeEntry(value: unknown): HistoryEntry | null {
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
    ...decodeOnlyLogged(value),
  };
}

/** Earlier versions told it by the id and the note. */
function decodeOnlyLogged({
  id,
  note,
  onlyLogged,
}: Readonly<Record<string, unknown>>): Pick<HistoryEntry, 'onlyLogged'> {
  if (onlyLogged === 'unexplained' || onlyLogged === 'explained') return { onlyLogged };
  if (typeof id !== 'string' || !id.startsWith('log-')) return {};
  return { onlyLogged: note === 'It did not ring here.' ? 'unexplained' : 'explained' };
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
