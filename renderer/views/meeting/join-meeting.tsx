import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  longestMeetingAddress,
  type MeetingsView,
  type MessageId,
  type Refusal,
} from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/form/field.tsx';
import { Icon } from '../../components/icons/icon.tsx';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface JoinMeetingProps {
  readonly meetings: MeetingsView;
  readonly act: Act;
}

/** The ways into a meeting that nobody asks the user to, in a menu; each is there where the server lets the user. */
export function JoinMeeting({ meetings, act }: JoinMeetingProps): JSX.Element | null {
  const { say } = useWords();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  if (!meetings.join && !meetings.start) return null;
  const start = (): void =>
    void act({ type: 'start-meeting', about: '' }).then((result) => setRefusal(result.ok ? null : result.refusal));
  const join = (): void => {
    setRefusal(null);
    setAsking(true);
  };
  const entries: readonly MenuEntry[] = [
    ...(meetings.join ? [{ label: say('meeting.join'), icon: 'people', onChoose: join } as const] : []),
    ...(meetings.start ? [{ label: say('meeting.start'), icon: 'person-add', onChoose: start } as const] : []),
  ];
  return (
    <div class="join-meeting">
      <Menu name={say('meeting.ways')} kind="bar" entries={entries}>
        <Icon name="people" />
        <span class="menu-title">{say('meeting.ways')}</span>
        <Icon name="chevron-down" size="small" />
      </Menu>
      {refusal !== null && (
        <p class="field-error" role="alert">
          {say(problemId(refusal))}
        </p>
      )}
      {asking && <AskAddress act={act} onDone={() => setAsking(false)} />}
    </div>
  );
}

type Problem = MessageId & ('meeting.not-a-meeting' | 'meeting.already-there' | 'meeting.not-joined-now');

function problemId(refusal: Refusal): Problem {
  if (refusal === 'not-a-meeting' || refusal === 'invalid') return 'meeting.not-a-meeting';
  return refusal === 'repeated' ? 'meeting.already-there' : 'meeting.not-joined-now';
}

/** Asks for the address of a meeting, and joins it. Nothing is opened in a browser, and nothing is asked there. */
function AskAddress({ act, onDone }: { readonly act: Act; readonly onDone: () => void }): JSX.Element {
  const { say } = useWords();
  const [address, setAddress] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    element?.querySelector('input')?.focus();
    return () => element?.close();
  }, []);
  const join = (): void => {
    const text = address.trim().slice(0, longestMeetingAddress);
    void act({ type: 'join-meeting', address: text }).then((result) => {
      if (result.ok) onDone();
      else setRefusal(result.refusal);
    });
  };
  return (
    <dialog
      ref={dialog}
      class="question"
      aria-labelledby="join-title"
      onCancel={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <form
        class="join-form"
        onSubmit={(event) => {
          event.preventDefault();
          join();
        }}
      >
        <h2 class="section" id="join-title">
          {say('meeting.join-title')}
        </h2>
        <Field
          id="meeting-address"
          label={say('meeting.join-field')}
          value={address}
          bad={refusal !== null}
          error={refusal === null ? null : say(problemId(refusal))}
          hint={say('meeting.join-hint')}
          onInput={(value) => {
            setAddress(value);
            setRefusal(null);
          }}
        />
        <div class="question-answers">
          <Button label={say('meeting.join-yes')} kind="primary" submits />
          <Button label={say('call.cancel-preview')} kind="standard" onPress={onDone} />
        </div>
      </form>
    </dialog>
  );
}
