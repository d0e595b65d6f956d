import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ThreadRow as Row } from '../../../preload/contract/index.ts';
import { placeForKey } from '../../components/list/list-keys.ts';
import { useWords } from '../../wording/words-context.ts';
import { ThreadRow } from './thread-row.tsx';

export interface ThreadListProps {
  readonly rows: readonly Row[];
  readonly selected: string | null;
  readonly now: number;
  readonly onPick: (threadId: string) => void;
}

/** So many rows are one page of the list. */
const pageRows = 8;

/** Everybody with whom something was said. Arrows go through it; only who is chosen counts as looked at. */
export function ThreadList({ rows, selected, now, onPick }: ThreadListProps): JSX.Element {
  const { say } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const stop = rows.some(({ id }) => id === focused) ? focused : (selected ?? rows[0]?.id ?? null);
  const move = (event: KeyboardEvent): void => {
    const place = rows.findIndex(({ id }) => id === stop);
    const target = placeForKey(event.key, place, rows.length, pageRows);
    if (target < 0) return;
    event.preventDefault();
    list.current?.querySelectorAll<HTMLElement>('[role=option]')[target]?.focus();
  };
  return (
    <div
      ref={list}
      class="thread-list"
      role="listbox"
      tabIndex={-1}
      aria-label={say('messages.title')}
      onKeyDown={move}
    >
      {rows.map((row) => (
        <ThreadRow
          key={row.id}
          row={row}
          now={now}
          selected={row.id === selected}
          stop={row.id === stop}
          onFocus={() => setFocused(row.id)}
          onPick={() => onPick(row.id)}
        />
      ))}
    </div>
  );
}
