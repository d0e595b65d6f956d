import type { JSX } from 'preact';
import type { QuietView } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';

/** Why the call on the card is not heard. */
export function RingQuiet({ id, quiet }: { readonly id: string; readonly quiet: QuietView }): JSX.Element {
  return (
    <div class="reasons">
      <p class="reason" id={id}>
        <Icon name="bell-off" />
        <span class="reason-words">{quiet.text}</span>
      </p>
    </div>
  );
}
