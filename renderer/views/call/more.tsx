import type { JSX } from 'preact';
import { type CallView, dialledFor, farParty } from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';
import { useWords } from '../../wording/words-context.ts';
import { CopyEntry } from './copy-entry.tsx';
import { MoreEntry } from './more-entry.tsx';
import { SoundDetails } from './sound-details.tsx';

export interface MoreProps {
  readonly call: CallView;
  readonly act: Act;
  readonly ask: Ask;
}

/** What is wanted seldom, in place: Hang up stays where it can be seen and reached. */
export function More({ call, act, ask }: MoreProps): JSX.Element {
  const { say } = useWords();
  const { id: callId, actions } = call;
  const number =
    call.out?.answeredBy == null ? (call.out?.dialled ?? dialledFor(call.party)) : dialledFor(farParty(call));
  const onPhone = (['go-on-by-phone', 'stay-here'] as const).find((each) => actions.includes(each));
  return (
    <fieldset class="more" aria-label={say('call.more')}>
      {number !== null && (
        <CopyEntry label={say(number.includes('@') ? 'call.copy-address' : 'call.copy-number')} text={number} />
      )}
      {actions.includes('write-to-caller') && (
        <MoreEntry icon="messages" label={say('call.write')} onPress={() => act({ type: 'write-to-caller', callId })} />
      )}
      {actions.includes('make-meeting') && (
        <MoreEntry icon="people" label={say('meeting.make')} onPress={() => act({ type: 'make-meeting', callId })} />
      )}
      {onPhone !== undefined && (
        <MoreEntry icon="phone" label={say(`call.${onPhone}`)} onPress={() => act({ type: onPhone, callId })} />
      )}
      <SoundDetails call={call} ask={ask} />
    </fieldset>
  );
}
