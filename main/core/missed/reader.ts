import type { Log } from '../ports.ts';
import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import { decodeMissedItems, type MissedItems } from '../ucwa/decode/missed-items.ts';
import { decodeMissedCall, type PastCall } from '../ucwa/decode/past-calls.ts';
import { get } from '../ucwa/request/operation.ts';
import { embeddedOf, linkOf, type Resource } from '../ucwa/resource.ts';

/** Older logs are no news. */
const mostLogs = 20;

export interface MissedReaderDeps {
  readonly perform: Perform;
  readonly log: Log;
  /** What the server counts, whatever is new of it. */
  readonly onItems: (items: MissedItems) => void;
  /** New calls of the server's log, newest first. */
  readonly onMissed: (calls: readonly PastCall[]) => void;
  /** The server counts more missed calls than before, but lists none. */
  readonly onUnlisted: (count: number) => void;
}

/** Reads what the server says was missed. The first look after a sign-in only learns what there is. */
export interface MissedReader {
  /**
   * `application`: its absolute URL. Where calls rang here, what is only counted says nothing: they are in the count. A look in
   * place of one that is not over yet believes what that one would have.
   */
  look(application: string, believes?: Believes): void;
  /** Somebody else may sign in next. */
  forget(): void;
}

type Believes = 'all' | 'listed';

interface Known {
  /** Of the calls that were there; null while the log could not be read. */
  readonly ids: ReadonlySet<string> | null;
  readonly count: number | null;
}

export function createMissedReader({ perform, log, onItems, onMissed, onUnlisted }: MissedReaderDeps): MissedReader {
  let known: Known | null = null;
  let turn = 0;
  /** Of the look that is not over yet. */
  let believing: Believes = 'listed';

  async function read(href: string | null): Promise<Resource | null> {
    return href === null ? null : readResource(perform, get(href));
  }

  async function look(application: string, believes: Believes, mine: number): Promise<void> {
    const resource = await read(application);
    const there = resource && (embeddedOf(resource, 'communication') ?? linkOf(resource, 'communication'));
    const communication = typeof there === 'string' ? await read(there) : there;
    if (communication === null) return;
    const counted = await read(linkOf(communication, 'missedItems'));
    if (mine !== turn) return;
    const items = counted === null ? null : decodeMissedItems(counted);
    if (items !== null) onItems(items);
    const count = items?.missedConversations ?? null;
    if (known !== null && known.ids !== null && count !== null && count === known.count) return;
    const logs = await read(linkOf(communication, 'conversationLogs'));
    const { calls, whole } = await readLogs(logs);
    if (mine !== turn) return;
    const before = known;
    const more = moreThan(before, count);
    const isToldByCount = believes === 'all' && logs === null && more > 0;
    const isRead = whole || isToldByCount || before === null || linkOf(communication, 'conversationLogs') === null;
    known = {
      ids: logs === null ? (before?.ids ?? null) : new Set([...(before?.ids ?? []), ...calls.map(({ id }) => id)]),
      // What could not be read is read again, although the count is the same then.
      count: (isRead ? count : null) ?? before?.count ?? null,
    };
    if (before === null) return;
    const fresh = freshOf(calls, before, more);
    log.info('missed on the server', { count, fresh: fresh.length });
    if (fresh.length > 0) onMissed(fresh);
    else if (isToldByCount) onUnlisted(more);
  }

  function moreThan(before: Known | null, count: number | null): number {
    return count === null || before === null || before.count === null ? 0 : Math.max(0, count - before.count);
  }

  /** Where the log could not be read before, the count tells how many of it are new. */
  function freshOf(calls: readonly PastCall[], { ids }: Known, more: number): readonly PastCall[] {
    if (ids !== null) return calls.filter(({ id }) => !ids.has(id));
    return [...calls].sort((one, other) => other.at - one.at).slice(0, more);
  }

  /** The logs are links or, as the server likes, embedded. */
  async function readLogs(
    logs: Resource | null,
  ): Promise<{ readonly calls: readonly PastCall[]; readonly whole: boolean }> {
    if (logs === null) return { calls: [], whole: false };
    const embedded = logs.embedded.get('conversationLog') ?? [];
    const hrefs = embedded.length > 0 ? [] : (logs.links.get('conversationLog') ?? []).slice(0, mostLogs);
    const linked = await Promise.all(hrefs.map(({ href }) => read(href)));
    const calls = [...embedded.slice(0, mostLogs), ...linked].flatMap((one) => (one && decodeMissedCall(one)) ?? []);
    return { calls, whole: linked.every((one) => one !== null) };
  }

  return {
    look(application, believes = 'all') {
      turn += 1;
      const mine = turn;
      if (believes === 'all') believing = 'all';
      void look(application, believing, mine).finally(() => {
        if (mine === turn) believing = 'listed';
      });
    },
    forget() {
      turn += 1;
      believing = 'listed';
      known = null;
    },
  };
}
