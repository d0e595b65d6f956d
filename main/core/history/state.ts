import type { HistoryOutcome } from '../../../preload/contract/index.ts';
import { outcomeOf } from '../calls/endings.ts';
import type { Call } from '../calls/state.ts';
import { type MeetingRecord, outcomeOfMeeting } from '../meetings/end-words.ts';
import { type KeptParty, keptParty } from '../party/party.ts';
import { outcomeOnPhone } from '../phone-calls/outcome.ts';
import type { PhoneCall } from '../phone-calls/state.ts';
import { cleanText } from '../text.ts';
import { aboutOf, type CallAbout } from './about.ts';
import type { HistoryFact } from './fact.ts';

/** A call that is over, as it is kept on the disk: facts, and no sentence of ours. */
export interface HistoryEntry {
  readonly id: string;
  readonly party: KeptParty;
  readonly direction: 'incoming' | 'outgoing';
  readonly outcome: HistoryOutcome;
  /** Null where nothing more is known. */
  readonly fact: HistoryFact | null;
  /** When it started to ring, in ms since 1970. */
  readonly at: number;
  readonly talkedMs: number;
  readonly seen: boolean;
  /** The conversation's thread, by which the server's own log names the call too; absent where the server did not tell it. */
  readonly threadId?: string;
  /** It was talked on the user's own telephone, or was to be. */
  readonly byPhone?: true;
  /** The server's own log has told of this call. */
  readonly logged?: true;
  readonly about?: CallAbout;
}

/** Newest first. */
export type History = readonly HistoryEntry[];

/** What is known of calls that are over. */
export interface HistoryModel {
  readonly history: History;
  /** Grows with each change of the history. */
  readonly historyRevision: number;
  /** Calls that the user deleted in this run, the last of them: what else remembers them, such as the server's log, is not to tell of them. */
  readonly deletedCalls: History;
}

/** Older ones are forgotten. */
export const mostEntries = 10_000;

/** Adds an ended call, newest first. `home`: the user's own domains; `addresses`: what the user is called by. */
export function addToHistory(
  history: History,
  call: Call | PhoneCall | MeetingRecord,
  home: readonly string[],
  addresses: readonly string[] = [],
): History {
  const byPhone = 'origin' in call;
  const about = byPhone ? null : aboutOf(call, { addresses, home });
  const outcome = byPhone ? outcomeOnPhone(call) : isMeeting(call) ? outcomeOfMeeting(call) : outcomeOf(call);
  const before = history.find(({ id }) => id === call.id);
  const entry: HistoryEntry = {
    id: call.id,
    party: keptParty(call.party, home),
    direction: call.direction,
    outcome,
    fact: isMeeting(call) ? factOfMeeting(call) : factOf(call),
    at: call.startedAt,
    talkedMs: call.connectedAt === null ? 0 : call.since - call.connectedAt,
    seen: call.direction === 'outgoing' || (outcome !== 'missed' && outcome !== 'failed'),
    ...(call.threadId === null ? {} : { threadId: call.threadId }),
    ...(byPhone ? { byPhone } : {}),
    ...(before?.logged === true ? { logged: true } : {}),
    ...(about === null ? {} : { about }),
  };
  return [entry, ...history.filter(({ id }) => id !== call.id)].slice(0, mostEntries);
}

function isMeeting(call: Call | PhoneCall | MeetingRecord): call is MeetingRecord {
  return 'meetingEnd' in call;
}

function factOfMeeting({ meetingEnd, connectedAt }: MeetingRecord): HistoryFact {
  return { kind: 'meeting', reason: meetingEnd, entered: connectedAt !== null };
}

function factOf({ ending, connectedAt }: Pick<Call, 'ending' | 'connectedAt'>): HistoryFact | null {
  if (ending === null) return null;
  const word = ending.reason === 'over' ? cleanText(ending.code) : null;
  const code = word === null ? {} : { code: word };
  return { kind: 'ended', reason: ending.reason, by: cleanText(ending.by), hadVoice: connectedAt !== null, ...code };
}

/** It is known from the server's log alone: it did not ring here. */
export function isOnlyLogged({ fact }: HistoryEntry): boolean {
  return fact?.kind === 'not-rung' || (fact?.kind === 'told' && !fact.rang);
}
