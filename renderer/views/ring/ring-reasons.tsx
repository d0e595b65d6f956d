import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { RingReasonView } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import type { IconName } from '../../components/icons/icon-paths.ts';
import { boldName } from '../../components/notes/bold-name.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';

export interface RingReasonsProps {
  readonly id: string;
  readonly why: readonly RingReasonView[];
}

const icons: Readonly<Record<RingReasonView['kind'], IconName>> = {
  for: 'person',
  team: 'people',
  forwarded: 'elsewhere',
  transferred: 'elsewhere',
  'on-behalf': 'person',
};

/**
 * Why it rings here. Names may come behind the card: from the beginning on each line then has the room for the longest that it may become,
 * so that nothing below it moves under the pointer.
 */
export function RingReasons({ id, why }: RingReasonsProps): JSX.Element | null {
  const wasPending = useRef(false);
  wasPending.current ||= why.some(({ pending }) => pending);
  if (why.length === 0) return null;
  return (
    <ul class={`reasons${wasPending.current ? ' reasons-kept' : ''}`} id={id}>
      {why.map(({ kind, sentence }) => (
        <li key={kind} class="reason">
          <Icon name={icons[kind]} />
          <span class="reason-words">
            <Sentence pieces={sentence} named={boldName} />
          </span>
        </li>
      ))}
    </ul>
  );
}
