import { decodeHistory } from '../../../../main/core/history/decode.ts';
import { projectEntry } from '../../../../main/core/history/project.ts';
import type { History } from '../../../../main/core/history/state.ts';
import type { Records } from '../../../../main/core/ports.ts';
import type { HistoryView } from '../../../../preload/contract/index.ts';
import { englishWords } from './words.ts';

/** A history as it is shown, call by call. */
export function shownCalls(history: History): readonly HistoryView[] {
  return history.map((entry) => projectEntry(entry, englishWords));
}

/** All calls of a phone's history as they are shown, newest first. Windows get them by rows; each by itself is in the record. */
export function pastCalls(records: Pick<Records, 'read'>): readonly HistoryView[] {
  return shownCalls(decodeHistory(records.read('history')));
}
