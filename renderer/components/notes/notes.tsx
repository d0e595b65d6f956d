import type { JSX } from 'preact';
import type { NoteView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../button.tsx';
import { Note } from './note.tsx';

/** What the user should know, of the app or of a call. News are read out when they come. */
export function Notes({ notes, act }: { readonly notes: readonly NoteView[]; readonly act: Act }): JSX.Element {
  return (
    <div class="notes" aria-live="polite">
      {notes.map(({ id, kind, title, help, action }) => (
        <Note key={id} kind={kind} title={title}>
          {help === '' ? undefined : help}
          {action !== undefined && (
            <div class="note-action">
              <Button label={action.label} kind="standard" size="small" onPress={() => act(action.command)} />
            </div>
          )}
        </Note>
      ))}
    </div>
  );
}
