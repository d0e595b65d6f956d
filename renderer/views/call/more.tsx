import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type CallView, dialledFor, farParty } from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { copyText } from '../../copy-text.ts';
import { useWords } from '../../wording/words-context.ts';
import { SoundDetails } from './sound-details.tsx';

export interface MoreProps {
  readonly call: CallView;
  readonly act: Act;
  readonly ask: Ask;
}

/** What is wanted seldom, in place: Hang up stays where it can be seen and reached. */
export function More({ call, act, ask }: MoreProps): JSX.Element {
  const { say } = useWords();
  const number =
    call.out?.answeredBy == null ? (call.out?.dialled ?? dialledFor(call.party)) : dialledFor(farParty(call));
  return (
    <fieldset class="more" aria-label={say('call.more')}>
      {number !== null && <CopyNumber number={number} />}
      <Write call={call} act={act} />
      <MakeMeeting call={call} act={act} />
      <OnPhone call={call} act={act} />
      <SoundDetails call={call} ask={ask} />
    </fieldset>
  );
}

/** The call goes on on the user's own telephone, or that is given up. */
function OnPhone({ call: { id: callId, actions }, act }: Pick<MoreProps, 'call' | 'act'>): JSX.Element | null {
  const { say } = useWords();
  const type = (['go-on-by-phone', 'stay-here'] as const).find((each) => actions.includes(each));
  if (type === undefined) return null;
  return (
    <button type="button" class="more-entry" onClick={() => act({ type, callId })}>
      <Icon name="phone" />
      <span class="more-label">{say(`call.${type}`)}</span>
    </button>
  );
}

/** The call goes on as a meeting, to which others can come by its link. */
function MakeMeeting({ call: { id: callId, actions }, act }: Pick<MoreProps, 'call' | 'act'>): JSX.Element | null {
  const { say } = useWords();
  if (!actions.includes('make-meeting')) return null;
  return (
    <button type="button" class="more-entry" onClick={() => act({ type: 'make-meeting', callId })}>
      <Icon name="people" />
      <span class="more-label">{say('meeting.make')}</span>
    </button>
  );
}

/** The main window comes up with what is said with who is there. */
function Write({ call: { id: callId, actions }, act }: Pick<MoreProps, 'call' | 'act'>): JSX.Element | null {
  const { say } = useWords();
  if (!actions.includes('write-to-caller')) return null;
  return (
    <button type="button" class="more-entry" onClick={() => act({ type: 'write-to-caller', callId })}>
      <Icon name="messages" />
      <span class="more-label">{say('call.write')}</span>
    </button>
  );
}

function CopyNumber({ number }: { readonly number: string }): JSX.Element {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <button type="button" class="more-entry" onClick={() => setCopied(copyText(number))}>
      <Icon name={copied ? 'check' : 'copy'} />
      <span class="more-label">{say(number.includes('@') ? 'call.copy-address' : 'call.copy-number')}</span>
      <span class="more-end" role="status">
        {copied && say('call.copied')}
      </span>
    </button>
  );
}
