import type { JSX } from 'preact';
import type { CallView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Outside } from '../../components/outside.tsx';

/** A further call that rings, in one row. */
export function OtherCall({ call, act }: { readonly call: CallView; readonly act: Act }): JSX.Element {
  const { id: callId, party, state, actions } = call;
  const answering = state === 'answering';
  return (
    <li class="other">
      <Avatar initials={party.initials} name={party.label} size={32} />
      <span class="other-name cut">
        <bdi>{party.label}</bdi>
        <Outside party={party} />
      </span>
      {(answering || actions.includes('answer')) && (
        <Button
          label={answering ? 'Connecting' : 'Answer'}
          name={answering ? `Connecting ${party.label}` : `Answer ${party.label}`}
          kind="answer"
          icon="answer"
          iconOnly
          busy={answering}
          onPress={() => act({ type: 'answer', callId })}
        />
      )}
      {actions.includes('decline') && (
        <Button
          label="Decline"
          name={`Decline ${party.label}`}
          kind="decline"
          icon="hang-up"
          iconOnly
          onPress={() => act({ type: 'decline', callId })}
        />
      )}
    </li>
  );
}
