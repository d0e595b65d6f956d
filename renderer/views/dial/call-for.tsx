import type { JSX } from 'preact';
import type { DelegatorView } from '../../../preload/contract/index.ts';
import { Picker } from '../../components/form/picker.tsx';
import { useWords } from '../../wording/words-context.ts';

/** The choice that is no delegator. */
export const myself = '';

export interface CallForProps {
  readonly delegators: readonly DelegatorView[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** For whom one calls: oneself, or who lets the user call for them. Not there where nobody does. */
export function CallFor({ delegators, chosen, onChoose }: CallForProps): JSX.Element | null {
  const { say } = useWords();
  if (delegators.length === 0) return null;
  const choices = [
    { id: myself, label: say('dial.for-myself') },
    ...delegators.map(({ id, party }) => ({ id, label: say('dial.for', { name: party.label }) })),
  ];
  return (
    <Picker
      id="dial-for"
      name={say('dial.made-for')}
      look="quiet"
      choices={choices}
      chosen={choices.find(({ id }) => id === chosen) ?? choices[0] ?? null}
      onChoose={onChoose}
    />
  );
}
