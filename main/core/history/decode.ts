import type { HistoryOutcome } from '../../../preload/contract/index.ts';
import { isEndReason } from '../calls/end-reasons.ts';
import type { KeptParty } from '../party/party.ts';
import { isRecord } from '../ucwa/resource.ts';
import { earlierHiddenLabel, factOfNote } from './earlier-notes.ts';
import type { HistoryFact } from './fact.ts';
import { isCause } from './not-rung.ts';
import type { History, HistoryEntry } from './state.ts';

/** The history as it was written by an earlier run, of this version or an earlier one; entries that do not fit are left out. */
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
    fact: value.fact === undefined ? earlierFact(value, outcome) : decodeFact(value.fact),
    at: value.at,
    talkedMs: typeof value.talkedMs === 'number' ? value.talkedMs : 0,
    seen: value.seen !== false,
    ...(typeof value.threadId === 'string' ? { threadId: value.threadId } : {}),
    ...(value.logged === true ? { logged: true } : {}),
  };
}

function decodeFact(value: unknown): HistoryFact | null {
  if (!isRecord(value)) return null;
  const { kind, reason, by, hadVoice, cause, text, rang } = value;
  switch (kind) {
    case 'ended':
      if (!isEndReason(reason)) return null;
      return { kind, reason, by: typeof by === 'string' ? by : null, hadVoice: hadVoice === true };
    case 'not-rung':
      return { kind, cause: isCause(cause) ? cause : null };
    case 'told':
      return typeof text === 'string' ? { kind, text, rang: rang !== false } : null;
    default:
      return null;
  }
}

/** Earlier versions wrote a sentence; that a call did not ring they told by its id or by a word of its own. */
function earlierFact(
  { id, note, onlyLogged }: Readonly<Record<string, unknown>>,
  outcome: HistoryOutcome,
): HistoryFact | null {
  const isLogged = onlyLogged === 'unexplained' || onlyLogged === 'explained' || String(id).startsWith('log-');
  return factOfNote(typeof note === 'string' ? note : '', !isLogged, outcome === 'answered');
}

function decodeParty(value: unknown): KeptParty | null {
  if (!isRecord(value)) return null;
  const outside = value.outside === true && { outside: true as const };
  if (value.hidden === true || value.label === earlierHiddenLabel) return { hidden: true, ...outside };
  if (typeof value.label !== 'string') return null;
  return {
    label: value.label,
    named: value.named === true,
    number: typeof value.number === 'string' ? value.number : null,
    initials: typeof value.initials === 'string' ? value.initials : '',
    ...(typeof value.domain === 'string' && { domain: value.domain }),
    ...outside,
  };
}
