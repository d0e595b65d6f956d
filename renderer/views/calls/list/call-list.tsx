import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PartyView } from '../../../../preload/contract/index.ts';
import { useWords } from '../../../wording/words-context.ts';
import { CallRow } from './call-row.tsx';
import { type DaySection, sectionsOf } from './layout.ts';
import { placeForKey } from './list-keys.ts';
import type { CallList } from './use-call-rows.ts';
import { useRowHeights } from './use-row-heights.ts';
import { useScrolledRange } from './use-scrolled-range.ts';

export interface CallListBoxProps {
  readonly calls: CallList;
  readonly total: number;
  readonly now: number;
  /** Calls that came to nothing since the list was last looked at. */
  readonly fresh: ReadonlySet<string>;
  /** What scrolls the list. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** Enter, or a press in a narrow window. */
  readonly onOpen: () => void;
  /** How somebody is called; null where that is not possible. */
  readonly onCall: (party: PartyView) => (() => void) | null;
}

/** Past calls by day, of which only those are drawn that are on the screen; one stop for Tab, arrows inside. */
export function CallListBox({ calls, total, now, fresh, scroller, onOpen, onCall }: CallListBoxProps): JSX.Element {
  const { say, dayName } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const heights = useRowHeights(list);
  const bringToScreen = useScrolledRange(calls, heights, list, scroller);
  const goTo = useFocusOnRows(list, bringToScreen);
  const { rows, selected } = calls;
  const move = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / heights.usual) - 1);
    const target = placeForKey(event.key, goTo.due() ?? selected?.place ?? 0, total, page);
    if (event.key === 'Enter' && event.ctrlKey) (selected === null ? null : onCall(selected.call.party))?.();
    else if (event.key === 'Enter') onOpen();
    else if (target >= 0) goTo.row(target);
    else return;
    event.preventDefault();
  };
  const drawDay = ({ name, items }: DaySection, key: string): JSX.Element => (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, not for the options of a listbox
    <div key={key} class="day" role="group" aria-label={name}>
      {items.map((item, index) =>
        item.kind === 'gap' ? (
          <GapRoom key={`gap-${index}`} height={item.height} />
        ) : (
          <div key={item.row.id} class="placed" role="none" data-row={item.row.id} data-place={item.place}>
            {item.row.opensDay && (
              <p class="day-name" aria-hidden="true">
                {name}
              </p>
            )}
            <CallRow
              row={item.row}
              place={item.place}
              total={total}
              now={now}
              selected={item.place === selected?.place}
              fresh={!item.row.call.seen || fresh.has(item.row.call.id)}
              onCall={onCall(item.row.call.party)}
              onReach={() => {
                goTo.reached();
                calls.pick(item);
              }}
              onPick={() => {
                calls.pick(item);
                onOpen();
              }}
            />
          </div>
        ),
      )}
    </div>
  );
  return (
    <div ref={list} class="call-list" role="listbox" tabIndex={-1} aria-label={say('calls.title')} onKeyDown={move}>
      {sectionsOf({ ...rows, total, kept: selected }, heights, (at) => dayName(at, now)).map((section, index) =>
        section.kind === 'gap' ? (
          <GapRoom key={`gap-${index}`} height={section.height} />
        ) : (
          drawDay(section, section.name)
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
