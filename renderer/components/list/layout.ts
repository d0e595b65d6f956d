import type { ListedRow, ListRows, Range } from './list-rows.ts';

/** How high rows are, in CSS pixels: by the ids of those that were measured, and of all others. */
export interface RowHeights {
  readonly measured: ReadonlyMap<string, number>;
  readonly usual: number;
}

/** The room of rows that are not drawn, in pixels. */
export interface Gap {
  readonly kind: 'gap';
  readonly height: number;
}

export interface PlacedRow<Row extends ListedRow> {
  readonly place: number;
  readonly row: Row;
}

/** The part of a list that a row stands in, such as a day. `opens`: it is the first there. */
export interface SectionOfRow {
  readonly name: string;
  readonly opens: boolean;
}

/** One part of the list, such as a day: its rows that are drawn, and gaps between them. */
export interface ListSection<Row extends ListedRow> {
  readonly kind: 'section';
  readonly name: string;
  readonly items: readonly (Gap | (PlacedRow<Row> & { readonly kind: 'row'; readonly opens: boolean }))[];
}

export interface ListLayout<Row extends ListedRow> {
  readonly rows: ListRows<Row>['rows'];
  readonly range: Range;
  readonly total: number;
  /** A row that is drawn wherever it is, because it has the focus or will have it. */
  readonly kept: PlacedRow<Row> | null;
}

/**
 * The list from its beginning to its end. A row stays in its section while others beside it come and go, or it would lose the focus.
 */
export function sectionsOf<Row extends ListedRow>(
  list: ListLayout<Row>,
  heights: RowHeights,
  sectionOf: (row: Row) => SectionOfRow,
): readonly (ListSection<Row> | Gap)[] {
  const sections: (ListSection<Row> | Gap)[] = [];
  const gap = (from: number, to: number): Gap[] => {
    const height = offsetOf(list.rows, heights, to) - offsetOf(list.rows, heights, from);
    return to > from ? [{ kind: 'gap', height }] : [];
  };
  let end = 0;
  for (const { place, row } of drawnRows(list)) {
    const { name, opens } = sectionOf(row);
    const last = sections.at(-1);
    const item = { kind: 'row', place, row, opens } as const;
    const goesOn = last?.kind === 'section' && last.name === name && !(opens && place === end);
    if (goesOn) sections[sections.length - 1] = { ...last, items: [...last.items, ...gap(end, place), item] };
    else sections.push(...gap(end, place), { kind: 'section', name, items: [item] });
    end = place + 1;
  }
  return [...sections, ...gap(end, list.total)];
}

function drawnRows<Row extends ListedRow>({ rows, range, total, kept }: ListLayout<Row>): readonly PlacedRow<Row>[] {
  const drawn: PlacedRow<Row>[] = [];
  for (let place = range.from; place < Math.min(range.to, total); place += 1) {
    const row = rows.get(place);
    if (row !== undefined) drawn.push({ place, row });
  }
  if (kept === null || kept.place >= total || drawn.some(({ place }) => place === kept.place)) return drawn;
  return [...drawn, kept].sort((one, other) => one.place - other.place);
}

/** Where a row begins, in pixels from the beginning of the list. */
export function offsetOf(rows: ReadonlyMap<number, ListedRow>, { measured, usual }: RowHeights, place: number): number {
  let offset = place * usual;
  for (const [other, { id }] of rows) {
    if (other < place) offset += (measured.get(id) ?? usual) - usual;
  }
  return offset;
}

/** The row that stands so far from the beginning of the list. */
export function placeAt(
  rows: ReadonlyMap<number, ListedRow>,
  heights: RowHeights,
  total: number,
  offset: number,
): number {
  let [low, high] = [0, Math.max(0, total - 1)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (offsetOf(rows, heights, middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Rows above and below those on the screen that are drawn too, so that a little scrolling shows no gap. */
const [drawnBeside, leastBeside] = [12, 4];

/** The rows to draw where these are on the screen: as before while enough of them lie on both sides. */
export function rangeFor(visible: Range, before: Range, total: number): Range {
  const isEnough =
    before.from <= Math.max(0, visible.from - leastBeside) && before.to >= Math.min(total, visible.to + leastBeside);
  const isSmall = before.to - before.from <= visible.to - visible.from + 4 * drawnBeside;
  if (isEnough && isSmall) return before;
  return { from: Math.max(0, visible.from - drawnBeside), to: visible.to + drawnBeside };
}
