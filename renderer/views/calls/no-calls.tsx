import type { JSX } from 'preact';
import type { HistoryFilter } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';

/** What stands in place of a list without calls. */
export function NoCalls({ tab }: { readonly tab: HistoryFilter }): JSX.Element {
  const { say } = useWords();
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
