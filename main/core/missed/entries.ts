import type { Call } from '../calls/state.ts';
import { addToHistory, type History, type HistoryEntry, isOnlyLogged } from '../history/state.ts';
import { type KeptParty, keptParty } from '../party/party.ts';
import type { PhoneCall } from '../phone-calls/state.ts';
import type { Outage } from '../session/state.ts';
import type { PastCall } from '../ucwa/decode/past-calls.ts';
import { entryIdOf, isInOutage, slackMs } from './log-entry.ts';

/** Adds calls that the server missed for the user, but for those that rang here and are in the history already. */
export function addMissed(history: History, calls: readonly PastCall[], home: readonly string[]): History {
  const fresh = calls.filter(({ id }) => !history.some((entry) => entry.id === entryIdOf(id)));
  const rang = ringsOf(history, fresh, home);
  const entries = fresh
    .filter((call) => !rang.has(call))
    .map(
      ({ id, at, from, threadId }): HistoryEntry => ({
        id: entryIdOf(id),
        party: keptParty(from, home),
        direction: 'incoming',
        outcome: 'missed',
        fact: { kind: 'not-rung', cause: null },
        at,
        talkedMs: 0,
        seen: false,
        ...(threadId === null ? {} : { threadId }),
        logged: true,
      }),
    );
  if (fresh.length === 0) return history;
  const told = new Set(rang.values());
  const marked = history.map((entry): HistoryEntry => (told.has(entry) ? { ...entry, logged: true } : entry));
  return entries.length === 0 ? marked : [...entries, ...marked].sort((one, other) => other.at - one.at);
}

/** The log's calls without those that the user deleted before it told of them. */
export function notDeleted(calls: readonly PastCall[], deleted: History, home: readonly string[]): readonly PastCall[] {
  const rang = ringsOf(deleted, calls, home);
  return calls.filter((call) => {
    const entry = rang.get(call);
    // A thread may have another call long after.
    return entry === undefined || Math.abs(entry.at - call.at) > farthestMs;
  });
}

/** Which of the log's calls rang here, and as which entry: each is one call, the nearest in time first. */
function ringsOf(
  history: History,
  calls: readonly PastCall[],
  home: readonly string[],
): ReadonlyMap<PastCall, HistoryEntry> {
  const pairs = calls.flatMap((call) => {
    const rang = { threadId: call.threadId, at: call.at, party: keptParty(call.from, home) };
    const same = history.filter(
      (entry) => entry.logged !== true && entry.outcome !== 'answered' && isSame(entry, rang),
    );
    return same.map((entry) => ({ call, entry, apartMs: Math.abs(entry.at - call.at) }));
  });
  const found = new Map<PastCall, HistoryEntry>();
  const taken = new Set<HistoryEntry>();
  for (const { call, entry } of pairs.sort((one, other) => one.apartMs - other.apartMs)) {
    if (found.has(call) || taken.has(entry)) continue;
    found.set(call, entry);
    taken.add(entry);
  }
  return found;
}

/** Adds a call that ended, in place of what the server's log says of it. */
export function withEnded(
  history: History,
  call: Call | PhoneCall,
  home: readonly string[],
  addresses: readonly string[] = [],
): History {
  const rang = { threadId: call.threadId, at: call.startedAt, party: keptParty(call.party, home) };
  // The log's are calls that came in; a call back is of the same thread.
  const rows = history.filter((entry) => call.direction === 'incoming' && isOnlyLogged(entry) && isSame(entry, rang));
  const near = rows.filter(({ at }) => Math.abs(at - rang.at) <= farthestMs);
  const [row] = near.sort((one, other) => Math.abs(one.at - rang.at) - Math.abs(other.at - rang.at));
  if (row === undefined) return addToHistory(history, call, home, addresses);
  const added = addToHistory(
    history.filter((entry) => entry !== row),
    call,
    home,
    addresses,
  );
  return added.map((entry): HistoryEntry => (entry.id === call.id ? { ...entry, logged: true } : entry));
}

/** A thread may have had another call long before. */
const farthestMs = 3_600_000;

/** By the thread, whatever the clocks say; only where one of the two has none by time and caller. */
function isSame(
  { threadId, party, at }: HistoryEntry,
  call: { readonly threadId: string | null; readonly at: number; readonly party: KeptParty },
): boolean {
  if (threadId !== undefined && call.threadId !== null) return threadId === call.threadId;
  // Nothing tells two callers who hide apart, so nothing makes them one.
  if (party.hidden === true || call.party.hidden === true) return false;
  // A number is the same only of the same domain; a name says nothing of one.
  const sameDomain = party.domain === call.party.domain;
  const sameNumber = call.party.number !== null && party.number === call.party.number && sameDomain;
  const sameLabel = party.label === call.party.label && (party.named || sameDomain);
  return Math.abs(at - call.at) <= slackMs && (sameLabel || sameNumber);
}

/** The missed calls of the history that began in an outage and were learned of afterwards. */
export function missedIn(outage: Outage, history: History): History {
  return history.filter((entry) => isOnlyLogged(entry) && isInOutage(entry, outage));
}
