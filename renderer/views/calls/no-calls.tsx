import type { JSX } from 'preact';
import type { HistoryFilter } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface NoCallsProps {
  readonly tab: HistoryFilter;
  /** What was searched for; may be empty. */
  readonly text: string;
}

/** What stands in place of a list without calls. */
export function NoCalls({ tab, text }: NoCallsProps): JSX.Element {
  const { say } = useWords();
  if (text !== '') {
    return (
      <div class="empty">
        <Icon name="search" />
        <p role="alert">
          {say('calls.none-found', { text })} <span class="empty-help">{say('calls.none-found-help')}</span>
        </p>
      </div>
    );
  }
  return (
    <div class="empty">
      <Icon name={tab === 'missed' ? 'check-circle' : 'calls'} />
      {tab === 'all' ? (
        <p>
          {say('calls.none')} <span class="empty-help">{say('calls.none-help')}</span>
        </p>
      ) : (
        <p>{say(`calls.none-${tab}`)}</p>
      )}
    </div>
  );
}
