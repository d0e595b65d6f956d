import type { JSX } from 'preact';
import { Icon } from '../../components/icons/icon.tsx';
import { useWords } from '../../wording/words-context.ts';
import type { CallTab } from './call-tabs.tsx';

/** What stands in place of a list without calls. */
export function NoCalls({ tab }: { readonly tab: CallTab }): JSX.Element {
  const { say } = useWords();
  return (
    <div class="empty">
      <Icon name={tab === 'missed' ? 'check-circle' : 'calls'} />
      {tab === 'missed' ? (
        <p>{say('calls.none-missed')}</p>
      ) : (
        <p>
          {say('calls.none')} <span class="empty-help">{say('calls.none-help')}</span>
        </p>
      )}
    </div>
  );
}
