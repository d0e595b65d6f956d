import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Refusal } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Tile } from '../../components/tile.tsx';
import { dialProblemId } from '../../wording/dial-problems.ts';
import { useWords } from '../../wording/words-context.ts';
import { ComboInput } from '../dial/combo-input.tsx';
import { SuggestionList } from '../dial/suggestion-list.tsx';
import { useCombobox } from '../dial/use-combobox.ts';
import type { Suggesting } from '../dial/use-suggestions.ts';
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

export interface AddPersonPanelProps extends Pick<Suggesting, 'people' | 'ask'> {
  readonly callId: string;
  readonly act: Act;
}

/** Adds somebody by their name, number or address. What becomes of it is shown where those are who are there. */
export function AddPersonPanel({ callId, act, ask, people }: AddPersonPanelProps): JSX.Element {
  const { say } = useWords();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const box = useCombobox({ people, act, ask }, (to) => {
    if (to === '') return;
    void act({ type: 'add-person', callId, to }).then((result) => {
      setRefusal(result.ok ? null : result.refusal);
      if (result.ok) box.clear();
      field.current?.focus();
    });
  });
  const isBad = refusal !== null;
  return (
    <form
      class="add-person"
      aria-label={say('meeting.add-person')}
      onSubmit={(event) => {
        event.preventDefault();
        box.enter();
      }}
    >
      <div class={`field-box${isBad ? ' field-bad' : ''}`}>
        <ComboInput
          id={id}
          box={box}
          boxRef={field}
          name={say('meeting.add-field')}
          bad={isBad}
          {...(isBad ? { describedBy: `${id}-problem` } : {})}
          onType={() => setRefusal(null)}
        />
      </div>
      <Button label={say('meeting.add')} kind="standard" size="medium" submits />
      {box.shown.length > 0 && <SuggestionList suggestions={box.shown} active={box.active} onChoose={box.choose} />}
      <p class="unseen-text" aria-live="polite">
        {box.counted > 0 && say('dial.count', { count: box.counted })}
      </p>
      {refusal !== null && (
        <p class="field-error" id={`${id}-problem`} role="alert">
          {say(refusal === 'not-callable' ? dialProblemId(refusal) : 'meeting.added.failed')}
        </p>
      )}
    </form>
  );
}
