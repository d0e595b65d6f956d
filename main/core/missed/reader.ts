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
  /** `application`: its absolute URL. */
  look(application: string): void;
  /** Somebody else may sign in next. */
  forget(): void;
}

export function createMissedReader({ perform, log, onItems, onMissed, onUnlisted }: MissedReaderDeps): MissedReader {
  let known: { readonly ids: ReadonlySet<string>; readonly count: number | null } | null = null;
  let turn = 0;

  async function read(href: string | null): Promise<Resource | null> {
    return href === null ? null : readResource(perform, get(href));
  }

  async function look(application: string, mine: number): Promise<void> {
    const resource = await read(application);
    const communication = resource && embeddedOf(resource, 'communication');
    if (communication === null) return;
    const counted = await read(linkOf(communication, 'missedItems'));
    if (mine !== turn) return;
    const items = counted === null ? null : decodeMissedItems(counted);
    if (items !== null) onItems(items);
    const count = items?.missedConversations ?? null;
    if (known !== null && count !== null && count === known.count) return;
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
