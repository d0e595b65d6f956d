import type { JSX } from 'preact';
import type { CallView } from '../../../preload/contract/index.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { Outside } from '../../components/outside.tsx';
import { PartyName } from '../../components/party-name.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SoundWord } from './sound-word.tsx';

export interface CallHeadProps {
  readonly call: CallView;
  readonly since: number;
  /** When the user put it on hold; null while they did not. */
  readonly heldSince: number | null;
}

const isNoted = ({ notes }: CallView): boolean => notes.some(({ id }) => id === 'nothing-heard');

/** The other party's name, and how long the call has been up, or on hold. */
export function CallHead({ call, since, heldSince }: CallHeadProps): JSX.Element {
  const { say } = useWords();
  const { party, state } = call;
  return (
    <header class="call-head">
      <Avatar initials={party.initials} name={party.label} size={48} />
      <div class="call-words">
        <PartyName party={party} tooltip />
        <p class="call-state">
          {state === 'ending' && <span role="status">{say('call.hanging-up')}</span>}
          {state !== 'ending' && heldSince !== null && `${say('call.on-hold')} `}
          {state !== 'ending' && <Elapsed since={heldSince ?? since} />}
          {party.number !== null && (
            <>
              <span aria-hidden="true"> · </span>
              <bdi class="call-number">{party.number}</bdi>
            </>
          )}
        </p>
        {state === 'connected' && <SoundWord sound={call.sound} noted={isNoted(call)} />}
        <Outside party={party} />
      </div>
    </header>
  );
}
