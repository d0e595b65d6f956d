import type { JSX } from 'preact';
import type { CallView } from '../../../preload/contract.ts';
import { Icon } from '../../components/icon.tsx';
import { KeyCaps } from '../../components/key-caps.tsx';

export interface RingFooterProps {
  readonly talkOn: CallView['talkOn'];
  readonly answerKeys: string | null;
}

/** On which device one will talk, and the keys that answer; a warning takes the whole foot. */
export function RingFooter({ talkOn, answerKeys }: RingFooterProps): JSX.Element {
  return (
    <div class={`card-foot${talkOn.warning ? ' card-foot-warning' : ''}`}>
      <span class="talk-on">
        <Icon name={talkOn.warning ? 'warning' : 'headphones'} />
        <span>{talkOn.text}</span>
      </span>
      {answerKeys !== null && <KeyCaps keys={answerKeys} />}
    </div>
  );
}
