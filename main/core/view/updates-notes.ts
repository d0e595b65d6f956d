import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { Model } from '../model.ts';
import { mayRestart } from '../updates/project.ts';

/** What the user should know of another version that somebody put into the place of the one that runs. */
export function updatesNotes({ updates }: Pick<Model, 'updates'>, { say }: Words): readonly NoteView[] {
  const { running, replacedBy } = updates;
  if (replacedBy === null) return [];
  const action = { label: say('updates.restart'), command: { type: 'restart-to-update' } } as const;
  return [
    {
      id: 'replaced',
      kind: 'info',
      title: say('note.replaced.title', { version: replacedBy }),
      help: say('note.replaced.help', { running }),
      ...(mayRestart(updates) ? { action } : {}),
    },
  ];
}
