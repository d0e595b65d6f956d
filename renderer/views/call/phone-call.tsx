import type { JSX } from 'preact';
import type { CallView, PhoneView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Note } from '../../components/notes/note.tsx';
import { Notes } from '../../components/notes/notes.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { Tile } from '../../components/tile.tsx';
import { useWords } from '../../wording/words-context.ts';
import { PhoneHead } from './phone-head.tsx';
import { PhoneSteps } from './phone-steps.tsx';

export interface PhoneCallProps {
  readonly call: CallView;
  readonly phone: PhoneView;
  /** When its state began, in terms of `performance.now()`. */
  readonly since: number;
  readonly heldSince: number | null;
  readonly act: Act;
}

/** A call on the user's own telephone: nothing of it is heard here, so that there is no meter, no Mute and no keypad. */
export function PhoneCall({ call, phone, since, heldSince, act }: PhoneCallProps): JSX.Element {
  const { say } = useWords();
  const { id: callId, state, actions, notes } = call;
  return (
    <>
      <PhoneHead call={call} phone={phone} since={since} heldSince={heldSince} />
      {phone.step === 'talking' ? <TalkingThere phone={phone} /> : <PhoneSteps call={call} phone={phone} />}
      <Notes notes={notes} act={act} />
      <PhoneTiles call={call} act={act} />
      <Button
        label={say('call.hang-up')}
        kind="hang-up"
        size="big"
        icon="hang-up"
        busy={state === 'ending'}
        off={!actions.includes('hang-up')}
        onPress={() => act({ type: 'hang-up', callId })}
      />
    </>
  );
}

function TalkingThere({ phone: { number } }: { readonly phone: PhoneView }): JSX.Element {
  const { say, sentence } = useWords();
  return (
    <Note kind="plain" icon="phone">
      {number === null ? (
        say('phone.talking')
      ) : (
        <Sentence
          pieces={sentence('phone.talking-on', { number: { name: number } })}
          named={(name) => <bdi class="own-number numbers">{name}</bdi>}
        />
      )}
    </Note>
  );
}

/** The one of the two for which the server gives a link. */
function PhoneTiles({ call: { id: callId, actions }, act }: Pick<PhoneCallProps, 'call' | 'act'>): JSX.Element | null {
  const { say } = useWords();
  if (!actions.includes('hold') && !actions.includes('resume')) return null;
  return (
    <div class="tiles">
      {actions.includes('hold') && (
        <Tile label={say('call.hold')} icon="hold" on={false} onPress={() => act({ type: 'hold', callId })} />
      )}
      {actions.includes('resume') && (
        <Tile label={say('call.resume')} icon="resume" on onPress={() => act({ type: 'resume', callId })} />
      )}
    </div>
  );
}
