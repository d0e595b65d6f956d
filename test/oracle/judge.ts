/**
 * Compares what the server did with what the user could see and hear. Calls and what was seen of them are joined by the caller's name,
 * which a test gives to one call only; times are those of the system's monotonic clock, in milliseconds. Nothing here is taken from the
 * app, not its reasons nor its states: who judges must not share the mistakes of who is judged.
 */

/** A call as the server's ledger has it. */
export interface LedgerCall {
  readonly caller: string;
  readonly rangAt: number;
  /** When it stopped to ring, for whatever reason; null while it rings. */
  readonly stoppedAt: number | null;
}

/** A ring that the user could see or hear. */
export interface SeenRing {
  readonly caller: string;
  readonly from: number;
  /** Null while it goes on. */
  readonly to: number | null;
}

/** A time in which nothing could come through. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

export interface Evidence {
  readonly calls: readonly LedgerCall[];
  readonly rings: readonly SeenRing[];
  /** Callers in the history, once for each entry. */
  readonly history: readonly string[];
  readonly outages: readonly Outage[];
  /** When it was looked at. */
  readonly now: number;
}

export interface Verdict {
  /** Callers of whom the user learned nothing. */
  readonly lost: readonly string[];
  /** Callers who rang twice at a time, or who are in the history twice. */
  readonly doubled: readonly string[];
  /** Rings of callers that nobody knows. */
  readonly invented: readonly string[];
  /** The longest that a ring went on, or came, after its call had stopped to ring, outages apart, in ms. */
  readonly stalestMs: number;
}

/** The longest that a ring may outlast its call, in milliseconds. */
export const longestStaleMs = 2_000;

export function judge({ calls, rings, history, outages, now }: Evidence): Verdict {
  const known = new Map(calls.map((call) => [call.caller, call]));
  const ringsOf = (caller: string): readonly SeenRing[] => rings.filter((ring) => ring.caller === caller);
  const entries = (caller: string): number => history.filter((each) => each === caller).length;
  const stale = rings.map((ring) => {
    const stoppedAt = known.get(ring.caller)?.stoppedAt ?? null;
    return stoppedAt === null ? 0 : openTime(stoppedAt, ring.to ?? now, outages);
  });
  return {
    lost: [...known.keys()].filter((caller) => ringsOf(caller).length === 0 && entries(caller) === 0),
    doubled: [...known.keys()].filter((caller) => overlap(ringsOf(caller), now) || entries(caller) > 1),
    invented: rings.map(({ caller }) => caller).filter((caller) => !known.has(caller)),
    stalestMs: Math.max(0, ...stale),
  };
}

/** How much of a time was no outage, in milliseconds. */
export function openTime(from: number, to: number, outages: readonly Outage[]): number {
  let open = 0;
  let at = from;
  for (const outage of [...outages].sort((one, other) => one.from - other.from)) {
    if (outage.to <= at || outage.from >= to) continue;
    open += Math.max(0, outage.from - at);
    at = outage.to;
  }
  return open + Math.max(0, to - at);
}

function overlap(rings: readonly SeenRing[], now: number): boolean {
  return rings.some((one, index) =>
    rings.slice(index + 1).some((other) => one.from < (other.to ?? now) && other.from < (one.to ?? now)),
  );
}

/** What is wrong, in words; empty where all is well. */
export function complaints(verdict: Verdict): readonly string[] {
  const { lost, doubled, invented, stalestMs } = verdict;
  const told = Object.entries({ lost, doubled, invented }).filter(([, callers]) => callers.length > 0);
  const words = told.map(([what, callers]) => `${what}: ${callers.join(', ')}`);
  return stalestMs > longestStaleMs ? [...words, `a ring outlasted its call by ${Math.round(stalestMs)} ms`] : words;
}
