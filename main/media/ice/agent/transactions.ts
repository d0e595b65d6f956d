import type { Clock } from '../../../core/ports.ts';
import type { CandidatePair } from './candidate-pair.ts';

/** A request of ours that may still be answered. */
export interface Transaction {
  readonly id: Buffer;
  readonly pair: CandidatePair;
  readonly purpose: 'check' | 'consent';
  /** What it said. */
  readonly controlling: boolean;
  readonly useCandidate: boolean;
}

/** How long a transaction is asked again, and how often. */
export interface Patience {
  /** Until it is asked a second time; each time after that twice as long, up to two seconds. Infinity: never. */
  readonly firstMs: number;
  /** No answer counts after that. */
  readonly wholeMs: number;
}

/** On a bad network a dozen more requests are worth more than the little that they weigh. */
const longestDelayMs = 2000;

/** The requests that are under way. An answer to anything else is none. */
export interface Transactions {
  /** Sends at once, and again until it is answered, given up or out of time. */
  begin(transaction: Transaction, patience: Patience, transmit: () => void, onTimeout: () => void): void;
  find(id: Buffer): Transaction | null;
  end(transaction: Transaction): void;
  /** The checks of a pair are not sent again, and it is no matter if they time out; an answer still counts. */
  supersede(pair: CandidatePair): void;
  /** Ends all. */
  clear(): void;
}

/** Each pair has one check at a time; a peer that asks again and again leaves superseded ones behind. */
const mostTransactions = 512;

interface Row {
  readonly transaction: Transaction;
  readonly onTimeout: () => void;
  readonly over: () => void;
  again: () => void;
  superseded: boolean;
}

export function createTransactions(clock: Clock): Transactions {
  const rows = new Map<string, Row>();

  const remove = (key: string) => {
    const row = rows.get(key);
    rows.delete(key);
    row?.again();
    row?.over();
  };
  const expire = (key: string) => {
    const row = rows.get(key);
    remove(key);
    if (row?.superseded === false) row.onTimeout();
  };
  /** Of the oldest, one that nobody waits for. */
  const makeRoom = () => {
    const [oldest] = rows.keys();
    const [useless = oldest] = [...rows].flatMap(([key, { superseded }]) => (superseded ? [key] : []));
    if (useless !== undefined) expire(useless);
  };
  const repeat = (row: Row, delayMs: number, transmit: () => void) => {
    transmit();
    if (!Number.isFinite(delayMs)) return;
    row.again = clock.after(delayMs, () => repeat(row, Math.min(delayMs * 2, longestDelayMs), transmit));
  };

  return {
    begin(transaction, { firstMs, wholeMs }, transmit, onTimeout) {
      if (rows.size === mostTransactions) makeRoom();
      const key = keyOf(transaction.id);
      const over = clock.after(wholeMs, () => expire(key));
      const row: Row = { transaction, onTimeout, again: () => {}, over, superseded: false };
      rows.set(key, row);
      repeat(row, firstMs, transmit);
    },
    find: (id) => rows.get(keyOf(id))?.transaction ?? null,
    end: ({ id }) => remove(keyOf(id)),
    supersede(pair) {
      for (const row of rows.values()) {
        if (row.transaction.pair !== pair || row.transaction.purpose !== 'check') continue;
        row.superseded = true;
        row.again();
      }
    },
    clear() {
      for (const key of [...rows.keys()]) remove(key);
    },
  };
}

function keyOf(id: Buffer): string {
  return id.toString('hex');
}
