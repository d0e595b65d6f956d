import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import {
  longestMeetingAddress,
  type MeetingsView,
  type PlannedMeetingView,
  type Refusal,
} from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/form/field.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { useWords } from '../../wording/words-context.ts';
import { MeetingDialog } from './meeting-dialog.tsx';
import { meetingProblemId } from './meeting-problem.ts';
import { NewMeeting } from './new-meeting.tsx';

export interface JoinMeetingProps {
  readonly meetings: MeetingsView;
  readonly act: Act;
}

/** The ways into a meeting that nobody asks the user to, in a menu; each is there where the server lets the user. */
export function JoinMeeting({ meetings, act }: JoinMeetingProps): JSX.Element | null {
  const { say } = useWords();
  const [asking, setAsking] = useState<'join' | 'new' | null>(null);
  if (!meetings.join && !meetings.start) return null;
  const open = (what: 'join' | 'new') => () => {
    // No event tells of them.
    void act({ type: 'look-at-meetings' });
    setAsking(what);
  };
  const entries: readonly MenuEntry[] = [
    ...(meetings.join ? [{ label: say('meeting.join'), icon: 'people', onChoose: open('join') } as const] : []),
    ...(meetings.start ? [{ label: say('meeting.start'), icon: 'person-add', onChoose: open('new') } as const] : []),
  ];
  return (
    <div class="join-meeting">
      <Menu name={say('meeting.ways')} kind="bar" entries={entries}>
        <Icon name="people" />
        <span class="menu-title">{say('meeting.ways')}</span>
        <Icon name="chevron-down" size="small" />
      </Menu>
      {asking === 'join' && <AskAddress planned={meetings.planned} act={act} onDone={() => setAsking(null)} />}
      {asking === 'new' && <NewMeeting meetings={meetings} act={act} onDone={() => setAsking(null)} />}
    </div>
  );
}

interface AskAddressProps {
  readonly planned: readonly PlannedMeetingView[];
  readonly act: Act;
  readonly onDone: () => void;
}

/** Asks for the address of a meeting, and joins it. Nothing is opened in a browser, and nothing is asked there. */
function AskAddress({ planned, act, onDone }: AskAddressProps): JSX.Element {
  const { say } = useWords();
  const [address, setAddress] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const join = (typed: string): void => {
    const text = typed.trim().slice(0, longestMeetingAddress);
    void act({ type: 'join-meeting', address: text }).then((result) => {
      if (result.ok) onDone();
      else setRefusal(result.refusal);
    });
  };
  return (
    <MeetingDialog
      id="join-title"
      title={say('meeting.join-title')}
      yes={say('meeting.join-yes')}
      onYes={() => join(address)}
      onDone={onDone}
    >
      <Field
        id="meeting-address"
        label={say('meeting.join-field')}
        value={address}
        bad={refusal !== null}
        error={refusal === null ? null : say(meetingProblemId(refusal))}
        hint={say('meeting.join-hint')}
        onInput={(value) => {
          setAddress(value);
          setRefusal(null);
        }}
      />
      {planned.length > 0 && <Planned planned={planned} onJoin={join} />}
    </MeetingDialog>
  );
}

interface PlannedProps {
  readonly planned: readonly PlannedMeetingView[];
  readonly onJoin: (address: string) => void;
}

/** Those that the user has planned, or has for good. */
function Planned({ planned, onJoin }: PlannedProps): JSX.Element {
  const { say } = useWords();
  return (
    <div class="planned">
      <h3 class="people-group-name" id="planned-meetings">
        {say('meeting.planned')}
      </h3>
      <ul class="planned-list" aria-labelledby="planned-meetings">
        {planned.map(({ id, title, address }) => (
          <li key={id} class="planned-meeting">
            <bdi class="cut">{title}</bdi>
            <Button
              label={say('meeting.join-yes')}
              name={say('meeting.planned-join', { title })}
              kind="link"
              size="small"
              onPress={() => onJoin(address)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
