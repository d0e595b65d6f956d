import type { JSX } from 'preact';
import { useWords } from '../../wording/words-context.ts';

/** Which calls the list shows. */
export type CallTab = 'all' | 'missed';

export interface CallTabsProps {
  readonly tab: CallTab;
  readonly missed: number;
  readonly onTab: (tab: CallTab) => void;
}

const tabs: readonly CallTab[] = ['all', 'missed'];

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
      {tabs.map((target) => (
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
