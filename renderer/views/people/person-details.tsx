import type { JSX } from 'preact';
import type { PersonDetails as Details, PersonAction, PersonView } from '../../../preload/contract/index.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import type { IconName } from '../../components/icons/icon-paths.ts';
import { Note } from '../../components/notes/note.tsx';
import type { Dial } from '../../hooks/use-dial.ts';
import { dialProblemId } from '../../wording/dial-problems.ts';
import { isLongName } from '../../wording/party.ts';
import { useWords } from '../../wording/words-context.ts';
import { CallOtherwise } from '../dial/call-otherwise.tsx';
import { PersonFacts } from './person-facts.tsx';
import { PersonNumbers } from './person-numbers.tsx';

export interface PersonDetailsProps {
  readonly details: Details;
  /** Why a call was refused. */
  readonly problem: Dial['problem'];
  /** The server did not take a change of the contact list. */
  readonly notTaken: boolean;
  /** Calls what it is given; null where that is not possible. */
  readonly onCall: ((to: string) => void) | null;
  /** The same with the user's picture. */
  readonly onCallWithVideo: ((to: string) => void) | null;
  /** Writes to an address; null where the server takes no messages. */
  readonly onWrite: ((to: string) => void) | null;
  readonly onChange: (action: PersonAction) => void;
}

/** All that is known of somebody, each way to reach them, and where they stand in the contact list. */
export function PersonDetails(props: PersonDetailsProps): JSX.Element {
  const { details, problem, notTaken, onCall } = props;
  const { say } = useWords();
  const { person, note, isOutOfOffice } = details;
  const { label, presence } = person;
  return (
    <>
      <PersonHead person={person} />
      <PersonActions {...props} />
      {problem?.from === 'details' && <Note kind="error">{say(dialProblemId(problem.refusal))}</Note>}
      {notTaken && (
        <Note kind="error" title={say('people.not-taken.title')}>
          {say('people.not-taken.help')}
        </Note>
      )}
      {presence.inCall === true && <Note kind="warning">{say('people.in-call', { name: label })}</Note>}
      {note !== null && (
        <Note kind="plain" {...(isOutOfOffice ? { title: say('people.out-of-office') } : {})}>
          <bdi class="selectable">{note}</bdi>
        </Note>
      )}
      <PersonNumbers person={person} onCall={onCall} />
      <PersonFacts details={details} />
    </>
  );
}

function PersonHead({ person }: { readonly person: PersonView }): JSX.Element {
  const { say } = useWords();
  const { label, initials, photo, presence, outside } = person;
  return (
    <header class="details-head">
      <Avatar initials={initials} name={label} size={56} photo={photo} presence={presence.dot} />
      <div class="details-words">
        <h2 class={`section details-name${isLongName(label) ? ' details-long' : ''}`}>
          <bdi class="selectable">{label}</bdi>
        </h2>
        <p class="details-kind">
          <bdi>{presence.text}</bdi>
        </p>
        {outside === true && (
          <span class="outside">
            <Icon name="warning" size="small" />
            {say('party.outside')}
          </span>
        )}
      </div>
    </header>
  );
}

/** What a person is called at first: their address, which reaches them wherever they are, else their first number. */
export function reachOf({ address, numbers }: PersonView): string | null {
  return address ?? numbers[0]?.text ?? null;
}

/** A star alone says enough; who is a favourite has a full one. */
function iconFor(action: PersonAction): { readonly icon?: IconName; readonly iconOnly?: true } {
  if (action === 'add-favourite') return { icon: 'star', iconOnly: true };
  return action === 'remove-favourite' ? { icon: 'star-full', iconOnly: true } : {};
}

type ActionsProps = Pick<PersonDetailsProps, 'details' | 'onCall' | 'onCallWithVideo' | 'onWrite' | 'onChange'>;

function PersonActions({ details, onCall, onCallWithVideo, onWrite, onChange }: ActionsProps): JSX.Element | null {
  const { say } = useWords();
  const { person, actions } = details;
  const to = reachOf(person);
  const isCalled = onCall !== null && to !== null;
  const { address } = person;
  const toAddress = (way: ((to: string) => void) | null) =>
    way === null || address === null ? null : () => way(address);
  const write = toAddress(onWrite);
  if (!isCalled && write === null && actions.length === 0) return null;
  return (
    <div class="details-actions">
      {isCalled && (
        <Button label={say('dial.call')} kind="primary" size="medium" icon="answer" onPress={() => onCall(to)} />
      )}
      <CallOtherwise onWithVideo={toAddress(onCallWithVideo)} onByPhone={null} size="medium" />
      {write !== null && (
        <Button label={say('people.message')} kind="standard" size="medium" icon="messages" onPress={write} />
      )}
      {actions.map((action) => (
        <Button
          key={action}
          label={say(`people.${action}`)}
          kind="standard"
          size="medium"
          {...iconFor(action)}
          onPress={() => onChange(action)}
        />
      ))}
    </div>
  );
}
