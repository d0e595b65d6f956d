import { useEffect, useRef, useState } from 'preact/hooks';
import type {
  AnswerTo,
  HistoryFilter,
  HistoryRow,
  HistorySummary,
  HistoryView,
} from '../../../../preload/contract/index.ts';
import type { Ask } from '../../../bridge.ts';
import {
  around,
  type CallRows,
  covers,
  moved,
  type Range,
  rowsOfSummary,
  rowsToAskFor,
  withAnswer,
} from './call-rows.ts';
import type { PlacedRow } from './layout.ts';

/** A row that was chosen, and the call that it was chosen for. */
export interface PickedRow extends PlacedRow {
  readonly call: HistoryView;
}

export interface CallList {
  readonly rows: CallRows;
  /** The row that was chosen, else the first; null where there is none. */
  readonly selected: PickedRow | null;
  pick(placed: PlacedRow): void;
  /** Those are to be drawn. `first`: the first on the screen, which stays where it is when others come in above; null where the list is at its top. */
  show(range: Range, first: HistoryRow | null): void;
}

interface ListState {
  readonly rows: CallRows;
  /** The first row of the list, as it was last seen. */
  readonly top: HistoryRow | null;
  readonly picked: Picked | null;
}

interface Picked {
  readonly call: HistoryView;
  /** As it was last seen. */
  readonly row: HistoryRow;
  /** Null where it is not in the list, undefined until that is known. */
  readonly place: number | null | undefined;
}

/** The rows of a list of calls that are to be drawn: asked for as they are needed, and anew when the history changed. */
export function useCallRows(summary: HistorySummary, filter: HistoryFilter, ask: Ask): CallList {
  const [state, setState] = useState<ListState>(() => listOf(rowsOfSummary(summary, filter), null, null));
  const [, lookAgain] = useState(0);
  const isAsking = useRef(false);
  const first = useRef<HistoryRow | null>(null);
  const present = state.rows.filter === filter ? state : inOtherList(state, summary, filter);
  useEffect(() => {
    if (present !== state) setState(present);
    const wanted = isAsking.current ? null : rowsWanted(present, summary.revision);
    if (wanted === null) return;
    isAsking.current = true;
    void askFor(ask, present, first.current, wanted).then((answered) => {
      isAsking.current = false;
      if (answered === null) return;
      setState((now) => withAnswered(now, answered));
      lookAgain((count) => count + 1);
    });
  });
  return {
    rows: present.rows,
    selected: selectedIn(present),
    pick: ({ place, row }) => setState((now) => ({ ...now, picked: { call: row.call, row, place } })),
    show: (range, row) => {
      first.current = row;
      setState((now) => ({ ...now, rows: { ...now.rows, range } }));
    },
  };
}

function rowsWanted({ rows, picked }: ListState, newest: number): Range | null {
  return rowsToAskFor(rows, newest) ?? (picked !== null && picked.place === undefined ? around(rows.range) : null);
}

function listOf(rows: CallRows, top: HistoryRow | null, picked: Picked | null): ListState {
  return { rows, top: rows.rows.get(0) ?? (rows.total === 0 ? null : top), picked };
}

function inOtherList({ picked }: ListState, summary: HistorySummary, filter: HistoryFilter): ListState {
  return listOf(rowsOfSummary(summary, filter), null, picked && { ...picked, place: undefined });
}

function selectedIn({ top, picked }: ListState): PickedRow | null {
  if (typeof picked?.place === 'number') return { place: picked.place, row: picked.row, call: picked.call };
  return top === null ? null : { place: 0, row: top, call: top.call };
}

interface Answered {
  readonly filter: HistoryFilter;
  readonly answer: AnswerTo<'history-rows'>;
  /** By how many places the first row on the screen moved. */
  readonly shift: number;
  /** Where the chosen call stands. */
  readonly picked: { readonly callId: string; readonly place: number | null } | null;
}

/** Asks for rows; once more where those that are looked at turn out to stand elsewhere by now. Null where nobody answers. */
async function askFor(
  ask: Ask,
  { rows: { filter, range, rows }, picked }: ListState,
  first: HistoryRow | null,
  wanted: Range,
): Promise<Answered | null> {
  const before = [...rows].find(([, row]) => row.id === first?.id)?.[0];
  const places = [first?.id, picked?.call.id].filter((id) => id !== undefined);
  const once = async ({ from, to }: Range): Promise<Answered | null> => {
    const result = await ask({ type: 'history-rows', filter, from, count: to - from, places });
    if (!result.ok) return null;
    const { answer } = result;
    const now = first === null ? null : (answer.places[0] ?? null);
    return {
      filter,
      answer,
      shift: before === undefined || now === null ? 0 : now - before,
      picked: picked && { callId: picked.call.id, place: answer.places.at(-1) ?? null },
    };
  };
  const answered = await once(wanted);
  if (answered === null || answered.shift === 0) return answered;
  const shifted = moved(range, answered.shift);
  return covers(answered.answer, shifted) ? answered : once(around(shifted));
}

function withAnswered(now: ListState, { filter, answer, shift, picked: found }: Answered): ListState {
  if (now.rows.filter !== filter) return now;
  const { picked } = now;
  const rows = withAnswer(now.rows, answer, shift);
  if (picked === null || rows === now.rows) return listOf(rows, now.top, picked);
  // Somebody may have chosen another in the meantime.
  const byShift = typeof picked.place === 'number' ? picked.place + shift : picked.place;
  const place = picked.call.id === found?.callId ? found.place : byShift;
  // Far from what is drawn the row itself did not come: it is drawn as it was.
  const row = typeof place === 'number' ? (rows.rows.get(place) ?? picked.row) : picked.row;
  return listOf(rows, now.top, { ...picked, row, place });
}
