import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { farParty, type MeetingView } from '../../../preload/contract/index.ts';
import { Note } from '../../components/notes/note.tsx';
import { Notes } from '../../components/notes/notes.tsx';
import { Tile } from '../../components/tile.tsx';
import { useWords } from '../../wording/words-context.ts';
import { CallHead } from '../call/call-head.tsx';
import { CallPictures } from '../call/call-pictures.tsx';
import { CallTiles } from '../call/call-tiles.tsx';
import type { CallViewProps } from '../call/call-view.tsx';
import { CopyEntry } from '../call/copy-entry.tsx';
import { DeviceRows } from '../call/device-rows.tsx';
import { EndedCall } from '../call/ended-call.tsx';
import { HeldCalls } from '../call/held-calls.tsx';
import { Keypad } from '../call/keypad.tsx';
import { MoreEntry } from '../call/more-entry.tsx';
import { MutedNote } from '../call/muted-note.tsx';
import { SoundDetails } from '../call/sound-details.tsx';
import { useKeypad } from '../call/use-keypad.ts';
import { usePanel } from '../call/use-panel.ts';
import { DialIn } from './dial-in.tsx';
import { LeaveButton } from './leave-button.tsx';
import { PeoplePane } from './people-pane.tsx';

export interface MeetingCallProps extends CallViewProps {
  readonly meeting: MeetingView;
  /** The pane beside it opens, or closes. */
  readonly onPane: (open: boolean) => void;
}

/** A meeting in the call window: the controls of a call, and who is in it beside them. */
export function MeetingCall(props: MeetingCallProps): JSX.Element {
  const { say } = useWords();
  const { call, meeting, since, heldSince, devices, loudness, calling, people: known, act, ask, onPane } = props;
  const panel = usePanel();
  const keypad = useKeypad(call, panel, act);
  const [people, setPeople] = useState(false);
  const shows = people && meeting.stage === 'in';
  useEffect(() => onPane(shows), [shows]);
  useEffect(() => () => onPane(false), []);
  if (call.state === 'ended') return <EndedCall call={call} calling={calling} act={act} />;
  const isMutedThere = call.notes.some(({ id }) => id === 'muted-there');
  const microphoneLost = call.notes.some(({ id, kind }) => id === 'microphone' && kind === 'warning');
  const isHeard = meeting.stage === 'in' && meeting.sound && heldSince === null;
  return (
    <div class={`meeting${shows ? ' meeting-open' : ''}`}>
      <div class="meeting-main">
        <CallHead call={call} since={since} heldSince={heldSince} />
        {call.muted && !isMutedThere && <MutedNote shortcuts={props.shortcuts} />}
        <Notes notes={call.notes} act={act} />
        {isHeard && loudness.microphoneSilent && !call.muted && !microphoneLost && (
          <Note kind="warning">{say('call.no-sound')}</Note>
        )}
        <CallPictures call={call} devices={devices} act={act} {...props.room} />
        <CallTiles
          {...{ call, keypad, panel, act }}
          offersVideo={calling.video}
          people={<PeopleTile meeting={meeting} on={shows} onPress={() => setPeople(!people)} />}
        />
        {keypad.open && <Keypad keypad={keypad} state={call.keypad.state} />}
        {panel.open === 'more' && (
          <fieldset class="more" aria-label={say('call.more')}>
            {meeting.link !== null && <CopyEntry label={say('meeting.copy-link')} text={meeting.link} />}
            {meeting.dialIn !== null && <DialIn dialIn={meeting.dialIn} />}
            {meeting.actions.includes('join-by-phone') && (
              <MoreEntry
                icon="phone"
                label={say('meeting.join-by-phone')}
                onPress={() => act({ type: 'join-by-phone', callId: call.id })}
              />
            )}
            <SoundDetails call={call} ask={ask} />
          </fieldset>
        )}
        <LeaveButton call={call} meeting={meeting} act={act} />
        <DeviceRows devices={devices} loudness={loudness} silent={call.muted || !isHeard || microphoneLost} act={act} />
        <HeldCalls held={props.held} talking={heldSince === null ? farParty(call).label : null} act={act} />
      </div>
      {shows && (
        <PeoplePane callId={call.id} {...{ meeting, act, ask, people: known }} onClose={() => setPeople(false)} />
      )}
    </div>
  );
}

interface PeopleTileProps {
  readonly meeting: MeetingView;
  readonly on: boolean;
  readonly onPress: () => void;
}

/** Before the user is in, nobody is told who is. */
function PeopleTile({ meeting, on, onPress }: PeopleTileProps): JSX.Element {
  const { say } = useWords();
  const isIn = meeting.stage === 'in';
  return (
    <Tile
      label={isIn ? say('meeting.people-tile', { count: meeting.count }) : say('meeting.people')}
      icon="people"
      on={on}
      expanded={on}
      {...(isIn ? {} : { offBecause: say('meeting.people-later') })}
      onPress={onPress}
    />
  );
}
