import type { JSX } from 'preact';
import type { CallView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Outside } from '../../components/outside.tsx';
import { useWords } from '../../wording/words-context.ts';

/** A further call that rings, in one row. */
export function OtherCall({ call, act }: { readonly call: CallView; readonly act: Act }): JSX.Element {
  const { say } = useWords();
  const { id: callId, party, who, state, actions } = call;
  const answering = state === 'answering';
  return (
    <li class="other">
      <Avatar initials={party.initials} name={party.label} size={32} photo={who?.photo ?? null} />
      <span class="other-name cut">
        <bdi>{party.label}</bdi>
        <Outside party={party} />
      </span>
      {(answering || actions.includes('answer')) && (
        <Button
          label={say(answering ? 'ring.connecting' : 'ring.answer')}
          name={say(answering ? 'ring.connecting-named' : 'ring.answer-named', { name: party.label })}
          kind="answer"
          icon="answer"
          iconOnly
          busy={answering}
          onPress={() => act({ type: 'answer', callId })}
        />
      )}
      {actions.includes('decline') && (
        <Button
          label={say('ring.decline')}
          name={say('ring.decline-named', { name: party.label })}
          kind="decline"
          icon="hang-up"
          iconOnly
          onPress={() => act({ type: 'decline', callId })}
        />
      )}
    </li>
  );
}
