import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlacedRow } from './layout.ts';
import {
  around,
  covers,
  type ListedRow,
  type ListRows,
  moved,
  type Range,
  type RowsAnswer,
  rowsToAskFor,
  withAnswer,
} from './list-rows.ts';

/** A row that was chosen. `chosen`: as it was then. */
export interface PickedRow<Row extends ListedRow> extends PlacedRow<Row> {
  readonly chosen: Row;
}

export interface List<Row extends ListedRow> {
  readonly rows: ListRows<Row>;
  /** The row that was chosen, else the first; null where there is none. */
  readonly selected: PickedRow<Row> | null;
  pick(placed: PlacedRow<Row>): void;
  /** Those are to be drawn. `first`: the first on the screen, which stays where it is when others come in above; null where the list is at its top. */
  show(range: Range, first: Row | null): void;
}

/** Where the rows of a list come from. */
export interface ListSource<Row extends ListedRow> {
  /** Which list it is: with another everything begins anew but for what is chosen. */
  readonly list: string;
  /** Of what the list is made from, as it is now. */
  readonly revision: number;
  /** What is known before anything is asked; `before`: of the list that was shown until now. */
  begin(before: ListRows<Row> | null): ListRows<Row>;
  /** Null where nobody answers. `places`: rows that are looked for, by what {@link nameOf} says. */
  ask(range: Range, places: readonly string[]): Promise<RowsAnswer<Row> | null>;
  /** By what a chosen row is found again; a row may grow by others that come in. */
  nameOf(row: Row): string;
}

interface ListState<Row extends ListedRow> {
  readonly rows: ListRows<Row>;
  /** The first row of the list, as it was last seen. */
  readonly top: Row | null;
  readonly picked: Picked<Row> | null;
}

interface Picked<Row extends ListedRow> {
  readonly chosen: Row;
  /** As it was last seen. */
  readonly row: Row;
  /** Null where it is not in the list, undefined until that is known. */
  readonly place: number | null | undefined;
}

/** The rows of a long list that are to be drawn: asked for as they are needed, and anew when what it is made from changed. */
export function useRows<Row extends ListedRow>(source: ListSource<Row>): List<Row> {
  const [state, setState] = useState<ListState<Row>>(() => listOf(source.begin(null), null, null));
  const [, lookAgain] = useState(0);
  const isAsking = useRef(false);
  const first = useRef<Row | null>(null);
  const present = state.rows.list === source.list ? state : inOtherList(state, source);
  useEffect(() => {
    if (present !== state) setState(present);
    const wanted = isAsking.current ? null : rowsWanted(present, source.revision);
    if (wanted === null) return;
    isAsking.current = true;
    void askFor(source, present, first.current, wanted).then((answered) => {
      isAsking.current = false;
      if (answered === null) return;
      setState((now) => withAnswered(now, answered, source));
      lookAgain((count) => count + 1);
    });
  });
  return {
    rows: present.rows,
    selected: selectedIn(present),
    pick: ({ place, row }) => setState((now) => ({ ...now, picked: { chosen: row, row, place } })),
    show: (range, row) => {
      first.current = row;
      setState((now) => ({ ...now, rows: { ...now.rows, range } }));
    },
  };
}

function rowsWanted<Row extends ListedRow>({ rows, picked }: ListState<Row>, newest: number): Range | null {
  return rowsToAskFor(rows, newest) ?? (picked !== null && picked.place === undefined ? around(rows.range) : null);
}

function listOf<Row extends ListedRow>(
  rows: ListRows<Row>,
  top: Row | null,
  picked: Picked<Row> | null,
): ListState<Row> {
  return { rows, top: rows.rows.get(0) ?? (rows.total === 0 ? null : top), picked };
}

function inOtherList<Row extends ListedRow>({ rows, picked }: ListState<Row>, source: ListSource<Row>): ListState<Row> {
  return listOf(source.begin(rows), null, picked && { ...picked, place: undefined });
}

function selectedIn<Row extends ListedRow>({ top, picked }: ListState<Row>): PickedRow<Row> | null {
  if (typeof picked?.place === 'number') return { place: picked.place, row: picked.row, chosen: picked.chosen };
  return top === null ? null : { place: 0, row: top, chosen: top };
}

interface Answered<Row extends ListedRow> {
  readonly list: string;
  readonly answer: RowsAnswer<Row>;
  /** By how many places the first row on the screen moved. */
  readonly shift: number;
  /** Where the chosen row stands. */
  readonly picked: { readonly name: string; readonly place: number | null } | null;
}

/** Asks for rows; once more where those that are looked at turn out to stand elsewhere by now. Null where nobody answers. */
async function askFor<Row extends ListedRow>(
  { list, ask, nameOf }: ListSource<Row>,
  { rows: { range, rows }, picked }: ListState<Row>,
  first: Row | null,
  wanted: Range,
): Promise<Answered<Row> | null> {
  const before = [...rows].find(([, row]) => row.id === first?.id)?.[0];
  const chosen = picked === null ? null : nameOf(picked.chosen);
  const places = [first?.id, chosen].filter((id) => id !== undefined && id !== null);
  const once = async (some: Range): Promise<Answered<Row> | null> => {
    const answer = await ask(some, places);
    if (answer === null) return null;
    const now = first === null ? null : (answer.places[0] ?? null);
    return {
      list,
      answer,
      shift: before === undefined || now === null ? 0 : now - before,
      picked: chosen === null ? null : { name: chosen, place: answer.places.at(-1) ?? null },
    };
  };
  const answered = await once(wanted);
  if (answered === null || answered.shift === 0) return answered;
  const shifted = moved(range, answered.shift);
  return covers(answered.answer, shifted) ? answered : once(around(shifted));
}

function withAnswered<Row extends ListedRow>(
  now: ListState<Row>,
  { list, answer, shift, picked: found }: Answered<Row>,
  { nameOf }: ListSource<Row>,
): ListState<Row> {
  if (now.rows.list !== list) return now;
  const { picked } = now;
  const rows = withAnswer(now.rows, answer, shift);
  if (picked === null || rows === now.rows) return listOf(rows, now.top, picked);
  // Somebody may have chosen another in the meantime.
  const byShift = typeof picked.place === 'number' ? picked.place + shift : picked.place;
  const place = nameOf(picked.chosen) === found?.name ? found.place : byShift;
  // Far from what is drawn the row itself did not come: it is drawn as it was.
  const row = typeof place === 'number' ? (rows.rows.get(place) ?? picked.row) : picked.row;
  return listOf(rows, now.top, { ...picked, row, place });
}
