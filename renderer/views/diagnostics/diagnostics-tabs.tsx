import type { JSX } from 'preact';
import { useWords } from '../../wording/words-context.ts';

/** Which half of Diagnostics is shown: how calls ring, and how they sound. */
export type DiagnosticsTab = 'ringing' | 'quality';

const titles = { ringing: 'diagnostics.title', quality: 'quality.title' } as const;
const tabs: readonly DiagnosticsTab[] = ['ringing', 'quality'];

export interface DiagnosticsTabsProps {
  readonly tab: DiagnosticsTab;
  readonly onTab: (tab: DiagnosticsTab) => void;
}

/** One stop for Tab, arrows inside. */
export function DiagnosticsTabs({ tab, onTab }: DiagnosticsTabsProps): JSX.Element {
  const { say } = useWords();
  // Of two, the other is next in both directions of reading.
  const move = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = tab === 'ringing' ? 'quality' : 'ringing';
    onTab(other);
    document.getElementById(`diagnostics-${other}`)?.focus();
    event.preventDefault();
  };
  return (
    <div class="tabs diagnostics-tabs" role="tablist" aria-label={say('quality.tabs')}>
      {tabs.map((target) => (
        <button
          key={target}
          id={`diagnostics-${target}`}
          type="button"
          class="tab"
          role="tab"
          aria-selected={target === tab}
          aria-controls="diagnostics-panel"
          tabIndex={target === tab ? 0 : -1}
          onClick={() => onTab(target)}
          onKeyDown={move}
        >
          {say(titles[target])}
        </button>
      ))}
    </div>
  );
}
