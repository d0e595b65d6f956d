import type { JSX } from 'preact';
import { Icon } from '../../components/icons/icon.tsx';
import type { CallTab } from './call-tabs.tsx';

/** What stands in place of a list without calls. */
export function NoCalls({ tab }: { readonly tab: CallTab }): JSX.Element {
  return (
    <div class="empty">
      <Icon name={tab === 'missed' ? 'check-circle' : 'calls'} />
      {tab === 'missed' ? (
        <p>Nothing missed.</p>
      ) : (
        <p>
          No calls yet. <span class="empty-help">Calls you take or miss show up here.</span>
        </p>
      )}
    </div>
  );
}
