import type { HistoryView, PartyView } from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';
import type { Log } from '../ports.ts';
import type { UcwaResult } from '../session/requests/transport.ts';
import type { Outage } from '../session/state.ts';
import { decodeMissedCall, decodeMissedCount, type PastCall } from '../ucwa/decode/past-calls.ts';
import { get, type Operation } from '../ucwa/request/operation.ts';
import { decodeResource, embeddedOf, linkOf, type Resource } from '../ucwa/resource.ts';
import { addToHistory } from '../view/history.ts';
import { projectParty } from '../view/party.ts';
import { logPrefix, slackMs, whileWords } from './alerts.ts';

/** Older logs are no news. */
const mostLogs = 20;
/** It is looked up again after the next outage, in milliseconds. */
const readMs = 10_000;

export interface MissedParts {
  readonly perform: (operation: Operation) => Promise<UcwaResult>;
  readonly log: Log;
  /** New calls of the server's log, newest first. */
  readonly onMissed: (calls: readonly PastCall[]) => void;
  /** The server counts more missed calls than before, but lists none. */
  readonly onUnlisted: (count: number) => void;
}

/** Reads what the server says was missed. The first look after a sign-in only learns what there is. */
export interface MissedReader {
  /** `application`: its absolute URL. */
  look(application: string): void;
  /** Somebody else may sign in next. */
  forget(): void;
}

export function createMissedReader({ perform, log, onMissed, onUnlisted }: MissedParts): MissedReader {
  let known: { readonly ids: ReadonlySet<string>; readonly count: number | null } | null = null;
  let turn = 0;

  async function read(href: string | null): Promise<Resource | null> {
    if (href === null) return null;
    const result = await perform({ ...get(href), timeoutMs: readMs });
    return result.ok ? decodeResource(result.value.body) : null;
  }

  async function look(application: string, mine: number): Promise<void> {
    const resource = await read(application);
    const communication = resource && embeddedOf(resource, 'communication');
    if (communication === null) return;
    const items = await read(linkOf(communication, 'missedItems'));
    const count = items === null ? null : decodeMissedCount(items);
    if (mine !== turn || (known !== null && count !== null && count === known.count)) return;
    const logs = await read(linkOf(communication, 'conversationLogs'));
    const calls = await readLogs(logs);
    if (mine !== turn) return;
    const before = known;
    known = {
      ids: new Set([...(before?.ids ?? []), ...calls.map(({ id }) => id)]),
      count: count ?? before?.count ?? null,
    };
    if (before === null) return;
    const fresh = calls.filter(({ id }) => !before.ids.has(id));
    log.info('missed on the server', { count, fresh: fresh.length });
    if (fresh.length > 0) onMissed(fresh);
    else if (logs === null && count !== null && before.count !== null && count > before.count) {
      onUnlisted(count - before.count);
    }
  }

  /** The logs are links or, as the server likes, embedded. */
  async function readLogs(logs: Resource | null): Promise<readonly PastCall[]> {
    if (logs === null) return [];
    const embedded = logs.embedded.get('conversationLog') ?? [];
    const hrefs = embedded.length > 0 ? [] : (logs.links.get('conversationLog') ?? []).slice(0, mostLogs);
    const linked = await Promise.all(hrefs.map(({ href }) => read(href)));
    return [...embedded.slice(0, mostLogs), ...linked].flatMap((one) => (one && decodeMissedCall(one)) ?? []);
  }

  return {
    look(application) {
      turn += 1;
      void look(application, turn);
    },
    forget() {
      turn += 1;
      known = null;
    },
  };
}

const noReason = 'It did not ring here.';

