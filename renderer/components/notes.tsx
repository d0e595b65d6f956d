import type { JSX } from 'preact';
import type { NoteView } from '../../preload/contract.ts';
import { Note } from './note.tsx';

/** What the user should know that is not about one call. */
export function Notes({ notes }: { readonly notes: readonly NoteView[] }): JSX.Element | null {
  if (notes.length === 0) return null;
  return (
    <div class="notes">
      {notes.map(({ id, kind, title, help }) => (
        <Note key={id} kind={kind} title={title}>
          {help === '' ? undefined : help}
        </Note>
      ))}
    </div>
  );
}
