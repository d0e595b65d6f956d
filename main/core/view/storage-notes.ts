import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { DesktopFacts } from '../health/state.ts';

/** What the user should know of a disk on which nothing can be kept. */
export function storageNotes({ unsaved }: Pick<DesktopFacts, 'unsaved'>, { say }: Words): readonly NoteView[] {
  if (unsaved === null) return [];
  return [
    {
      id: 'storage',
      kind: 'warning',
      title: say(`note.storage-${unsaved}.title`),
      help: say(`note.storage-${unsaved}.help`),
    },
  ];
}