/** Adds calls that the server missed for the user, but for those that rang here and are in the history already. */
export function addMissed(
  history: readonly HistoryView[],
  calls: readonly PastCall[],
  home: readonly string[],
): readonly HistoryView[] {
  const fresh = calls.filter(({ id }) => !history.some((entry) => entry.id === `${logPrefix}${id}`));
  const rang = ringsOf(history, fresh, home);
  const entries = fresh
    .filter((call) => !rang.has(call))
    .map(
      ({ id, at, from, threadId }): HistoryView => ({
        id: `${logPrefix}${id}`,
        party: projectParty(from, home),
        direction: 'incoming',
        outcome: 'missed',
        note: noReason,
        at,
        talkedMs: 0,
        seen: false,
        ...(threadId === null ? {} : { threadId }),
        logged: true,
      }),
    );
  if (fresh.length === 0) return history;
  const told = new Set(rang.values());
  const marked = history.map((entry): HistoryView => (told.has(entry) ? { ...entry, logged: true } : entry));
  return entries.length === 0 ? marked : [...entries, ...marked].sort((one, other) => other.at - one.at);
}

/** Which of the log's calls rang here, and as which entry: each is one call, the nearest in time first. */
function ringsOf(
  history: readonly HistoryView[],
  calls: readonly PastCall[],
  home: readonly string[],
): ReadonlyMap<PastCall, HistoryView> {
  const pairs = calls.flatMap((call) => {
    const rang = { threadId: call.threadId, at: call.at, party: projectParty(call.from, home) };
    const same = history.filter(
      (entry) => entry.logged !== true && entry.outcome !== 'answered' && isSame(entry, rang),
    );
    return same.map((entry) => ({ call, entry, apartMs: Math.abs(entry.at - call.at) }));
  });
  const found = new Map<PastCall, HistoryView>();
  const taken = new Set<HistoryView>();
  for (const { call, entry } of pairs.sort((one, other) => one.apartMs - other.apartMs)) {
    if (found.has(call) || taken.has(entry)) continue;
    found.set(call, entry);
    taken.add(entry);
  }
  return found;
}

/** Says why calls did not ring, once it is known; which of the two is known first is up to the server. */
export function giveReasons(history: readonly HistoryView[], outages: readonly Outage[]): readonly HistoryView[] {
  const reasonOf = ({ id, note, at }: HistoryView): string | null => {
    if (!id.startsWith(logPrefix) || note !== noReason) return null;
    const outage = outages.find(({ from, to }) => at >= from - slackMs && at <= to + slackMs);
    return outage ? `It came ${whileWords[outage.cause]}.` : null;
  };
  const notes = history.map(reasonOf);
  if (notes.every((note) => note === null)) return history;
  return history.map((entry, index) => ({ ...entry, note: notes[index] ?? entry.note }));
}

/** Adds a call that ended, in place of what the server's log says of it. */
export function withEnded(
  history: readonly HistoryView[],
  call: Call,
  home: readonly string[],
): readonly HistoryView[] {
  const rang = { threadId: call.threadId, at: call.startedAt, party: projectParty(call.party, home) };
  const rows = history.filter((entry) => entry.id.startsWith(logPrefix) && isSame(entry, rang));
  const near = rows.filter(({ at }) => Math.abs(at - rang.at) <= farthestMs);
  const [row] = near.sort((one, other) => Math.abs(one.at - rang.at) - Math.abs(other.at - rang.at));
  if (row === undefined) return addToHistory(history, call, home);
  const added = addToHistory(
    history.filter((entry) => entry !== row),
    call,
    home,
  );
  return added.map((entry): HistoryView => (entry.id === call.id ? { ...entry, logged: true } : entry));
}

/** A thread may have had another call long before. */
const farthestMs = 3_600_000;

/** By the thread, whatever the clocks say; only where one of the two has none by time and caller. */
function isSame(
  { threadId, party, at }: HistoryView,
  call: { readonly threadId: string | null; readonly at: number; readonly party: PartyView },
): boolean {
  if (threadId !== undefined && call.threadId !== null) return threadId === call.threadId;
  // Nothing tells two callers who hide apart, so nothing makes them one.
  if (party.hidden === true || call.party.hidden === true) return false;
  const sameNumber = call.party.number !== null && party.number === call.party.number;
  return Math.abs(at - call.at) <= slackMs && (party.label === call.party.label || sameNumber);
}
