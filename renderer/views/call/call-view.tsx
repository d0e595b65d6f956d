import type { JSX } from 'preact';
import {
  type CallView as Call,
  type CallingView,
  type DevicesView,
  farParty,
  type PeopleSummary,
  type ShortcutView,
} from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Note } from '../../components/notes/note.tsx';
import { Notes } from '../../components/notes/notes.tsx';
import type { Loudness } from '../../hooks/use-levels.ts';
import { useWords } from '../../wording/words-context.ts';
import { AddPersonPanel, AddPersonTile } from './add-person.tsx';
import { CallHead } from './call-head.tsx';
import { CallPictures } from './call-pictures.tsx';
import { CallTiles } from './call-tiles.tsx';
import { DeviceRows } from './device-rows.tsx';
import { EndedCall } from './ended-call.tsx';
import { type HeldCall, HeldCalls } from './held-calls.tsx';
import { Keypad } from './keypad.tsx';
import { More } from './more.tsx';
import { MutedNote } from './muted-note.tsx';
import { OutgoingNotes } from './outgoing-notes.tsx';
import { PhoneCall } from './phone-call.tsx';
import type { PictureRoomProps } from './picture-room.tsx';
import { PressedThere } from './pressed-there.tsx';
import { useKeypad } from './use-keypad.ts';
import { usePanel } from './use-panel.ts';

export interface CallViewProps {
  readonly call: Call;
  /** When its state began, in terms of `performance.now()`. */
  readonly since: number;
  /** When the user put it on hold; null while they did not. */
  readonly heldSince: number | null;
  /** The others on hold. */
  readonly held: readonly HeldCall[];
  readonly devices: DevicesView;
  readonly shortcuts: readonly ShortcutView[];
  readonly loudness: Loudness;
  readonly calling: CallingView;
  readonly people: PeopleSummary;
  readonly act: Act;
  readonly ask: Ask;
  readonly room: PictureRoomProps;
}

/** The call one is in: who, how long, and what can be done. */
export function CallView(props: CallViewProps): JSX.Element {
  const { say } = useWords();
  const { call, since, heldSince, devices, loudness, calling, act, ask } = props;
  const { id: callId, state, muted, actions } = call;
  const panel = usePanel();
  const keypad = useKeypad(call, panel, act);
  if (state === 'ended') return <EndedCall call={call} calling={calling} act={act} />;
  const talking = heldSince === null ? farParty(call).label : null;
  const heldCalls = <HeldCalls held={props.held} talking={talking} act={act} />;
  if (call.phone !== null) {
    return (
      <>
        <PhoneCall call={call} phone={call.phone} since={since} heldSince={heldSince} act={act} />
        {heldCalls}
      </>
    );
  }
  const microphoneLost = call.notes.some(({ id, kind }) => id === 'microphone' && kind === 'warning');
  return (
    <>
      <CallHead call={call} since={since} heldSince={heldSince} />
      <OutgoingNotes call={call} />
      {muted && <MutedNote shortcuts={props.shortcuts} />}
      <Notes notes={call.notes} act={act} />
      {loudness.microphoneSilent && !muted && heldSince === null && !microphoneLost && (
        <Note kind="warning">{say('call.no-sound')}</Note>
      )}
      <CallPictures call={call} devices={devices} act={act} {...props.room} />
      <PressedThere tones={call.keypad.pressedThere} />
      <CallTiles
        call={call}
        keypad={keypad}
        panel={panel}
        offersVideo={calling.video}
        act={act}
        people={actions.includes('add-person') ? <AddPersonTile panel={panel} /> : null}
      />
      {keypad.open && <Keypad keypad={keypad} state={call.keypad.state} />}
      {panel.open === 'add-person' && <AddPersonPanel callId={callId} act={act} ask={ask} people={props.people} />}
      {panel.open === 'more' && <More call={call} act={act} ask={ask} />}
      <Button
        label={say('call.hang-up')}
        kind="hang-up"
        size="big"
        icon="hang-up"
        busy={state === 'ending'}
        off={!actions.includes('hang-up')}
        onPress={() => act({ type: 'hang-up', callId })}
      />
      <DeviceRows
        devices={devices}
        loudness={loudness}
        silent={muted || microphoneLost || heldSince !== null}
        act={act}
      />
      {heldCalls}
    </>
  );
}
