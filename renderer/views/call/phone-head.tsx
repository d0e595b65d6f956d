import type { JSX } from 'preact';
import type { CallView, PhoneView } from '../../../preload/contract/index.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Elapsed } from '../../components/elapsed.tsx';
import { Outside } from '../../components/outside.tsx';
import { PartyName } from '../../components/party-name.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface PhoneHeadProps {
  readonly call: CallView;
  readonly phone: PhoneView;
  readonly since: number;
  readonly heldSince: number | null;
}

/** The other party's name, and whose telephone rings, or how long the call has been up or on hold. */
export function PhoneHead({ call, phone, since, heldSince }: PhoneHeadProps): JSX.Element {
  const { say } = useWords();
  const { party, state } = call;
  const rings = phone.step !== 'talking';
  return (
    <header class="call-head">
      <Avatar initials={party.initials} name={party.label} size={48} ringing={phone.step === 'far-side'} />
      <div class="call-words">
        <PartyName party={party} tooltip />
        <p class="call-state">
          <span role="status">
            {state === 'ending' && say('call.hanging-up')}
            {state !== 'ending' && rings && say(lineOf(phone))}
          </span>
          {state !== 'ending' && heldSince !== null && `${say('call.on-hold')} `}
          {state !== 'ending' && rings && <span aria-hidden="true"> · </span>}
          {state !== 'ending' && <Elapsed since={heldSince ?? since} />}
        </p>
        <Outside party={party} />
      </div>
    </header>
  );
}

function lineOf({ step, steps }: PhoneView): 'phone.rings-first' | 'phone.rings' | 'phone.far-side-rings' {
  if (step === 'far-side') return 'phone.far-side-rings';
  return steps ? 'phone.rings-first' : 'phone.rings';
}
