import type { JSX } from 'preact';
import { type HistoryFilter, historyFilters } from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';

export interface CallTabsProps {
  readonly tab: HistoryFilter;
  readonly missed: number;
  readonly onTab: (tab: HistoryFilter) => void;
}

/** Chooses between all calls and the missed ones; one stop for Tab, arrows inside. */
export function CallTabs({ tab, missed, onTab }: CallTabsProps): JSX.Element {
  const { say, number } = useWords();
  // Of two, the other is next in both directions of reading.
  const move = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = tab === 'all' ? 'missed' : 'all';
    onTab(other);
    document.getElementById(`tab-${other}`)?.focus();
    event.preventDefault();
  };
  return (
    <div class="tabs" role="tablist" aria-label={say('calls.tabs')}>
      {historyFilters.map((target) => (
        <button
          key={target}
          id={`tab-${target}`}
          type="button"
          class="tab"
          role="tab"
          aria-selected={target === tab}
          aria-controls="calls-panel"
          tabIndex={target === tab ? 0 : -1}
          onClick={() => onTab(target)}
          onKeyDown={move}
        >
          {say(`calls.tab.${target}`)}
          {target === 'missed' && missed > 0 && <span class="tab-count numbers">{number(missed)}</span>}
        </button>
      ))}
    </div>
  );
}
