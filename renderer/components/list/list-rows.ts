import { mostRowsAtOnce } from '../../../preload/contract/index.ts';

/** Places in the list, from the first up to the one behind the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What a row of any list has: an id that it keeps while others come and go. */
export interface ListedRow {
  readonly id: string;
}

/** Some rows of a list, as the app answers. */
export interface RowsAnswer<Row extends ListedRow> {
  /** Of what the list is made from. */
  readonly revision: number;
  /** Rows in the whole list. */
  readonly total: number;
  readonly from: number;
  readonly rows: readonly Row[];
  /** Where the rows stand that were looked for; null for one that is not in the list. */
  readonly places: readonly (number | null)[];
}

/** What a window has of a long list: as much of it as is on the screen, and some besides. */
export interface ListRows<Row extends ListedRow> {
  /** Which list it is. */
  readonly list: string;
  /** Of what these rows are of. */
  readonly revision: number;
  /** Rows in the whole list; null until that is known. */
  readonly total: number | null;
  readonly rows: ReadonlyMap<number, Row>;
  /** The rows that are to be drawn. */
  readonly range: Range;
}

/** The rows that are to be drawn, as far as they are there. */
export function rowsInRange<Row extends ListedRow>({
  rows,
  range,
}: Pick<ListRows<Row>, 'rows' | 'range'>): readonly Row[] {
  return [...rows].filter(([place]) => place >= range.from && place < range.to).map(([, row]) => row);
}

/** Rows are forgotten that are further than this from those that came last. */
const farthest = 2 * mostRowsAtOnce;

/** What to ask for next; null where all that is to be drawn is there, of the list as it is now. */
export function rowsToAskFor<Row extends ListedRow>(
  { total, rows, range, revision }: ListRows<Row>,
  newest: number,
): Range | null {
  if (total === null || revision < newest) return around(range);
  const missing = placesIn(range, total).filter((place) => !rows.has(place));
  const [first, last] = [missing[0], missing.at(-1)];
  return first === undefined || last === undefined ? null : around({ from: first, to: last + 1 });
}

/** As many rows as an answer may have, with these in their middle. */
export function around({ from, to }: Range): Range {
  const start = Math.max(0, Math.floor((from + to - mostRowsAtOnce) / 2));
  return { from: start, to: start + mostRowsAtOnce };
}

/**
 * Takes an answer in. `shift`: by how many places a row that is looked at has moved, if the answer is of a later list; what is
 * drawn moves with it.
 */
export function withAnswer<Row extends ListedRow>(
  before: ListRows<Row>,
  answer: RowsAnswer<Row>,
  shift: number,
): ListRows<Row> {
  if (before.total !== null && answer.revision < before.revision) return before;
  const came = answer.rows.map((row, index) => [answer.from + index, row] as const);
  const { revision, total } = answer;
  if (before.total === null || answer.revision > before.revision) {
    return { ...before, revision, total, rows: new Map(came), range: moved(before.range, shift) };
  }
  const isNear = (place: number): boolean =>
    place > answer.from - farthest && place < answer.from + answer.rows.length + farthest;
  const kept = [...before.rows].filter(([place]) => isNear(place));
  return { ...before, rows: new Map([...kept, ...came]) };
}

/** Whether an answer has all rows of a range that there are. */
export function covers<Row extends ListedRow>({ from, rows, total }: RowsAnswer<Row>, range: Range): boolean {
  return placesIn(range, total).every((place) => place >= from && place < from + rows.length);
}

export function moved({ from, to }: Range, shift: number): Range {
  const start = Math.max(0, from + shift);
  return { from: start, to: start + to - from };
}

function placesIn({ from, to }: Range, total: number): number[] {
  const length = Math.max(0, Math.min(to, total) - from);
  return Array.from({ length }, (_, index) => from + index);
}
