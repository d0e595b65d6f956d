import type { JSX } from 'preact';
import { type HistoryFilter, historyFilters, type VoicemailView } from '../../../preload/contract/index.ts';
import { Tabs } from '../../components/tabs.tsx';
import { useWords } from '../../wording/words-context.ts';

/** A list of past calls, or what there is of voice mail. */
export type CallsTab = HistoryFilter | 'voicemail';

export interface CallTabsProps {
  readonly tab: CallsTab;
  readonly missed: number;
  /** Null: there is none. */
  readonly voicemail: VoicemailView | null;
  readonly onTab: (tab: CallsTab) => void;
}

/** Chooses which calls are listed. */
export function CallTabs({ tab, missed, voicemail, onTab }: CallTabsProps): JSX.Element {
  const { say, number } = useWords();
  const lists = historyFilters.map((id) => ({
    id,
    label: say(`calls.tab.${id}`),
    ...(id === 'missed' && missed > 0 ? { count: number(missed) } : {}),
  }));
  const fresh = voicemail?.fresh ?? 0;
  const count = fresh > 0 ? { count: number(fresh) } : {};
  const tabs =
    voicemail === null
      ? lists
      : [...lists, { id: 'voicemail' as const, label: say('voicemail.title'), apart: true as const, ...count }];
  return <Tabs name={say('calls.tabs')} tabs={tabs} chosen={tab} panel="calls-panel" onTab={onTab} />;
}
