import type { JSX, RefObject } from 'preact';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';
import { PersonDetails, type PersonDetailsProps } from './person-details.tsx';

export interface PersonPaneProps extends PersonDetailsProps {
  readonly backRef: RefObject<HTMLDivElement | null>;
  /** Back to the list, where the window has room for one of the two. */
  readonly onBack: () => void;
}

/** The details of the chosen one, beside the list or in its place. */
export function PersonPane({ backRef, onBack, ...details }: PersonPaneProps): JSX.Element {
  const { say } = useWords();
  return (
    <aside
      class="details"
      aria-label={say('people.details')}
      data-pane
      onKeyDown={(event) => {
        if (event.key === 'Escape') onBack();
      }}
    >
      <div class="details-back" ref={backRef}>
        <Button label={say('calls.back')} kind="quiet" size="small" icon="back" onPress={onBack} />
      </div>
      <PersonDetails key={details.details.person.id} {...details} />
    </aside>
  );
}
