import type { JSX } from 'preact';

/** Which calls the list shows. */
export type CallTab = 'all' | 'missed';

export interface CallTabsProps {
  readonly tab: CallTab;
  readonly missed: number;
  readonly onTab: (tab: CallTab) => void;
}

const tabs: readonly { readonly tab: CallTab; readonly label: string }[] = [
  { tab: 'all', label: 'All' },
  { tab: 'missed', label: 'Missed' },
];

/** Chooses between all calls and the missed ones; one stop for Tab, arrows inside. */
export function CallTabs({ tab, missed, onTab }: CallTabsProps): JSX.Element {
  const move = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = tab === 'all' ? 'missed' : 'all';
    onTab(other);
    document.getElementById(`tab-${other}`)?.focus();
    event.preventDefault();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Which calls">
      {tabs.map(({ tab: target, label }) => (
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
          {label}
          {target === 'missed' && missed > 0 && <span class="tab-count numbers">{missed}</span>}
        </button>
      ))}
    </div>
  );
}
