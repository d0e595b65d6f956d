import { useState } from 'preact/hooks';
import type { HistoryList, HistoryRow } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import type { PickedRow } from '../../components/list/use-rows.ts';
import type { CallList } from './list/use-call-rows.ts';

/** The row that was deleted last. */
interface Deleted {
  /** Its calls. */
  readonly count: number;
  /** By the button beside its details. */
  readonly fromDetails: boolean;
}

export interface Deletion {
  /** Null where nothing was, or nobody wants to know any more. */
  readonly deleted: Deleted | null;
  remove(row: PickedRow<HistoryRow>, fromDetails: boolean): void;
  restore(): void;
  close(): void;
}

/** Deletes rows of the list of calls, and has the last one back. What is chosen goes on to the row beside. */
export function useDeletion(calls: CallList, list: HistoryList, act: Act): Deletion {
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  return {
    deleted,
    remove({ place, row }, fromDetails) {
      const { rows } = calls.rows;
      for (const beside of [place + 1, place - 1]) {
        const other = rows.get(beside);
        if (other === undefined) continue;
        calls.pick({ place: beside, row: other });
        break;
      }
      void act({ type: 'delete-row', callId: row.call.id, list }).then(({ ok }) => {
        if (ok) setDeleted({ count: row.count, fromDetails });
      });
    },
    restore() {
      setDeleted(null);
      void act({ type: 'restore-row' });
    },
    close: () => setDeleted(null),
  };
}
