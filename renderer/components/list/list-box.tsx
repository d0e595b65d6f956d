import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type ListSection, type PlacedRow, type SectionOfRow, sectionsOf } from './layout.ts';
import { placeForKey } from './list-keys.ts';
import type { ListedRow } from './list-rows.ts';
import { useRowHeights } from './use-row-heights.ts';
import type { List, PickedRow } from './use-rows.ts';
import { useScrolledRange } from './use-scrolled-range.ts';

/** What a row is drawn with besides itself. It is an element of role `option`. */
export interface RowInList {
  /** From 0. */
  readonly place: number;
  readonly total: number;
  /** It is the one stop for Tab too. */
  readonly selected: boolean;
  /** It has the focus. */
  readonly onReach: () => void;
  /** It was pressed. */
  readonly onPick: () => void;
}

export interface ListBoxProps<Row extends ListedRow> {
  readonly list: List<Row>;
  readonly total: number;
  readonly name: string;
  readonly sectionOf: (row: Row) => SectionOfRow;
  readonly drawRow: (row: Row, inList: RowInList) => JSX.Element;
  /** What scrolls the list. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** Enter, or a press in a narrow window. */
  readonly onOpen: () => void;
  /** Ctrl+Enter. */
  readonly onCall: (row: Row) => void;
  /** Shift+Enter. */
  readonly onWrite?: (row: Row) => void;
  /** The Delete key; the focus goes on to the row beside. */
  readonly onDelete?: (picked: PickedRow<Row>) => void;
}

/** A long list by its parts, of which only those rows are drawn that are on the screen; one stop for Tab, arrows inside. */
export function ListBox<Row extends ListedRow>(props: ListBoxProps<Row>): JSX.Element {
  const { list, total, name, sectionOf, drawRow, scroller, onOpen, onCall, onWrite, onDelete } = props;
  const box = useRef<HTMLDivElement>(null);
  const heights = useRowHeights(box);
  const bringToScreen = useScrolledRange(list, heights, box, scroller);
  const goTo = useFocusOnRows(box, bringToScreen);
  const { rows, selected } = list;
  const move = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / heights.usual) - 1);
    const target = placeForKey(event.key, goTo.due() ?? selected?.place ?? 0, total, page);
    if (event.key === 'Enter' && event.ctrlKey) {
      if (selected !== null) onCall(selected.chosen);
    } else if (event.key === 'Enter' && event.shiftKey && onWrite !== undefined) {
      if (selected !== null) onWrite(selected.chosen);
    } else if (event.key === 'Delete' && onDelete !== undefined) {
      if (selected === null) return;
      if (total > 1) goTo.row(selected.place + 1 < total ? selected.place + 1 : selected.place - 1);
      onDelete(selected);
    } else if (event.key === 'Enter') onOpen();
    else if (target >= 0) goTo.row(target);
    else return;
    event.preventDefault();
  };
  const draw = (item: PlacedRow<Row>): JSX.Element =>
    drawRow(item.row, {
      place: item.place,
      total,
      selected: item.place === selected?.place,
      onReach: () => {
        goTo.reached();
        list.pick(item);
      },
      onPick: () => {
        list.pick(item);
        onOpen();
      },
    });
  const drawSection = ({ name: title, items }: ListSection<Row>, key: string): JSX.Element => (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, not for the options of a listbox
    <div key={key} class="day" role="group" aria-label={title}>
      {items.map((item, index) =>
        item.kind === 'gap' ? (
          <GapRoom key={`gap-${index}`} height={item.height} />
        ) : (
          <div key={item.row.id} class="placed" role="none" data-row={item.row.id} data-place={item.place}>
            {item.opens && (
              <p class="day-name" aria-hidden="true">
                {title}
              </p>
            )}
            {draw(item)}
          </div>
        ),
      )}
    </div>
  );
  return (
    <div ref={box} class="listbox" role="listbox" tabIndex={-1} aria-label={name} onKeyDown={move}>
      {sectionsOf({ ...rows, total, kept: selected }, heights, sectionOf).map((section, index) =>
        section.kind === 'gap' ? (
          <GapRoom key={`gap-${index}`} height={section.height} />
        ) : (
          drawSection(section, section.name)
        ),
      )}
    </div>
  );
}

/** Where rows are that are not drawn. */
function GapRoom({ height }: { readonly height: number }): JSX.Element {
  return <div class="gap" role="none" style={{ blockSize: `${height}px` }} />;
}

interface FocusOnRows {
  row(place: number): void;
  /** Where the focus goes once the row is drawn; null where it is there already. */
  due(): number | null;
  reached(): void;
}

/** Moves the focus to a row: at once where it is drawn, else as soon as it is. */
function useFocusOnRows(list: RefObject<HTMLElement | null>, bringToScreen: (place: number) => void): FocusOnRows {
  const due = useRef<number | null>(null);
  const focus = (place: number): boolean => {
    const option = list.current?.querySelector<HTMLElement>(`[data-place="${place}"] > [role=option]`) ?? null;
    option?.focus();
    return option !== null;
  };
  useLayoutEffect(() => {
    if (due.current !== null) focus(due.current);
  });
  return {
    row: (place) => {
      if (focus(place)) return;
      due.current = place;
      bringToScreen(place);
    },
    due: () => due.current,
    reached: () => {
      due.current = null;
    },
  };
}
