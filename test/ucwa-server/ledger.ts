/**
 * What happened at the simulated server, in order: requests, responses, events put on the wire, calls, and violations of
 * the protocol. Tests wait for entries here, never for time.
 */

/**
 * `request`: its head has come. `response`: the answer has been handed to the socket. `event`: one event left with a
 * P-GET's answer. `violation`: a request that the protocol does not allow. `call`: a call changed its state.
 * `server`: the test did something to the server.
 */
export type LedgerKind = 'request' | 'response' | 'event' | 'violation' | 'call' | 'server';

export interface LedgerEntry {
  readonly seq: number;
  /** Milliseconds of the system's monotonic clock, comparable between processes of one machine. */
  readonly at: number;
  readonly kind: LedgerKind;
  /** Joins a request with its response and its violations. */
  readonly exchange?: number | undefined;
  readonly method?: string | undefined;
  readonly host?: string | undefined;
  /** Path and query, without the key of the event channel. */
  readonly path?: string | undefined;
  readonly status?: number | undefined;
  /** UCWA's name of the resource asked for, or of the resource an event is about. */
  readonly rel?: string | undefined;
  readonly callId?: string | undefined;
  /** Events: their type. Calls: the state. Violations: what was wrong. Responses: the error's code and subcode. */
  readonly detail?: string | undefined;
}

export type LedgerPredicate = (entry: LedgerEntry) => boolean;

export interface WaitOptions {
  /** Only entries from this sequence number on. */
  readonly since?: number;
  /** Infinity: no deadline. */
  readonly timeoutMs?: number;
}

/** The system's monotonic clock in milliseconds. */
export function monotonicNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export class Ledger {
  #entries: LedgerEntry[] = [];
  #next = 0;
  readonly #listeners = new Set<(entry: LedgerEntry) => void>();

  get entries(): readonly LedgerEntry[] {
    return this.#entries;
  }

  get violations(): readonly LedgerEntry[] {
    return this.#entries.filter((entry) => entry.kind === 'violation');
  }

  /** The sequence number the next entry will have: pass it as `since` to wait for what comes from now on. */
  get next(): number {
    return this.#next;
  }

  /** Lets go of everything so far but violations, for runs that last long. */
  forget(): void {
    this.#entries = this.#entries.filter(({ kind }) => kind === 'violation');
  }

  record(entry: Omit<LedgerEntry, 'seq' | 'at'>): LedgerEntry {
    const whole = { ...entry, seq: this.#next, at: monotonicNow() };
    this.#next += 1;
    this.#entries.push(whole);
    for (const listener of [...this.#listeners]) listener(whole);
    return whole;
  }

  /** Calls back with each later entry, until the returned function is called. */
  subscribe(listener: (entry: LedgerEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The first entry that fits, among those there are and those to come; rejects at the deadline with the last entries. */
  waitFor(predicate: LedgerPredicate, options: WaitOptions = {}): Promise<LedgerEntry> {
    const { since = 0, timeoutMs = 30_000 } = options;
    const found = this.#entries.find((entry) => entry.seq >= since && predicate(entry));
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      let deadline: NodeJS.Timeout | undefined;
      const unsubscribe = this.subscribe((entry) => {
        if (entry.seq < since || !predicate(entry)) return;
        clearTimeout(deadline);
        unsubscribe();
        resolve(entry);
      });
      if (timeoutMs === Number.POSITIVE_INFINITY) return;
      deadline = setTimeout(() => {
        unsubscribe();
        reject(new Error(`nothing in the ledger fitted within ${timeoutMs} ms; it ends with\n${this.text(30)}`));
      }, timeoutMs);
    });
  }

  /** The last entries as lines for people. */
  text(count = this.#entries.length): string {
    return this.#entries.slice(-count).map(line).join('\n');
  }
}

function line(entry: LedgerEntry): string {
  const { seq, at, kind, exchange, method, path, status, rel, callId, detail } = entry;
  const parts = [seq, at.toFixed(1), kind, exchange === undefined ? '' : `#${exchange}`, method, path, status, rel];
  return [...parts, callId, detail].filter((part) => part !== undefined && part !== '').join(' ');
}
