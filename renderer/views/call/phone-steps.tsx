import type { JSX } from 'preact';
import type { CallView, PhoneView } from '../../../preload/contract/index.ts';
import { Icon } from '../../components/icons/icon.tsx';
import { Note } from '../../components/notes/note.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface PhoneStepsProps {
  readonly call: CallView;
  readonly phone: PhoneView;
}

/** Whose telephone rings now and whose afterwards, and what is to be done. */
export function PhoneSteps({ call, phone }: PhoneStepsProps): JSX.Element {
  const { say } = useWords();
  const isFirst = phone.step === 'own-phone';
  return (
    <>
      {phone.steps && (
        <ol class="phone-steps">
          <OwnPhone number={phone.number} rings={isFirst} />
          <FarSide name={call.party.label} rings={!isFirst} />
        </ol>
      )}
      <Note kind="plain" icon="phone" title={say(isFirst ? 'phone.pick-up' : 'phone.keep')}>
        {say('phone.talk-there')}
      </Note>
    </>
  );
}

function OwnPhone({ number, rings }: { readonly number: string | null; readonly rings: boolean }): JSX.Element {
  const { say, sentence } = useWords();
  return (
    <li class="phone-step" {...(rings ? { 'aria-current': 'step' } : {})}>
      <Icon name={rings ? 'phone' : 'check'} />
      {number === null ? (
        <span>{say(rings ? 'phone.step-own' : 'phone.step-picked-up')}</span>
      ) : (
        <Sentence
          pieces={sentence(rings ? 'phone.step-own-number' : 'phone.step-picked-up-number', {
            number: { name: number },
          })}
          named={(name) => <bdi class="own-number numbers">{name}</bdi>}
        />
      )}
    </li>
  );
}

function FarSide({ name, rings }: { readonly name: string; readonly rings: boolean }): JSX.Element {
  const { sentence } = useWords();
  return (
    <li class="phone-step" {...(rings ? { 'aria-current': 'step' } : {})}>
      <Icon name="answer" />
      <Sentence pieces={sentence(rings ? 'phone.step-far-side-rings' : 'phone.step-far-side', { name: { name } })} />
    </li>
  );
}
