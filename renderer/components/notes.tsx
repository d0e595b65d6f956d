import type { JSX } from 'preact';
import type { NoteView } from '../../preload/contract.ts';
import type { Act } from '../bridge.ts';
import { Button } from './button.tsx';
import { Note } from './note.tsx';

/** What the user should know that is not about one call. */
export function Notes({ notes, act }: { readonly notes: readonly NoteView[]; readonly act: Act }): JSX.Element | null {
  if (notes.length === 0) return null;
  return (
    <div class="notes">
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
