import type { JSX } from 'preact';
import { Picker } from '../../../components/form/picker.tsx';
import { useWords } from '../../../wording/words-context.ts';

export interface DelayPickerProps {
  readonly id: string;
  readonly name: string;
  /** Those that there are, in seconds. */
  readonly delays: readonly number[];
  readonly afterS: number;
  readonly onChoose: (seconds: number) => void;
}

/** After how many seconds. */
export function DelayPicker({ id, name, delays, afterS, onChoose }: DelayPickerProps): JSX.Element {
  const { say } = useWords();
  const choiceOf = (seconds: number) => ({ id: String(seconds), label: say('forwarding.after', { seconds }) });
  return (
    <Picker
      id={id}
      name={name}
      look="box"
      choices={delays.map(choiceOf)}
      chosen={choiceOf(afterS)}
      onChoose={(seconds) => onChoose(Number(seconds))}
    />
  );
}
