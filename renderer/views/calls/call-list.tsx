import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useWords } from '../../wording/words-context.ts';
import type { Day } from './call-list-entries.ts';
import { CallRow } from './call-row.tsx';

export interface CallListProps {
  readonly days: readonly Day[];
  readonly now: number;
  readonly selected: string | null;
  /** Calls that came to nothing since the list was last looked at. */
  readonly fresh: ReadonlySet<string>;
  readonly onSelect: (callId: string) => void;
  /** Enter, or a press in a narrow window. */
  readonly onOpen: (callId: string) => void;
}

/** Past calls by day; one stop for Tab, arrows inside. */
export function CallList({ days, now, selected, fresh, onSelect, onOpen }: CallListProps): JSX.Element {
  const { say } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const ids = days.flatMap(({ entries }) => entries.map(({ call }) => call.id));
  const [first = null] = ids;
  const stop = selected !== null && ids.includes(selected) ? selected : first;
  const move = (event: KeyboardEvent): void => {
    const at = stop === null ? -1 : ids.indexOf(stop);
    const target = ids[targetIndex(event.key, at, ids.length)];
    if (event.key === 'Enter' && stop !== null) onOpen(stop);
    else if (target !== undefined) {
      list.current?.querySelector<HTMLElement>(`[data-call="${CSS.escape(target)}"]`)?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div ref={list} class="call-list" role="listbox" tabIndex={-1} aria-label={say('calls.title')} onKeyDown={move}>
      {days.map(({ name, entries }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, not for the options of a listbox
        <div key={name} class="day" role="group" aria-label={name}>
          <p class="day-name" aria-hidden="true">
            {name}
          </p>
          {entries.map((entry) => (
            <CallRow
              key={entry.call.id}
              entry={entry}
              now={now}
              selected={entry.call.id === selected}
              focusable={entry.call.id === stop}
              fresh={fresh.has(entry.call.id)}
              onReach={onSelect}
              onPick={onOpen}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function targetIndex(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
