import type { JSX } from 'preact';
import type { PersonInMeetingAction, PersonInMeetingView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface PersonRowProps {
  readonly person: PersonInMeetingView;
  readonly waits: boolean;
  readonly onDo: (action: PersonInMeetingAction) => void;
  /** Asks before somebody is removed. */
  readonly onRemove: () => void;
  readonly act: Act;
  /** The one stop for Tab in the list. */
  readonly reached: boolean;
  readonly onReach: () => void;
}

/** Somebody in a meeting, and what may be done about them. */
export function PersonRow(props: PersonRowProps): JSX.Element {
  const { person, waits, onDo, reached, onReach } = props;
  const { party, line } = person;
  const open = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>('.menu-button')?.click();
  };
  return (
    <li class="person-row" tabIndex={reached ? 0 : -1} data-person onFocus={onReach} onKeyDown={open}>
      <Avatar initials={party.initials} name={party.label} size={36} />
      <span class="person-words">
        <bdi class="person-name">{party.label}</bdi>
        {line !== '' && <span class="person-line">{line}</span>}
      </span>
      {waits ? <Door person={person} onDo={onDo} /> : <Inside {...props} />}
    </li>
  );
}

function Door({ person, onDo }: Pick<PersonRowProps, 'person' | 'onDo'>): JSX.Element {
  const { say } = useWords();
  const name = person.party.label;
  return (
    <span class="person-ways">
      {person.actions.includes('admit') && (
        <Button
          label={say('meeting.admit')}
          name={say('meeting.admit-name', { name })}
          kind="standard"
          size="small"
          onPress={() => onDo('admit')}
        />
      )}
      {person.actions.includes('reject') && (
        <Button
          label={say('meeting.reject')}
          name={say('meeting.reject-name', { name })}
          kind="quiet"
          size="small"
          onPress={() => onDo('reject')}
        />
      )}
    </span>
  );
}

function Inside({ person, onDo, onRemove, act }: PersonRowProps): JSX.Element {
  const { say } = useWords();
  const { party, actions, muted, messageTo } = person;
  const name = party.label;
  const entries: MenuEntry[] = [];
  if (actions.includes('make-presenter'))
    entries.push({ label: say('meeting.make-presenter'), icon: 'star', onChoose: () => onDo('make-presenter') });
  if (actions.includes('make-attendee'))
    entries.push({ label: say('meeting.make-attendee'), icon: 'person', onChoose: () => onDo('make-attendee') });
  if (messageTo !== undefined) {
    const write = (): void => void act({ type: 'open-thread', to: messageTo });
    entries.push({ label: say('meeting.message'), icon: 'messages', onChoose: write });
  }
  if (actions.includes('remove')) entries.push({ label: say('meeting.remove'), icon: 'remove', onChoose: onRemove });
  const change = muted === true ? 'unmute' : 'mute';
  return (
    <span class="person-ways">
      {actions.includes(change) ? (
        <Button
          label={say(change === 'mute' ? 'meeting.mute-name' : 'meeting.unmute-name', { name })}
          kind="quiet"
          size="small"
          icon={muted === true ? 'microphone-off' : 'microphone'}
          iconOnly
          onPress={() => onDo(change)}
        />
      ) : (
        muted !== null && <Icon name={muted ? 'microphone-off' : 'microphone'} />
      )}
      {entries.length > 0 && (
        <Menu name={say('meeting.more-for', { name })} kind="row" entries={entries}>
          <Icon name="more" />
        </Menu>
      )}
    </span>
  );
}
