import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import {
  longestMeetingSubject,
  type MeetingPlan,
  type MeetingSwitch,
  type MeetingsView,
  type Refusal,
} from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { CheckBox } from '../../components/form/check-box.tsx';
import { Field } from '../../components/form/field.tsx';
import { Picker } from '../../components/form/picker.tsx';
import { Note } from '../../components/notes/note.tsx';
import { useWords } from '../../wording/words-context.ts';
import { MeetingDialog } from './meeting-dialog.tsx';
import { meetingProblemId } from './meeting-problem.ts';

export interface NewMeetingProps {
  readonly meetings: MeetingsView;
  readonly act: Act;
  readonly onDone: () => void;
}

/** Begins a meeting of the user's own; what may be chosen for it is there where the server says so. */
export function NewMeeting({ meetings, act, onDone }: NewMeetingProps): JSX.Element {
  const { say } = useWords();
  const [about, setAbout] = useState('');
  const [chosen, setChosen] = useState<MeetingPlan>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const hintOf = ({ locked }: MeetingSwitch, hint: string): string => (locked ? say('settings.locked') : hint);
  const choose = (choice: MeetingPlan): void => setChosen({ ...chosen, ...choice });
  const start = (): void => {
    const subject = about.trim().slice(0, longestMeetingSubject);
    void act({ type: 'start-meeting', about: subject, ...chosen }).then((result) => {
      if (result.ok) onDone();
      else setRefusal(result.refusal);
    });
  };
  return (
    <MeetingDialog
      id="new-meeting-title"
      title={say('meeting.start')}
      yes={say('meeting.new-yes')}
      onYes={start}
      onDone={onDone}
    >
      <Field
        id="meeting-about"
        label={say('meeting.new-about')}
        value={about}
        bad={refusal !== null}
        error={refusal === null ? null : say(meetingProblemId(refusal))}
        onInput={(value) => {
          setAbout(value);
          setRefusal(null);
        }}
      />
      {meetings.access !== null && (
        <Choice
          id="meeting-access"
          label={say('meeting.access')}
          values={meetings.access.values}
          chosen={chosen.access ?? meetings.access.usual}
          nameOf={(value) => say(`meeting.access.${value}`)}
          onChoose={(access) => choose({ access })}
        />
      )}
      {meetings.leaders !== null && (
        <Choice
          id="meeting-leaders"
          label={say('meeting.leaders')}
          values={meetings.leaders.values}
          chosen={chosen.leaders ?? meetings.leaders.usual}
          nameOf={(value) => say(`meeting.leaders.${value}`)}
          onChoose={(leaders) => choose({ leaders })}
        />
      )}
      {meetings.announce !== null && (
        <CheckBox
          id="meeting-announce"
          label={say('meeting.announce')}
          hint={hintOf(meetings.announce, say('meeting.announce-hint'))}
          checked={chosen.announce ?? meetings.announce.usual}
          disabled={meetings.announce.locked}
          onChange={(announce) => choose({ announce })}
        />
      )}
      {meetings.phonesPass !== null && (
        <CheckBox
          id="meeting-phones-pass"
          label={say('meeting.phones-pass')}
          hint={hintOf(meetings.phonesPass, say('meeting.phones-pass-hint'))}
          checked={chosen.phonesPass ?? meetings.phonesPass.usual}
          disabled={meetings.phonesPass.locked}
          onChange={(phonesPass) => choose({ phonesPass })}
        />
      )}
      {meetings.silent && <Note kind="info">{say('meeting.silent')}</Note>}
      {meetings.mostPeople !== null && (
        <p class="field-hint">{say('meeting.most-people', { count: meetings.mostPeople })}</p>
      )}
    </MeetingDialog>
  );
}

interface ChoiceProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly values: readonly Value[];
  readonly chosen: Value;
  readonly nameOf: (value: Value) => string;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string>(props: ChoiceProps<Value>): JSX.Element {
  const { id, label, values, chosen, nameOf, onChoose } = props;
  const choices = values.map((value) => ({ id: value, label: nameOf(value) }));
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>{label}</label>
      </div>
      <Picker
        id={id}
        look="box"
        choices={choices}
        chosen={choices.find((one) => one.id === chosen) ?? null}
        onChoose={(wanted) => {
          const value = values.find((one) => one === wanted);
          if (value !== undefined) onChoose(value);
        }}
      />
    </div>
  );
}
