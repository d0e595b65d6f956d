import type { JSX } from 'preact';
import type { CallView } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { KeyCaps } from '../../components/key-caps.tsx';
import { boldName } from '../../components/notes/bold-name.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { useWords } from '../../wording/words-context.ts';

/** A call that the answer to another one puts on hold, or gives up. */
export interface LeftCall {
  readonly how: 'goes-on-hold' | 'ends';
  readonly name: string;
}

export interface RingFooterProps {
  readonly id: string;
  readonly call: CallView;
  /** The registered shortcut that answers. */
  readonly answerKeys: string | null;
  /** Whom the user leaves by answering it; null for nobody. */
  readonly leaves: LeftCall | null;
}

/**
 * On which device one will talk, or which call is left, and the keys that answer; or why that is not possible, or that it was tried in vain. A warning takes the
 * whole foot.
 */
export function RingFooter({ id, call, answerKeys, leaves }: RingFooterProps): JSX.Element {
  const { say, sentence } = useWords();
  const { state, actions, talkOn, notes, phone } = call;
  if (phone === null && state === 'ringing' && !actions.includes('answer')) {
    return (
      <div class="card-foot">
        <span class="talk-on" id={id}>
          <Icon name="info" />
          <span>{say('ring.hang-up-first')}</span>
        </span>
      </div>
    );
  }
  const [note] = state === 'ringing' ? notes : [];
  if (note !== undefined) {
    return (
      <div class="card-foot card-foot-warning" role="alert">
        <span class="talk-on" id={id}>
          <Icon name="warning" />
          <span>{`${note.title} ${note.help}`}</span>
        </span>
      </div>
    );
  }
  if (leaves !== null) {
    return (
      <div class="card-foot">
        <span class="talk-on" id={id}>
          <Icon name={leaves.how === 'ends' ? 'hang-up' : 'hold'} />
          <Sentence pieces={sentence(`ring.${leaves.how}`, { name: { name: leaves.name } })} named={boldName} />
        </span>
        {answerKeys !== null && <KeyCaps keys={answerKeys} />}
      </div>
    );
  }
  return (
    <div class={`card-foot${talkOn.warning ? ' card-foot-warning' : ''}`}>
      <span class="talk-on" id={id}>
        <Icon name={talkOn.warning ? 'warning' : phone === null ? 'headphones' : 'phone'} />
        <span>{talkOn.text}</span>
      </span>
      {answerKeys !== null && !talkOn.warning && phone === null && <KeyCaps keys={answerKeys} />}
    </div>
  );
}
