import type { JSX } from 'preact';
import { type HistoryFilter, historyFilters } from '../../../preload/contract/index.ts';
import { Tabs } from '../../components/tabs.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface CallTabsProps {
  readonly tab: HistoryFilter;
  readonly missed: number;
  readonly onTab: (tab: HistoryFilter) => void;
}

/** Chooses which calls are listed. */
export function CallTabs({ tab, missed, onTab }: CallTabsProps): JSX.Element {
  const { say, number } = useWords();
  const tabs = historyFilters.map((id) => ({
    id,
    label: say(`calls.tab.${id}`),
    ...(id === 'missed' && missed > 0 ? { count: number(missed) } : {}),
  }));
  return <Tabs name={say('calls.tabs')} tabs={tabs} chosen={tab} panel="calls-panel" onTab={onTab} />;
}
