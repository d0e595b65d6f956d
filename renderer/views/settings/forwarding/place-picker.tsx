import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CommandResult, RoutingPlaceView, RoutingWayView } from '../../../../preload/contract/index.ts';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/form/field.tsx';
import { Picker } from '../../../components/form/picker.tsx';
import { useWords } from '../../../wording/words-context.ts';

/** Names the line of the list that lets a number be typed; no place is called so. */
const typed = 'number';

export interface PlacePickerProps {
  readonly id: string;
  /** What is chosen. */
  readonly name: string;
  readonly way: RoutingWayView;
  /** A line before the places, such as that there is none. */
  readonly before?: RoutingPlaceView;
  readonly describedBy?: string;
  readonly onChoose: (to: string) => Promise<CommandResult>;
}

/** Where calls go: one of the places that the server offers, or a number that is typed. */
export function PlacePicker({ id, name, way, before, describedBy, onChoose }: PlacePickerProps): JSX.Element {
  const { say } = useWords();
  const [typing, setTyping] = useState(false);
  const other = { id: typed, label: say('forwarding.number') };
  const choices = [...(before === undefined ? [] : [before]), ...way.places, ...(way.takesNumber ? [other] : [])];
  const chosen = typing ? other : (way.chosen ?? before ?? null);
  return (
    <div class="place">
      <Picker
        id={id}
        name={name}
        look="box"
        choices={choices}
        chosen={chosen}
        empty={say('forwarding.choose')}
        {...(describedBy === undefined ? {} : { describedBy })}
        onChoose={(choice) => {
          setTyping(choice === typed);
          if (choice !== typed) void onChoose(choice);
        }}
      />
      {typing && <NumberEntry id={`${id}-number`} onSet={onChoose} onDone={() => setTyping(false)} />}
    </div>
  );
}

interface NumberEntryProps {
  readonly id: string;
  readonly onSet: (to: string) => Promise<CommandResult>;
  readonly onDone: () => void;
}

/** A number or an address, as people write them. */
function NumberEntry({ id, onSet, onDone }: NumberEntryProps): JSX.Element {
  const { say } = useWords();
  const [text, setText] = useState('');
  const [bad, setBad] = useState(false);
  const set = async (): Promise<void> => {
    const result = await onSet(text);
    if (result.ok || result.refusal !== 'not-callable') onDone();
    else setBad(true);
  };
  return (
    <form
      class="place-number"
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      <Field
        id={id}
        label={say('forwarding.number')}
        value={text}
        bad={bad}
        error={bad ? say('forwarding.bad-number') : null}
        onInput={(next) => {
          setText(next);
          setBad(false);
        }}
        end={<Button label={say('forwarding.set')} kind="quiet" size="small" submits off={text.trim() === ''} />}
      />
    </form>
  );
}
