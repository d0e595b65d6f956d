/** What a relay did, and why: so that a test can read what was wrong with a client. */

export type JournalKind =
  /** Asked for a proof, with 401. */
  | 'challenged'
  | 'allocated'
  | 'refreshed'
  | 'ended'
  /** The client sent to that host for the first time, which may send to it from now on. */
  | 'permitted'
  | 'active-destination'
  /** Answered with an error; the detail begins with its code. */
  | 'refused'
  /** Not answered: what the document does not allow. */
  | 'ignored'
  /** The same over TCP, where the connection is closed for it. */
  | 'disconnected'
  /** From a peer to which the client never sent. */
  | 'not-permitted'
  /** An answer was lost, as told by the faults. */
  | 'lost';

export interface JournalEntry {
  readonly kind: JournalKind;
  /** `udp 127.0.0.1:4711`. */
  readonly client: string;
  readonly detail: string;
}

export class Journal {
  readonly entries: JournalEntry[] = [];
  readonly #onEntry: (entry: JournalEntry) => void;

  constructor(onEntry: (entry: JournalEntry) => void = () => {}) {
    this.#onEntry = onEntry;
  }

  note(kind: JournalKind, client: string, detail: string): void {
    const entry = { kind, client, detail };
    this.entries.push(entry);
    this.#onEntry(entry);
  }

  of(kind: JournalKind): readonly JournalEntry[] {
    return this.entries.filter((entry) => entry.kind === kind);
  }

  /** What clients did that they should not have, one line each. */
  get complaints(): readonly string[] {
    const bad: readonly JournalKind[] = ['refused', 'ignored', 'disconnected'];
    return this.entries.filter(({ kind }) => bad.includes(kind)).map(({ kind, detail }) => `${kind}: ${detail}`);
  }
}
