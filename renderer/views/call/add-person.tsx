import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { longestDialled, type Refusal } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Tile } from '../../components/tile.tsx';
import { dialProblemId } from '../../wording/dial-problems.ts';
import { useWords } from '../../wording/words-context.ts';
import type { Panel } from './use-panel.ts';

/** Opens the box in which somebody is added to a call. */
export function AddPersonTile({ panel }: { readonly panel: Panel }): JSX.Element {
  const { say } = useWords();
  const open = panel.open === 'add-person';
  return (
    <Tile
      label={say('meeting.add-person')}
      icon="person-add"
      on={open}
      expanded={open}
      onPress={() => panel.toggle('add-person')}
    />
  );
}

export interface AddPersonPanelProps {
  readonly callId: string;
  readonly act: Act;
}

/** Adds somebody by their number or address. What becomes of it is shown where those are who are there. */
export function AddPersonPanel({ callId, act }: AddPersonPanelProps): JSX.Element {
  const { say } = useWords();
  const [to, setTo] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const add = (): void => {
    if (to.trim() === '') return;
    void act({ type: 'add-person', callId, to }).then((result) => {
      setRefusal(result.ok ? null : result.refusal);
      if (result.ok) setTo('');
      field.current?.focus();
    });
  };
  return (
    <form
      class="add-person"
      aria-label={say('meeting.add-person')}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div class={`field-box${refusal === null ? '' : ' field-bad'}`}>
        <input
          ref={field}
          id={id}
          class="field-input"
          dir="auto"
          type="text"
          aria-label={say('meeting.add-field')}
          placeholder={say('meeting.add-field')}
          value={to}
          maxLength={longestDialled}
          spellcheck={false}
          autocapitalize="none"
          autocomplete="off"
          {...(refusal === null ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-problem` })}
          onInput={(event) => {
            setTo(event.currentTarget.value);
            setRefusal(null);
          }}
        />
      </div>
      <Button label={say('meeting.add')} kind="standard" size="medium" submits />
      {refusal !== null && (
        <p class="field-error" id={`${id}-problem`} role="alert">
          {say(refusal === 'not-callable' ? dialProblemId(refusal) : 'meeting.added.failed')}
        </p>
      )}
    </form>
  );
}
