import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type {
  AddedView,
  MeetingView,
  PersonInMeetingAction,
  PersonInMeetingView,
} from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Question } from '../../components/notes/question.tsx';
import { useWords } from '../../wording/words-context.ts';
import { AddPersonPanel, type AddPersonPanelProps } from '../call/add-person.tsx';
import { PersonRow } from './person-row.tsx';

export interface PeoplePaneProps extends Pick<AddPersonPanelProps, 'people' | 'ask'> {
  readonly callId: string;
  readonly meeting: MeetingView;
  readonly act: Act;
  readonly onClose: () => void;
}

/** Who is in the meeting, who waits, and who is being added. */
export function PeoplePane({ callId, meeting, act, onClose, ...known }: PeoplePaneProps): JSX.Element {
  const { say } = useWords();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<PersonInMeetingView | null>(null);
  const [reached, setReached] = useState<string | null>(null);
  const pane = useRef<HTMLElement>(null);
  const { lobby, presenters, attendees, added, actions } = meeting;
  const all = [...lobby, ...presenters, ...attendees];
  const stop = all.some(({ id }) => id === reached) ? reached : (all[0]?.id ?? null);
  const moderate = (personId: string, action: PersonInMeetingAction): void =>
    void act({ type: 'moderate', callId, personId, action });
  const groupOf = (id: PeopleGroupProps['id'], people: readonly PersonInMeetingView[]): JSX.Element | null =>
    people.length === 0 ? null : (
      <PeopleGroup
        {...{ id, people, act, onReach: setReached, reached: stop, onRemove: setLeaving }}
        onDo={moderate}
        {...(id === 'lobby' && actions.includes('admit-all') && people.length > 1
          ? { onAdmitAll: () => void act({ type: 'admit-all', callId }) }
          : {})}
      />
    );
  // Nobody says who leads: they are one group.
  const knowsRoles = presenters.length > 0;
  return (
    <section
      ref={pane}
      class="people-pane"
      aria-label={say('meeting.people')}
      onKeyDown={(event) => moveInList(event, pane.current)}
    >
      <header class="people-head">
        <Button label={say('meeting.back')} kind="quiet" size="small" icon="back" iconOnly onPress={onClose} />
        <h2 class="section">{say('meeting.people')}</h2>
        <span class="people-ways">
          {actions.includes('add-person') && (
            <Button
              label={say('meeting.add-person')}
              kind="standard"
              size="small"
              icon="person-add"
              onPress={() => setAdding(!adding)}
            />
          )}
          {actions.includes('mute-all') && (
            <Button
              label={say('meeting.mute-all')}
              kind="standard"
              size="small"
              icon="microphone-off"
              onPress={() => void act({ type: 'mute-all', callId })}
            />
          )}
          {(['keep-muted', 'let-speak'] as const).map(
            (action) =>
              actions.includes(action) && (
                <Button
                  key={action}
                  label={say(`meeting.${action}`)}
                  kind="standard"
                  size="small"
                  icon={action === 'keep-muted' ? 'lock' : 'microphone'}
                  onPress={() => void act({ type: 'keep-muted', callId, muted: action === 'keep-muted' })}
                />
              ),
          )}
        </span>
      </header>
      {adding && actions.includes('add-person') && <AddPersonPanel callId={callId} act={act} {...known} />}
      {groupOf('lobby', lobby)}
      {added.length > 0 && <BeingAdded callId={callId} added={added} act={act} />}
      {groupOf('presenters', presenters)}
      {groupOf(knowsRoles ? 'attendees' : 'people', attendees)}
      {leaving !== null && (
        <Question
          title={say('meeting.remove-question.title', { name: leaving.party.label })}
          help={say('meeting.remove-question.help')}
          yes={say('meeting.remove-question.yes')}
          no={say('meeting.remove-question.no')}
          onYes={() => {
            moderate(leaving.id, 'remove');
            setLeaving(null);
          }}
          onNo={() => setLeaving(null)}
        />
      )}
    </section>
  );
}

interface PeopleGroupProps {
  readonly id: 'lobby' | 'presenters' | 'attendees' | 'people';
  readonly people: readonly PersonInMeetingView[];
  readonly act: Act;
  readonly reached: string | null;
  readonly onReach: (personId: string) => void;
  readonly onDo: (personId: string, action: PersonInMeetingAction) => void;
  readonly onRemove: (person: PersonInMeetingView) => void;
  readonly onAdmitAll?: () => void;
}

function PeopleGroup(props: PeopleGroupProps): JSX.Element {
  const { say } = useWords();
  const { id, people, act, reached, onReach, onDo, onRemove, onAdmitAll } = props;
  const headId = `people-${id}`;
  return (
    <div class="people-group">
      <div class="people-group-head">
        <h3 class="people-group-name" id={headId}>
          {say(`meeting.${id}-group`, { count: people.length })}
        </h3>
        {onAdmitAll !== undefined && (
          <Button label={say('meeting.admit-all')} kind="link" size="small" onPress={onAdmitAll} />
        )}
      </div>
      <ul class="people-list" aria-labelledby={headId}>
        {people.map((person) => (
          <PersonRow
            key={person.id}
            {...{ person, act, waits: id === 'lobby', reached: person.id === reached }}
            onReach={() => onReach(person.id)}
            onDo={(action) => onDo(person.id, action)}
            onRemove={() => onRemove(person)}
          />
        ))}
      </ul>
    </div>
  );
}

interface BeingAddedProps extends Pick<PeoplePaneProps, 'callId' | 'act'> {
  readonly added: readonly AddedView[];
}

/** Who is not there yet can be taken back where the server lets the user. */
function BeingAdded({ callId, added, act }: BeingAddedProps): JSX.Element {
  const { say } = useWords();
  return (
    <div class="people-group">
      <h3 class="people-group-name" id="people-added">
        {say('meeting.added-group', { count: added.length })}
      </h3>
      <ul class="people-list" aria-labelledby="people-added">
        {added.map(({ id, label, line, failed, cancel }) => (
          <li key={id} class="person-row">
            <Avatar initials="" name={label} size={36} />
            <span class="person-words">
              <bdi class="person-name">{label}</bdi>
              <span class={failed ? 'person-line person-failed' : 'person-line'} role="status">
                {line}
              </span>
            </span>
            {cancel && (
              <Button
                label={say('meeting.added.cancel')}
                name={say('meeting.added.cancel-name', { name: label })}
                kind="link"
                size="small"
                onPress={() => void act({ type: 'cancel-adding', callId, addedId: id })}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Arrows, Home and End go from one person to the next, across the groups. */
function moveInList(event: KeyboardEvent, pane: HTMLElement | null): void {
  const rows = [...(pane?.querySelectorAll<HTMLElement>('[data-person]') ?? [])];
  const at = rows.indexOf(event.target as HTMLElement);
  if (at < 0) return;
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows.length - 1,
  };
  const to = rows[places[event.key] ?? -1];
  if (to === undefined) return;
  to.focus();
  event.preventDefault();
}
