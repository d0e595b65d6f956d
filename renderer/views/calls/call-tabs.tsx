import type { JSX } from 'preact';
import { type HistoryFilter, historyFilters } from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';

export interface CallTabsProps {
  readonly tab: HistoryFilter;
  readonly missed: number;
  readonly onTab: (tab: HistoryFilter) => void;
}

/** Chooses which calls are listed; one stop for Tab, arrows inside. */
export function CallTabs({ tab, missed, onTab }: CallTabsProps): JSX.Element {
  const { say, number } = useWords();
  const move = (event: KeyboardEvent): void => {
    const next = tabForKey(event.key, tab);
    if (next === null) return;
    onTab(next);
    document.getElementById(`tab-${next}`)?.focus();
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

/** Left and right are those of the screen, in both directions of reading. */
function tabForKey(key: string, tab: HistoryFilter): HistoryFilter | null {
  const at = historyFilters.indexOf(tab);
  const forwards = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const all = historyFilters.length;
  if (key === 'Home') return historyFilters[0];
  if (key === 'End') return historyFilters.at(-1) ?? null;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  return historyFilters[(at + (key === forwards ? 1 : all - 1)) % all] ?? null;
}
