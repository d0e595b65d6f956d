import type { JSX, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { HistoryList, HistorySummary } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { SearchBox } from '../../components/form/search-box.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { Question } from '../../components/notes/question.tsx';
import { useWords } from '../../wording/words-context.ts';
import { CallTabs, type CallTabsProps } from './call-tabs.tsx';

export interface CallsBarProps extends Omit<CallTabsProps, 'missed'> {
  readonly history: HistorySummary;
  readonly list: HistoryList;
  readonly boxRef: RefObject<HTMLInputElement | null>;
  readonly onText: (text: string) => void;
  /** To the list. */
  readonly onLeave: () => void;
  readonly act: Act;
}

/** Which calls are listed, what is searched for among them, and what can be done with all. */
export function CallsBar(props: CallsBarProps): JSX.Element {
  const { history, list, boxRef, onText, onLeave, act, ...tabs } = props;
  const { say } = useWords();
  const [asking, setAsking] = useState(false);
  const exporting: MenuEntry = {
    label: say('calls.export'),
    icon: 'export',
    onChoose: () => void act({ type: 'export-history', list }),
  };
  return (
    <div class="calls-bar">
      <CallTabs {...tabs} missed={history.missed} />
      {history.calls > 0 && (
        <div class="calls-tools">
          {tabs.tab !== 'voicemail' && (
            <SearchBox
              name={say('calls.search')}
              text={list.text}
              panel="calls-panel"
              boxRef={boxRef}
              onText={onText}
              onLeave={onLeave}
            />
          )}
          <Menu
            name={say('calls.more')}
            kind="row"
            entries={[
              ...(history.mayExport ? [exporting] : []),
              { label: say('calls.clear'), icon: 'trash', onChoose: () => setAsking(true) },
            ]}
          >
            <Icon name="more" />
          </Menu>
        </div>
      )}
      {asking && (
        <Question
          title={say('calls.clear-title')}
          help={say('calls.clear-help', { count: history.calls })}
          yes={say('calls.clear-yes')}
          no={say('calls.keep')}
          onYes={() => {
            setAsking(false);
            void act({ type: 'clear-history' });
          }}
          onNo={() => setAsking(false)}
        />
      )}
    </div>
  );
}
