import type { JSX } from 'preact';
import type { PeopleSummary } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Note } from '../../components/notes/note.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface PeopleNotesProps {
  readonly people: PeopleSummary;
  /** Something is searched for. */
  readonly isSearch: boolean;
  readonly act: Act;
}

/** What cannot be had of contacts and directory, and what can be done about it. */
export function PeopleNotes({ people: { state, directory }, isSearch, act }: PeopleNotesProps): JSX.Element {
  const { say } = useWords();
  const again = (
    <div class="note-action">
      <Button
        label={say('people.try-again')}
        kind="standard"
        size="small"
        onPress={() => act({ type: 'read-contacts-again' })}
      />
    </div>
  );
  const searched = isSearch ? directory.state : 'idle';
  return (
    <div class="notes" aria-live="polite">
      {state === 'unavailable' && (
        <Note kind="error" title={say('people.unavailable')}>
          {again}
        </Note>
      )}
      {state === 'partial' && (
        <Note kind="warning" title={say('people.partial')}>
          {again}
        </Note>
      )}
      {searched === 'unreachable' && (
        <Note kind="warning" title={say('people.directory.unreachable')}>
          {say('people.directory.still-here')}
        </Note>
      )}
      {searched === 'refused' && (
        <Note kind="info" title={say('people.directory.refused')}>
          {say('people.directory.still-here')}
        </Note>
      )}
    </div>
  );
}
